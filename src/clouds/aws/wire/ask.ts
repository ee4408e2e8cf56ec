import type {$Command, EC2ClientResolvedConfig, ServiceInputTypes, ServiceOutputTypes} from '@aws-sdk/client-ec2';
import type {AwsClients} from './client.ts';

/** Whom to ask, where, and until when. */
export interface AwsReach {
	readonly clients: AwsClients;
	readonly region: string;
	readonly signal: AbortSignal;
}

export type Ec2Command<Input extends ServiceInputTypes, Reply extends ServiceOutputTypes> = $Command<
	Input,
	Reply,
	EC2ClientResolvedConfig,
	ServiceInputTypes,
	ServiceOutputTypes
>;

/** Makes one call that changes nothing. @param call the API's action name, for errors @throws CloudError */
export function ask<Input extends ServiceInputTypes, Reply extends ServiceOutputTypes>(
	{clients, region, signal}: AwsReach,
	call: string,
	command: Ec2Command<Input, Reply>,
): Promise<Reply> {
	return clients.call({call, region, purpose: 'read', signal}, (client, options) => client.send(command, options));
}
