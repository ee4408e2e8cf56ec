import {
	CreateVpnConnectionCommand,
	type CreateVpnConnectionCommandInput,
	DeleteVpnConnectionCommand,
	type DeleteVpnConnectionCommandInput,
} from '@aws-sdk/client-ec2';
import * as z from 'zod';
import type {Action, Facts} from '../../contract/cloud.ts';
import type {Planned} from '../../engine/fill.ts';
import type {Words} from '../../engine/script-words.ts';
import {shapeOf} from '../../net/loggable.ts';
import {routingWords} from '../../registry.ts';
import type {AwsConnection} from '../document.ts';
import {isAws} from '../own-document.ts';
import {differences} from '../plan/compare.ts';
import {describeVpnConnections, filter, vpnConnection} from '../read/describe.ts';
import {cloudGatewayIdOf, toExistingConnection} from '../read/vpn-connections.ts';
import {connection, connectionOptions, tunnelFields} from '../wire/log-things.ts';
import {word} from '../wire/tags.ts';
import {awsAction} from './aws-action.ts';
import {awsUndo, type HasDryRun, presenceOf} from './aws-undo.ts';
import {connectionRequest} from './connection-request.ts';
import {isGoing, madeUpId, type Search} from './search.ts';
import type {Readiness} from './settle.ts';
import {type TagList, tagSpecifications} from './tag-schema.ts';
import {tunnelSchema} from './tunnel-schema.ts';

const request = z.strictObject({
	Type: z.literal('ipsec.1'),
	CustomerGatewayId: z.string(),
	VpnGatewayId: z.string().optional(),
	TransitGatewayId: z.string().optional(),
	VpnConcentratorId: z.string().optional(),
	PreSharedKeyStorage: z.string().optional(),
	Options: z.strictObject({
		EnableAcceleration: z.boolean().optional(),
		StaticRoutesOnly: z.boolean(),
		TunnelInsideIpVersion: z.enum(['ipv4', 'ipv6']).optional(),
		LocalIpv4NetworkCidr: z.string().optional(),
		RemoteIpv4NetworkCidr: z.string().optional(),
		LocalIpv6NetworkCidr: z.string().optional(),
		RemoteIpv6NetworkCidr: z.string().optional(),
		OutsideIpAddressType: z.string().optional(),
		TransportTransitGatewayAttachmentId: z.string().optional(),
		TunnelBandwidth: z.enum(['standard', 'large']).optional(),
		TunnelOptions: z.array(tunnelSchema).length(2),
	}),
	TagSpecifications: tagSpecifications('vpn-connection'),
}) satisfies z.ZodType<CreateVpnConnectionCommandInput>;

export type ConnectionRequest = z.output<typeof request>;

export const deleteVpnConnection = awsUndo({
	call: 'DeleteVpnConnection',
	names: ['VpnConnectionId'],
	detail: ({VpnConnectionId}) => VpnConnectionId,
	command: given => new DeleteVpnConnectionCommand(given),
	dryRun: true satisfies HasDryRun<DeleteVpnConnectionCommandInput>,
	look: async ({VpnConnectionId}, reach) => presenceOf(await vpnConnection(reach, VpnConnectionId)),
});

/** What has to be known of a connection that later actions build on, made or looked up. */
export const connectionInUse = {
	ready: {
		wanted: 'available',
		state: async (reach, id) => (await vpnConnection(reach, id))?.State,
	} satisfies Readiness<unknown>,
	standIn({connections}: Facts) {
		const known = connections?.find(({state}) => state === 'available')?.id;
		return {id: known ?? madeUpId('vpn'), real: known !== undefined};
	},
	waitLine: (_action: unknown, words: Words, made: string) =>
		`${words.call('wait vpn-connection-available')} --vpn-connection-ids ${made}`,
} as const;

export const createVpnConnection = awsAction({
	call: 'CreateVpnConnection',
	title: 'create VPN connection',
	makes: 'VPN connection',
	request,
	command: given => new CreateVpnConnectionCommand(given),
	dryRun: true satisfies HasDryRun<CreateVpnConnectionCommandInput>,
	logged: {
		request: shapeOf<CreateVpnConnectionCommandInput>(
			{
				word: ['Type', 'PreSharedKeyStorage'],
				id: ['CustomerGatewayId', 'VpnGatewayId', 'TransitGatewayId', 'VpnConcentratorId'],
				flag: ['DryRun'],
				hidden: ['TagSpecifications'],
			},
			{
				Options: {
					...connectionOptions,
					TunnelOptions: tunnelFields,
				},
			},
		),
		response: {VpnConnection: connection},
	},
	idInReply: 'VpnConnection.VpnConnectionId',
	made: ({VpnConnection: made}) => ({id: made?.VpnConnectionId, state: made?.State, tags: made?.Tags}),
	async find(wanted, search) {
		const all = await connectionsLike(wanted, search);
		const found =
			all.find(({Tags}) => search.isOwn(Tags)) ??
			all.find(({Options}) => (Options?.StaticRoutesOnly ?? false) === wanted.Options.StaticRoutesOnly) ??
			// AWS makes no second connection between two gateways, of whatever kind
			all[0];
		if (!found) return undefined;
		const {document} = search.context.plan;
		const differs = isAws(document) ? differences(document, toExistingConnection(found)) : [];
		return {
			...search.result(found.VpnConnectionId, found.Tags, found.State),
			...(differs.length > 0 ? {differs} : {}),
		};
	},
	before: async (wanted, search) =>
		(await connectionsLike(wanted, search)).map(({VpnConnectionId}) => word(VpnConnectionId)),
	...connectionInUse,
	/** AWS keeps one connection for a pair of gateways: both find it. */
	lookUpLine({parameters}, words, variable) {
		const gateways = [
			['customer-gateway-id', parameters.CustomerGatewayId],
			['vpn-gateway-id', parameters.VpnGatewayId],
			['transit-gateway-id', parameters.TransitGatewayId],
		] as const;
		const filters = gateways.flatMap(([name, given]) =>
			given === undefined ? [] : [`Name=${name},Values=${words.argument(given)}`],
		);
		if (filters.length < 2) return undefined;
		const look = `${words.call('describe-vpn-connections')} --filters ${filters.join(' ')} Name=state,Values=pending,available --query 'VpnConnections[0].VpnConnectionId' --output text`;
		return `case $${variable} in vpn-*) ;; *) ${variable}=$(${look}) ;; esac`;
	},
	undo: {by: deleteVpnConnection, of: VpnConnectionId => ({VpnConnectionId})},
});

/** The two gateways that a connection joins: ids, or holes for what the plan makes; none where it is attached by hand. */
export interface Ends {
	readonly cloudGateway: Planned<string> | undefined;
	readonly siteGateway: Planned<string>;
}

export function planVpnConnection(
	document: AwsConnection,
	ends: Ends,
	after: readonly string[],
	tags: TagList,
): Action {
	return createVpnConnection.plan({
		id: 'connection',
		detail: detailOf(document, ends),
		after,
		parameters: connectionRequest(document, ends, [{Key: 'Name', Value: document.name}, ...tags]),
	});
}

function detailOf({routing, site}: AwsConnection, {cloudGateway: cloud, siteGateway}: Ends): string {
	const siteEnd = typeof siteGateway === 'string' ? siteGateway : site.kind === 'new' ? site.name : '';
	const cloudEnd = cloud === undefined ? 'no gateway yet' : typeof cloud === 'string' ? cloud : 'the new gateway';
	return `${siteEnd} ⇄ ${cloudEnd}, ${routingWords('aws', routing.mode)}`;
}

async function connectionsLike(wanted: ConnectionRequest, search: Search) {
	const all = await describeVpnConnections(search.reach, [filter('customer-gateway-id', wanted.CustomerGatewayId)]);
	return all.filter(
		each => !isGoing(each) && (cloudGatewayIdOf(each) === cloudGatewayIdOf(wanted) || search.isOwn(each.Tags)),
	);
}
