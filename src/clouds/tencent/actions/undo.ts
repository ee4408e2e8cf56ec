import type {UndoContext, UndoEnd, UndoStep} from '../../contract/cloud.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import {type Presence, type Removal, removeOnce, unmovedMend, unmovedText} from '../../engine/undo-once.ts';
import type {Place, TencentInventory} from '../read/inventory.ts';
import type {DeleteCall, TencentClient} from '../wire/client.ts';
import {pause} from '../wire/pause.ts';
import {text} from '../wire/reply.ts';
import {whyForeign} from './own.ts';

/** A tunnel is usually gone in seconds. */
const limitMs = 5 * 60_000;
const inUseMs = 60_000;
const firstPauseMs = 500;
const longestPauseMs = 5000;

/** Takes one thing back and waits until it is gone. @throws CloudError */
export function undoStep(
	client: TencentClient,
	inventory: TencentInventory,
	step: UndoStep,
	context: UndoContext,
): Promise<UndoEnd> {
	const {look, send} = removalOf(client, inventory, step, context);
	return removeOnce(
		{
			look,
			foreign: () => whyForeign(inventory, step, context),
			send,
			subject: step.detail,
			isGone: ({info}) => /^ResourceNotFound|RecordNotExists|^Invalid\w+Id\.NotFound/.test(info.code),
			isInUse: ({info}) => /^ResourceInUse|InvalidState/.test(info.code),
			wait: attempt => pause(Math.min(firstPauseMs * 1.5 ** attempt, longestPauseMs), context.signal),
			limitMs,
			inUseMs,
			tooLong: unmoved => tooLong(step, unmoved),
		},
		context,
	);
}

function removalOf(
	client: TencentClient,
	inventory: TencentInventory,
	step: UndoStep,
	context: UndoContext,
): Pick<Removal, 'look' | 'send'> {
	const {region, signal, waiting} = context;
	const place: Place = {region, signal, waiting};
	// A call that went out is never cut off: its end would be unknown.
	const uncut = {...place, signal: new AbortController().signal};
	const send = (call: DeleteCall, request: Readonly<Record<string, unknown>>) => client.remove(call, request, uncut);
	switch (step.call) {
		case 'DeleteVpnConnection': {
			const [VpnGatewayId, VpnConnectionId] = [textOf(step, 'VpnGatewayId'), textOf(step, 'VpnConnectionId')];
			return {
				async look() {
					const wanted = [{name: 'vpn-connection-id', values: [VpnConnectionId]}];
					const tunnels = await inventory.vpnConnections(place, wanted);
					const tunnel = tunnels.find(candidate => text(candidate.VpnConnectionId) === VpnConnectionId);
					return tunnel ? presenceOf(text(tunnel.State)) : 'gone';
				},
				send: () => send('DeleteVpnConnection', {VpnGatewayId, VpnConnectionId}),
			};
		}

		case 'DeleteCustomerGateway': {
			const CustomerGatewayId = textOf(step, 'CustomerGatewayId');
			return {
				async look() {
					const wanted = [{name: 'customer-gateway-id', values: [CustomerGatewayId]}];
					const gateways = await inventory.siteGateways(place, wanted);
					return gateways.some(({id}) => id === CustomerGatewayId) ? 'there' : 'gone';
				},
				send: () => send('DeleteCustomerGateway', {CustomerGatewayId}),
			};
		}

		case 'DeleteVpnGatewayRoutes': {
			const VpnGatewayId = textOf(step, 'VpnGatewayId');
			const connectionId = textOf(step, 'InstanceId');
			const own = async () =>
				(await inventory.gatewayRoutes(place, VpnGatewayId)).filter(
					route => route.connectionId === connectionId && destinationsOf(step).includes(route.destination),
				);
			return {
				look: async () => ((await own()).length > 0 ? 'there' : 'gone'),
				async send() {
					const RouteIds = (await own()).map(({id}) => id);
					// gone between the look and the call: an empty list is refused
					if (RouteIds.length > 0) await send('DeleteVpnGatewayRoutes', {VpnGatewayId, RouteIds});
				},
			};
		}

		case 'DeleteRoutes': {
			const RouteTableId = textOf(step, 'RouteTableId');
			const gatewayId = textOf(step, 'GatewayId');
			const own = async () =>
				(await inventory.vpcRoutes(place, RouteTableId)).filter(
					route => route.target === gatewayId && destinationsOf(step).includes(route.destination),
				);
			return {
				look: async () => ((await own()).length > 0 ? 'there' : 'gone'),
				async send() {
					const Routes = (await own()).map(({key}) => key);
					if (Routes.length > 0) await send('DeleteRoutes', {RouteTableId, Routes});
				},
			};
		}

		default:
			throw new Error(`${step.call} is not a call that takes something away`);
	}
}

function presenceOf(state: string): Presence {
	if (state === 'DELETING') return 'going';
	// A tunnel that is still being made can't be deleted (DeleteVpnConnection, DeleteVpnConnInvalidState).
	return state === 'PENDING' ? {notYet: 'PENDING'} : 'there';
}

function destinationsOf({parameters: {Destinations}}: UndoStep): readonly string[] {
	return typeof Destinations === 'object' ? Destinations : [];
}

function textOf({parameters, call}: UndoStep, name: string): string {
	const value = parameters[name];
	if (typeof value !== 'string' || value === '') throw new Error(`${call} needs ${name}`);
	return value;
}

function tooLong({call, detail}: UndoStep, unmoved: boolean): CloudError {
	return new CloudError({
		cloud: 'tencent',
		kind: 'timeout',
		code: '',
		call,
		message: unmoved ? unmovedText(detail, 'five minutes') : `${detail} is still there after five minutes`,
		retryable: false,
		ambiguous: false,
		mend: unmoved ? unmovedMend : 'Look at it in the console, then go on',
	});
}
