import {printable} from '../../../connection/printable.ts';
import type {CloudOptions, Identity} from '../../contract/cloud.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import {keyHint} from '../../sign-in/shown.ts';
import type {SignIn} from '../../sign-in/sign-in.ts';
import type {AwsClients} from '../wire/client.ts';

/** Asks the region's STS whose credentials these are. Needs no permission. @throws CloudError */
export async function readIdentity(clients: AwsClients, options: CloudOptions, signal: AbortSignal): Promise<Identity> {
	const signIn = await clients.signIn();
	const region = await clients.homeRegion();
	const {accessKeyId} = await clients.credentials(signal);
	const {STSClient, GetCallerIdentityCommand} = await import('@aws-sdk/client-sts');
	const client = clients.logged(new STSClient(await clients.configFor('STS', region, 'read')), 'sts', region);
	try {
		const reply = await clients.bounded({call: 'GetCallerIdentity', purpose: 'read', signal}, abortSignal =>
			client.send(new GetCallerIdentityCommand({}), {abortSignal}),
		);
		return {
			cloud: 'aws',
			...(reply.Account ? {account: printable(reply.Account, 20)} : {}),
			...(reply.Arn ? {principal: printable(reply.Arn, 200)} : {}),
			keyHint: keyHint(accessKeyId),
			source: signIn.source ?? '',
			sandbox: options.sandbox,
		};
	} catch (error) {
		throw withPartition(error, signIn);
	} finally {
		client.destroy();
	}
}

/** Keys of China and GovCloud are unknown everywhere else: where the region was only assumed, that may be all that is wrong. */
function withPartition(error: unknown, {region}: SignIn): unknown {
	if (!(error instanceof CloudError) || error.info.kind !== 'credentials' || !region?.isAssumed) return error;
	const hint = 'If the account is in China or GovCloud, set AWS_REGION, as in cn-north-1 or us-gov-west-1';
	return new CloudError({...error.info, mend: [error.info.mend, hint].filter(Boolean).join('. ')});
}
