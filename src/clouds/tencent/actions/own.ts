import type {Action, UndoContext, UndoStep} from '../../contract/cloud.ts';
import type {Place, TencentInventory} from '../read/inventory.ts';
import {text} from '../wire/reply.ts';
import {changedIdentity} from './compare.ts';
import {idOf} from './fill.ts';

/**
 * Why an undo may not make a step; undefined where it may. Tencent Cloud has no mark of a run, and its journal is a file that anybody
 * can have edited: only what stands as the run's plan describes it goes. Reads only.
 * @throws CloudError
 */
export async function whyForeign(
	inventory: TencentInventory,
	step: UndoStep,
	{run, deletion, region, signal, waiting}: UndoContext,
): Promise<string | undefined> {
	if (!run) return deletion?.foreign(step);
	const place: Place = {region, signal, waiting};
	const planned = (call: string) => run.plan.actions.find(action => action.call === call);
	const tunnelId = step.parameters.VpnConnectionId ?? step.parameters.InstanceId;
	if (typeof tunnelId === 'string') {
		const create = planned('CreateVpnConnection');
		return create && whyOtherTunnel(inventory, place, tunnelId, create, run.results);
	}

	const siteId = step.parameters.CustomerGatewayId;
	const create = planned('CreateCustomerGateway');
	return typeof siteId === 'string' && create ? whyOtherSite(inventory, place, siteId, create) : undefined;
}

async function whyOtherTunnel(
	inventory: TencentInventory,
	place: Place,
	id: string,
	{parameters}: Action,
	results: NonNullable<UndoContext['run']>['results'],
): Promise<string | undefined> {
	const tunnels = await inventory.vpnConnections(place, [{name: 'vpn-connection-id', values: [id]}]);
	const tunnel = tunnels.find(({VpnConnectionId}) => text(VpnConnectionId) === id);
	if (!tunnel) return undefined;
	const ends = [
		[text(tunnel.VpnGatewayId), idOf(parameters.VpnGatewayId, results)],
		[text(tunnel.CustomerGatewayId), idOf(parameters.CustomerGatewayId, results)],
	] as const;
	const elsewhere = ends.filter(([stands, wanted]) => wanted !== undefined && stands !== wanted);
	return reason(id, [
		...elsewhere.map(([stands, wanted]) => `it joins ${stands}, planned was ${wanted}`),
		...changedIdentity(parameters, tunnel),
	]);
}

async function whyOtherSite(
	inventory: TencentInventory,
	place: Place,
	id: string,
	{parameters}: Action,
): Promise<string | undefined> {
	const gateways = await inventory.siteGateways(place, [{name: 'customer-gateway-id', values: [id]}]);
	const gateway = gateways.find(candidate => candidate.id === id);
	if (!gateway) return undefined;
	const pairs = [
		['address', text(gateway.address), text(parameters.IpAddress)],
		['name', gateway.name, text(parameters.CustomerGatewayName)],
	] as const;
	return reason(
		id,
		pairs.flatMap(([what, stands, wanted]) =>
			wanted === '' || stands === wanted ? [] : [`its ${what} is ${stands}, planned was ${wanted}`],
		),
	);
}

function reason(id: string, differs: readonly string[]): string | undefined {
	return differs.length === 0 ? undefined : `${id} is not what the run planned: ${differs.join('; ')}`;
}
