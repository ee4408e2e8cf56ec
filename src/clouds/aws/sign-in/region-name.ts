import {printable} from '../../../connection/printable.ts';
import {cloudError} from '../../contract/cloud-error.ts';

/**
 * A region becomes part of a host name: what can't be one is refused before anything is made of it.
 * @param from what names it, in words: `AWS_REGION`, `profile network`
 * @throws CloudError
 */
export function refuseNoRegion(region: string, from: string): void {
	if (/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i.test(region)) return;
	throw cloudError('aws', {
		kind: 'credentials',
		says: `${from} says "${printable(region, 40)}", which is no region`,
		mend: 'Write it as in eu-central-1',
	});
}

/** Prefixes of region names. Source: the SDK's partitions, `regionRegex`. */
const partitions = [
	['cn-', 'aws-cn'],
	['us-gov-', 'aws-us-gov'],
	['us-iso-', 'aws-iso'],
	['us-isob-', 'aws-iso-b'],
	['us-isof-', 'aws-iso-f'],
	['eu-isoe-', 'aws-iso-e'],
	['eusc-', 'aws-eusc'],
] as const;

/** The partition that a region belongs to: accounts, keys and endpoints of one are unknown in the others. */
export function partitionOf(region: string): string {
	return partitions.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'aws';
}
