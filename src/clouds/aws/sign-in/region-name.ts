import {printable} from '../../../connection/printable.ts';
import {awsError} from '../wire/aws-error.ts';

/**
 * A region becomes part of a host name: what can't be one is refused before anything is made of it.
 * @param from what names it, in words: `AWS_REGION`, `profile network`
 * @throws CloudError
 */
export function refuseNoRegion(region: string, from: string): void {
	if (/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(region)) return;
	throw awsError({
		kind: 'credentials',
		says: `${from} says "${printable(region, 40)}", which is no region`,
		mend: 'Write it as in eu-central-1',
	});
}
