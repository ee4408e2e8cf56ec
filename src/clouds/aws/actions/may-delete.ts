import {
	DeleteCustomerGatewayCommand,
	DeleteTransitGatewayRouteCommand,
	DeleteVpnConnectionCommand,
	DeleteVpnGatewayCommand,
	DetachVpnGatewayCommand,
	DisableVgwRoutePropagationCommand,
	type EC2Client,
} from '@aws-sdk/client-ec2';
import {isDenied} from '../../../connection/missing-permissions.ts';
import type {UndoStep} from '../../contract/cloud.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import type {Place} from '../read/read-routes.ts';
import type {SendOptions} from '../wire/client.ts';

type Ask = (client: EC2Client, step: UndoStep, options: SendOptions) => Promise<unknown>;

const text = ({parameters}: UndoStep, name: string): string => String(parameters[name] ?? '');

/** The deletes that have a dry run. DeleteVpnConnectionRoute has none: DryRun would be dropped, and the call carried out. */
const asks: Readonly<Record<string, Ask>> = {
	DeleteVpnConnection: (client, step, options) =>
		client.send(
			new DeleteVpnConnectionCommand({VpnConnectionId: text(step, 'VpnConnectionId'), DryRun: true}),
			options,
		),
	DeleteCustomerGateway: (client, step, options) =>
		client.send(
			new DeleteCustomerGatewayCommand({CustomerGatewayId: text(step, 'CustomerGatewayId'), DryRun: true}),
			options,
		),
	DeleteVpnGateway: (client, step, options) =>
		client.send(new DeleteVpnGatewayCommand({VpnGatewayId: text(step, 'VpnGatewayId'), DryRun: true}), options),
	DetachVpnGateway: (client, step, options) =>
		client.send(
			new DetachVpnGatewayCommand({
				VpnGatewayId: text(step, 'VpnGatewayId'),
				VpcId: text(step, 'VpcId'),
				DryRun: true,
			}),
			options,
		),
	DisableVgwRoutePropagation: (client, step, options) =>
		client.send(
			new DisableVgwRoutePropagationCommand({
				GatewayId: text(step, 'GatewayId'),
				RouteTableId: text(step, 'RouteTableId'),
				DryRun: true,
			}),
			options,
		),
	DeleteTransitGatewayRoute: (client, step, options) =>
		client.send(
			new DeleteTransitGatewayRouteCommand({
				TransitGatewayRouteTableId: text(step, 'TransitGatewayRouteTableId'),
				DestinationCidrBlock: text(step, 'DestinationCidrBlock'),
				DryRun: true,
			}),
			options,
		),
};

/**
 * The steps that these credentials may not make, as a dry run of one call of each kind says. An endpoint that ignores DryRun
 * carries the call out, so this is for when the deletion is wanted. What AWS answers beside a refusal of the permission says nothing.
 */
export async function forbiddenSteps(
	{clients, region, signal}: Place,
	steps: readonly UndoStep[],
): Promise<readonly {readonly step: UndoStep; readonly error: CloudError}[]> {
	const first = steps.filter((step, index) => steps.findIndex(({call}) => call === step.call) === index);
	const answers = await Promise.all(
		first.map(async step => {
			const ask = asks[step.call];
			if (!ask) return [];
			try {
				await clients.call({call: step.call, region, purpose: 'change', signal}, (client, options) =>
					ask(client, step, options),
				);
				return [];
			} catch (error) {
				if (!(error instanceof CloudError) || error.info.kind === 'aborted') throw error;
				return isDenied(error.info) ? [{step, error}] : [];
			}
		}),
	);
	return answers.flat();
}
