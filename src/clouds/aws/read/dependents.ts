import type {VpnConnection, VpnGateway} from '@aws-sdk/client-ec2';
import type {UndoStep} from '../../contract/cloud.ts';
import type {Dependent, Dependents} from '../../contract/dependents.ts';
import {unlessRefused} from '../../engine/or-unread.ts';
import {notInRegion} from '../../engine/read-back.ts';
import {siteGatewayDependent} from '../../engine/site-gateway-dependent.ts';
import {detachVpnGateway} from '../actions/attach-vpn-gateway.ts';
import {deleteCustomerGateway} from '../actions/create-customer-gateway.ts';
import {deleteVpnConnection} from '../actions/create-vpn-connection.ts';
import {deleteVpnGateway} from '../actions/create-vpn-gateway.ts';
import {disableRoutePropagation} from '../actions/enable-route-propagation.ts';
import type {AwsReach} from '../wire/ask.ts';
import {nameOf, runTag, word} from '../wire/tags.ts';
import {describeCustomerGateways, describeVpnConnections, describeVpnGateways, filter} from './describe.ts';
import {readRouteTables} from './route-tables.ts';
import {asnOf} from './site-gateways.ts';
import {type Around, none, transitDependents} from './transit-dependents.ts';
import {cloudGatewayIdOf, staticPrefixes} from './vpn-connections.ts';

/**
 * What hangs on a VPN connection: its routes, what spreads them, its gateways and what else needs those.
 * Source: EC2 API 2016-11-15; a deleted connection takes its static routes and its attachment with it.
 * @throws UserError when it is not in the region, CloudError
 */
export async function readDependents(reach: AwsReach, id: string): Promise<Dependents> {
	const {region} = reach;
	const all = await describeVpnConnections(reach);
	const connection = all.find(({VpnConnectionId}) => VpnConnectionId === id);
	const deleted = connection?.State === 'deleted';
	if (!connection || deleted) throw notInRegion('AWS', region, id, {deleted});
	const others = all.filter(({VpnConnectionId, State}) => VpnConnectionId !== id && !/^delet/.test(State ?? ''));
	const cloudGatewayId = cloudGatewayIdOf(connection);
	const siteGatewayId = word(connection.CustomerGatewayId);
	const [transit, vgw, site] = await Promise.all([
		connection.TransitGatewayId ? transitDependents(reach, id, word(connection.TransitGatewayId)) : none,
		connection.VpnGatewayId ? virtualGateway(reach, id, word(connection.VpnGatewayId), others) : none,
		siteGateway(reach, id, siteGatewayId, others),
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

function itself({Tags}: VpnConnection, id: string): Dependent {
	const detail = [id, nameOf(Tags)].filter(Boolean).join(', ');
	return {
		id: 'connection',
		title: 'VPN connection',
		detail,
		going: 'alone',
		steps: [deleteVpnConnection.step({id: 'connection', detail, parameters: {VpnConnectionId: id}})],
		usedBy: [],
	};
}

function staticRoutes(connection: VpnConnection): readonly Dependent[] {
	const ranges = staticPrefixes(connection);
	if (ranges.length === 0) return [];
	const title = ranges.length === 1 ? 'static route' : 'static routes';
	return [{id: 'static-routes', title, detail: ranges.join(', '), going: 'with', steps: [], usedBy: []}];
}

async function siteGateway(
	reach: AwsReach,
	connectionId: string,
	id: string,
	others: readonly VpnConnection[],
): Promise<Around> {
	if (id === '') return none;
	const gateways = await unlessRefused(() =>
		describeCustomerGateways(reach, {Filters: [filter('customer-gateway-id', id)]}),
	);
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
					deletion: deleteCustomerGateway.step,
				}),
				...madeBy(gateway),
			},
		],
	};
}

async function virtualGateway(
	reach: AwsReach,
	connectionId: string,
	id: string,
	others: readonly VpnConnection[],
): Promise<Around> {
	const found = await unlessRefused(async () => {
		const gateways = await describeVpnGateways(reach, {Filters: [filter('vpn-gateway-id', id)]});
		const gateway = gateways.find(({State}) => State !== 'deleted');
		const vpcIds = attachedVpcs(gateway);
		const tables = await Promise.all(vpcIds.map(vpcId => readRouteTables(reach, vpcId)));
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
			const stepId = `propagation:${table.id}`;
			const parameters = {GatewayId: id, RouteTableId: table.id};
			const step = disableRoutePropagation.step({id: stepId, parameters, unlessUsed});
			return {
				id: stepId,
				title: 'route propagation',
				detail: step.detail,
				going: 'ours',
				steps: [step],
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
		...vpcIds.map(VpcId =>
			detachVpnGateway.step({
				id: `cloud-gateway-attachment:${VpcId}`,
				parameters: {VpcId, VpnGatewayId: id},
				...guard,
			}),
		),
		deleteVpnGateway.step({id: 'cloud-gateway', parameters: {VpnGatewayId: id}, ...guard}),
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
