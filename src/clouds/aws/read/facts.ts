import type {ConnectionDraft} from '../../../connection/document.ts';
import type {Unread} from '../../../connection/inventory.ts';
import {printable} from '../../../connection/printable.ts';
import type {CloudGateway, ExistingConnection, Facts, RouteTable} from '../../contract/cloud.ts';
import type {AwsConnection} from '../document.ts';
import {isAws} from '../own-document.ts';
import type {AwsReach} from '../wire/ask.ts';
import type {AwsClients} from '../wire/client.ts';
import {readCloudGateways} from './cloud-gateways.ts';
import {samePair} from './duplicate.ts';
import {readVpcs, type VpcFacts} from './networks-of-vpcs.ts';
import {quotasOf} from './quotas.ts';
import {readRouteTables} from './route-tables.ts';
import {readSiteGateways} from './site-gateways.ts';
import {defaultGatewayAsn, siteGatewayOf} from './site-match.ts';
import {withTransitParts} from './transit-parts.ts';
import {readConnections} from './vpn-connections.ts';

type CloudGatewayChoice = AwsConnection['cloudGateway'];

/**
 * Reads what rules and plan need for this draft. A gateway that the account does not have is there with `selectable: false`.
 * @param connectionId the connection that it is of, where its gateways do not tell
 */
export async function readFacts(
	clients: AwsClients,
	draft: ConnectionDraft,
	signal: AbortSignal,
	connectionId?: string,
): Promise<Facts> {
	const readAt = Date.now();
	if (!isAws(draft) || !draft.region) return {readAt};
	const {region, site, cloudGateway: choice} = draft;
	const reach = {clients, region, signal};
	const [{cloudGateway, routeTables, vpnGateways}, siteGateways, connections] = await Promise.all([
		readTarget(reach, choice, draft.name),
		readSiteGateways(reach),
		readConnections(reach),
	]);
	const siteGateway = site ? siteGatewayOf(site, siteGateways) : undefined;
	const known = {
		...(cloudGateway ? {cloudGateway} : {}),
		...(siteGateway ? {siteGateway} : {}),
		...(connectionId === undefined ? {} : {connectionId}),
		connections,
	};
	const unread: Unread[] = [...(cloudGateway?.unreadParts ?? [])];
	const pair = samePair(draft, known);
	const standingGateway = await otherGateway(reach, pair, cloudGateway);
	const own = await withTransitParts(reach, pair, standingGateway ?? cloudGateway, unread);
	return {
		...known,
		...(standingGateway ? {standingGateway} : {}),
		...(routeTables ? {routeTables} : {}),
		siteGateways,
		connections: connections.map(connection => (connection.id === own?.id ? own : connection)),
		...(unread.length > 0 ? {unread} : {}),
		quotas: quotasOf(draft, {connections, siteGateways, vpnGateways}),
		readAt,
	};
}

/** The gateway that a connection is on, where it is not the draft's. */
async function otherGateway(
	reach: AwsReach,
	connection: ExistingConnection | undefined,
	cloudGateway: CloudGateway | undefined,
): Promise<CloudGateway | undefined> {
	const id = connection?.cloudGatewayId;
	if (id === undefined || id === cloudGateway?.id) return undefined;
	return (await readCloudGateways(reach)).find(gateway => gateway.id === id);
}

interface Target {
	readonly cloudGateway?: CloudGateway;
	readonly routeTables?: readonly RouteTable[];
	/** How many virtual private gateways the region has, where one more is to be made. */
	readonly vpnGateways?: number;
}

async function readTarget(
	reach: AwsReach,
	choice: CloudGatewayChoice | undefined,
	documentName: string | undefined,
): Promise<Target> {
	if (choice === undefined || choice.kind === 'none') return {};
	const {region} = reach;
	const gateways = await readCloudGateways(reach);
	if (choice.kind === 'new-vgw') {
		const [vpcs, routeTables] = await Promise.all([readVpcs(reach), readRouteTables(reach, choice.vpcId)]);
		const vpc = vpcs.get(choice.vpcId);
		const wanted = {name: choice.name ?? documentName ?? '', asn: choice.asn ?? defaultGatewayAsn};
		const ofThisKind = gateways.filter(({kind}) => kind === 'vgw');
		const taken = ofThisKind.find(({vpcId}) => vpcId === choice.vpcId);
		if (taken) return {cloudGateway: asWanted(taken, wanted), routeTables};
		const vpnGateways = ofThisKind.filter(({state}) => state !== 'deleting').length;
		return {cloudGateway: toBeMade(choice.vpcId, wanted, vpc, region), routeTables, vpnGateways};
	}

	const cloudGateway = gateways.find(({kind, id}) => kind === choice.kind && id === choice.id);
	if (!cloudGateway) {
		const unread = gateways.find(gateway => gateway.unread && gateway.kind === choice.kind);
		const absent = missing(choice, region);
		const {state = '', reason, permissions = []} = unread ?? {};
		return {cloudGateway: reason ? {...absent, state, reason, permissions} : absent};
	}

	const {vpcId} = cloudGateway;
	if (choice.kind !== 'vgw' || !vpcId) return {cloudGateway};
	return {cloudGateway, routeTables: await readRouteTables(reach, vpcId)};
}

interface Wanted {
	readonly name: string;
	readonly asn: number;
}

function toBeMade(vpcId: string, {name, asn}: Wanted, vpc: VpcFacts | undefined, region: string): CloudGateway {
	return {
		id: '',
		name,
		kind: 'vgw',
		state: vpc ? 'to be made' : 'not-found',
		asn,
		vpcId,
		networks: vpc?.networks ?? [],
		attachedTo: [vpcId, vpc?.networks[0]].filter(Boolean).join(' '),
		bgp: true,
		selectable: vpc !== undefined,
		...(vpc ? {} : {reason: `there is no VPC ${printable(vpcId, 40)} in ${printable(region, 40)}`}),
	};
}

/** A VPC has one virtual private gateway: it is the one that the document asks for, made before, or it is in the way. */
function asWanted(taken: CloudGateway, {name, asn}: Wanted): CloudGateway {
	if (taken.name === name && taken.asn === asn) return taken;
	const reason = `${taken.vpcId} has the virtual private gateway ${taken.id} already (${taken.name || 'no name'}, ASN ${taken.asn})`;
	return {...taken, selectable: false, reason};
}

function missing(choice: Extract<CloudGatewayChoice, {id: string}>, region: string): CloudGateway {
	return {
		id: choice.id,
		name: '',
		kind: choice.kind,
		state: 'not-found',
		networks: [],
		attachedTo: '',
		bgp: true,
		selectable: false,
		reason: `there is no ${printable(choice.id, 60)} in ${printable(region, 40)}`,
	};
}
