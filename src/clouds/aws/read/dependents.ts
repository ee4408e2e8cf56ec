import {
	DescribeCustomerGatewaysCommand,
	DescribeVpnGatewaysCommand,
	type VpnConnection,
	type VpnGateway,
} from '@aws-sdk/client-ec2';
import type {UndoStep} from '../../contract/cloud.ts';
import type {Dependent, Dependents} from '../../contract/dependents.ts';
import {notInRegion} from '../../engine/read-back.ts';
import {siteGatewayDependent} from '../../engine/site-gateway-dependent.ts';
import {nameOf, runTag, word} from '../wire/tags.ts';
import {type Place, unlessRefused} from './read-routes.ts';
import {readRouteTables} from './route-tables.ts';
import {asnOf} from './site-gateways.ts';
import {transitDependents} from './transit-dependents.ts';
import {cloudGatewayIdOf, describeVpnConnections} from './vpn-connections.ts';

/**
 * What hangs on a VPN connection: its routes, what spreads them, its gateways and what else needs those.
 * Source: EC2 API 2016-11-15; a deleted connection takes its static routes and its attachment with it.
 * @throws UserError when it is not in the region, CloudError
 */
export async function readDependents(place: Place, id: string): Promise<Dependents> {
	const {clients, region, signal} = place;
	const all = await describeVpnConnections(clients, region, signal);
	const connection = all.find(({VpnConnectionId}) => VpnConnectionId === id);
	const deleted = connection?.State === 'deleted';
	if (!connection || deleted) throw notInRegion('AWS', region, id, {deleted});
	const others = all.filter(({VpnConnectionId, State}) => VpnConnectionId !== id && !/^delet/.test(State ?? ''));
	const cloudGatewayId = cloudGatewayIdOf(connection);
	const siteGatewayId = word(connection.CustomerGatewayId);
	const [transit, vgw, site] = await Promise.all([
		connection.TransitGatewayId ? transitDependents(place, id, word(connection.TransitGatewayId)) : none,
		connection.VpnGatewayId ? virtualGateway(place, id, word(connection.VpnGatewayId), others) : none,
		siteGateway(place, id, siteGatewayId, others),
	]);
	return {
		cloud: 'aws',
		region,
		connection: {
			id,
			name: nameOf(connection.Tags),
			state: word(connection.State),
			...(cloudGatewayId ? {cloudGatewayId} : {}),
			...(siteGatewayId ? {siteGatewayId} : {}),
		},
		parts: [
			...transit.before,
			...vgw.before,
			...staticRoutes(connection),
			itself(connection, id),
			...site.after,
			...vgw.after,
			...transit.after,
			...concentrator(connection),
		],
		unread: [...transit.unread, ...vgw.unread, ...site.unread],
	};
}

/** What is taken away before the connection and after it, and what could not be read. */
export interface Around {
	readonly before: readonly Dependent[];
	readonly after: readonly Dependent[];
	readonly unread: readonly string[];
}

export const none: Around = {before: [], after: [], unread: []};

function itself({Tags}: VpnConnection, id: string): Dependent {
	const detail = [id, nameOf(Tags)].filter(Boolean).join(', ');
	return {
		id: 'connection',
		title: 'VPN connection',
		detail,
		going: 'alone',
		steps: [
			{
				id: 'connection',
				title: 'delete VPN connection',
				detail,
				call: 'DeleteVpnConnection',
				parameters: {VpnConnectionId: id},
			},
		],
		usedBy: [],
	};
}

function staticRoutes({Routes}: VpnConnection): readonly Dependent[] {
	const routes = (Routes ?? []).filter(({State}) => !/^delet/.test(State ?? ''));
	const ranges = routes.map(({DestinationCidrBlock}) => word(DestinationCidrBlock)).filter(Boolean);
	if (ranges.length === 0) return [];
	const title = ranges.length === 1 ? 'static route' : 'static routes';
	return [{id: 'static-routes', title, detail: ranges.join(', '), going: 'with', steps: [], usedBy: []}];
}

async function siteGateway(
	{clients, region, signal}: Place,
	connectionId: string,
	id: string,
	others: readonly VpnConnection[],
): Promise<Around> {
	if (id === '') return none;
	const gateways = await unlessRefused(async () => {
		const reply = await clients.call(
			{call: 'DescribeCustomerGateways', region, purpose: 'read', signal},
			(client, options) =>
				client.send(
					new DescribeCustomerGatewaysCommand({Filters: [{Name: 'customer-gateway-id', Values: [id]}]}),
					options,
				),
		);
		return reply.CustomerGateways ?? [];
	});
	if (!gateways) return {...none, unread: [`customer gateway ${id}`]};
	const gateway = gateways.find(({State}) => State !== 'deleted');
	if (!gateway) return none;
	const address = word(gateway.IpAddress);
	const asn = asnOf(gateway);
	return {
		...none,
		after: [
			{
				...siteGatewayDependent(connectionId, {
					id,
					detail: [id, address, asn === undefined ? '' : `ASN ${asn}`].filter(Boolean).join(', '),
					usedBy: idsOf(others.filter(({CustomerGatewayId}) => CustomerGatewayId === id)),
				}),
				...madeBy(gateway),
			},
		],
	};
}

async function virtualGateway(
	place: Place,
	connectionId: string,
	id: string,
	others: readonly VpnConnection[],
): Promise<Around> {
	const {clients, region, signal} = place;
	const found = await unlessRefused(async () => {
		const reply = await clients.call(
			{call: 'DescribeVpnGateways', region, purpose: 'read', signal},
			(client, options) =>
				client.send(new DescribeVpnGatewaysCommand({Filters: [{Name: 'vpn-gateway-id', Values: [id]}]}), options),
		);
		const gateway = reply.VpnGateways?.find(({State}) => State !== 'deleted');
		const vpcIds = attachedVpcs(gateway);
		const tables = await Promise.all(vpcIds.map(vpcId => readRouteTables(clients, region, vpcId, signal)));
		return {gateway, vpcIds, tables: tables.flat()};
	});
	if (!found) return {...none, unread: [`virtual private gateway ${id} and the route tables of its VPC`]};
	const {gateway, vpcIds, tables} = found;
	if (!gateway) return none;
	const sharing = idsOf(others.filter(({VpnGatewayId}) => VpnGatewayId === id));
	const unlessUsed = {gateway: id, except: [connectionId]};
	const byHand = tables.flatMap(table =>
		table.routes
			.filter(({target, propagated}) => target === id && !propagated)
			.map(({destination}) => `the route of ${destination} in ${table.id}`),
	);
	const propagation = tables
		.filter(table => table.propagatingGateways.includes(id))
		.map((table): Dependent => {
			const detail = `of ${id} into ${table.id}`;
			const parameters = {GatewayId: id, RouteTableId: table.id};
			const title = 'stop propagating routes';
			const stepId = `propagation:${table.id}`;
			return {
				id: stepId,
				title: 'route propagation',
				detail,
				going: 'ours',
				steps: [{id: stepId, title, detail, call: 'DisableVgwRoutePropagation', parameters, unlessUsed}],
				usedBy: sharing,
				partOf: 'cloud-gateway',
			};
		});
	const name = nameOf(gateway.Tags);
	return {
		...none,
		before: propagation,
		after: [
			{
				id: 'cloud-gateway',
				title: 'virtual private gateway',
				detail: [id, name, ...vpcIds].filter(Boolean).join(', '),
				going: 'ours',
				steps: gatewaySteps(id, vpcIds, unlessUsed),
				usedBy: [...sharing, ...byHand],
				...madeBy(gateway),
				note: `Whether a Direct Connect interface uses ${id} can't be read here: look before it goes.`,
			},
		],
	};
}

function gatewaySteps(id: string, vpcIds: readonly string[], unlessUsed: UndoStep['unlessUsed']): readonly UndoStep[] {
	const guard = unlessUsed ? {unlessUsed} : {};
	return [
		...vpcIds.map(vpcId => ({
			id: `cloud-gateway-attachment:${vpcId}`,
			title: 'detach virtual private gateway',
			detail: `${id} from ${vpcId}`,
			call: 'DetachVpnGateway',
			parameters: {VpcId: vpcId, VpnGatewayId: id},
			...guard,
		})),
		{
			id: 'cloud-gateway',
			title: 'delete virtual private gateway',
			detail: id,
			call: 'DeleteVpnGateway',
			parameters: {VpnGatewayId: id},
			...guard,
		},
	];
}

/** A concentrator serves many sites; none is made here. */
function concentrator({VpnConcentratorId}: VpnConnection): readonly Dependent[] {
	const detail = word(VpnConcentratorId);
	if (detail === '') return [];
	return [{id: 'concentrator', title: 'VPN concentrator', detail, going: 'never', steps: [], usedBy: []}];
}

function attachedVpcs(gateway: VpnGateway | undefined): readonly string[] {
	return (gateway?.VpcAttachments ?? [])
		.filter(({State}) => State !== 'detached')
		.map(({VpcId}) => word(VpcId))
		.filter(Boolean);
}

function madeBy({Tags}: Pick<VpnConnection, 'Tags'>): {readonly madeBy?: string} {
	const run = Tags?.find(({Key}) => Key === runTag)?.Value;
	return run ? {madeBy: word(run)} : {};
}

function idsOf(connections: readonly VpnConnection[]): readonly string[] {
	return connections.map(({VpnConnectionId}) => word(VpnConnectionId)).filter(Boolean);
}
