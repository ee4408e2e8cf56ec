import type {CloudOptions, Identity} from '../../contract/cloud.ts';
import {keyHint} from '../../sign-in/shown.ts';
import type {TencentClient} from '../wire/client.ts';
import {text} from '../wire/reply.ts';

/** Asks whose credentials these are. Needs no permission. Source: sts 2018-08-13, GetCallerIdentity. @throws CloudError */
export async function readIdentity(
	client: TencentClient,
	{sandbox}: CloudOptions,
	signal: AbortSignal,
): Promise<Identity> {
	const {secretId, source} = await client.credentials();
	const region = await client.homeRegion();
	const reply = await client.read('sts', 'GetCallerIdentity', undefined, {region, signal});
	const account = text(reply.AccountId);
	const principal = text(reply.Arn);
	return {
		cloud: 'tencent',
		...(account && {account}),
		...(principal && {principal}),
		keyHint: keyHint(secretId),
		source,
		sandbox,
	};
}
