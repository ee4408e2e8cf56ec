import {
	paginateDescribeTransitGatewayAttachments,
	paginateDescribeVpnConcentrators,
	type TransitGatewayAttachment,
	type VpnConcentrator,
	type VpnGateway,
} from '@aws-sdk/client-ec2';
import type {ConnectionStatus} from '../../contract/cloud.ts';
import {CloudError, type CloudErrorInfo} from '../../contract/cloud-error.ts';
import type {GatewayTrouble} from '../../contract/sight.ts';
import type {GatewayLook} from '../../engine/gateway-book.ts';
import {type AwsReach, askAll} from '../wire/ask.ts';
import {word} from '../wire/tags.ts';
import {describeVpnGateways, filter} from './describe.ts';

type Troubles = readonly GatewayTrouble[];

/** What is known of the gateways that connections of a region hang on. */
export interface KnownGateways {
	/** Connections that have stood then: of others nothing is known. */
	readonly connections: ReadonlySet<string>;
	/** By the gateway's id: virtual private gateways and concentrators. */
	readonly ofGateways: ReadonlyMap<string, Troubles>;
	/** By the connection's id: what joins it to its transit gateway. */
	readonly ofAttachments: ReadonlyMap<string, Troubles>;
	/** Virtual private gateways that were seen attached to a VPC. */
	readonly attached: ReadonlySet<string>;
}

const nothing: KnownGateways = {
	connections: new Set(),
	ofGateways: new Map(),
	ofAttachments: new Map(),
	attached: new Set(),
};

const virtual = /^vgw-/;
const transit = /^tgw-/;
const concentrator = /^(?!vgw-|tgw-)./;

/**
 * What is wrong with the gateways of these connections: one list call for each kind that one of them hangs on. AWS lets no gateway be deleted while a connection
 * stands, so the state of a transit gateway and of a customer gateway tells nothing more. A list that may not be read leaves what was known of its kind.
 */
export async function readGateways(
	reach: AwsReach,
	connections: readonly ConnectionStatus[],
	before: KnownGateways = nothing,
): Promise<GatewayLook<KnownGateways>> {
	const hangOn = (kind: RegExp) => connections.some(({cloudGatewayId = ''}) => kind.test(cloudGatewayId));
	const errors: CloudErrorInfo[] = [];
	const [gateways, attachments, concentrators] = await Promise.all([
		hangOn(virtual) ? orError(describeVpnGateways(reach, {}), errors) : [],
		hangOn(transit) ? orError(vpnAttachments(reach), errors) : [],
		hangOn(concentrator) ? orError(vpnConcentrators(reach), errors) : [],
	]);
	const attached = new Set([...before.attached, ...(gateways ?? []).filter(isAttached).map(idOf)]);
	const oldOf = (kind: RegExp) => [...before.ofGateways].filter(([id]) => kind.test(id));
	// a text that was cut out of a reply would keep the whole reply
	const known: KnownGateways = structuredClone({
		connections: new Set([...before.connections, ...connections.map(({id}) => id)]),
		ofGateways: new Map([
			...(gateways?.map(gateway => [idOf(gateway), vpnGatewayTroubles(gateway, attached)] as const) ?? oldOf(virtual)),
			...(concentrators?.map(one => [word(one.VpnConcentratorId), concentratorTroubles(one)] as const) ??
				oldOf(concentrator)),
		]),
		ofAttachments: attachments ? byConnection(attachments) : before.ofAttachments,
		attached,
	});
	return {known, error: errors[0]};
}

/** Whether what is known is of all of these. */
export function isComplete(known: KnownGateways, connections: readonly ConnectionStatus[]): boolean {
	return connections.every(({id}) => known.connections.has(id));
}

export function isWell(known: KnownGateways, connections: readonly ConnectionStatus[]): boolean {
	return connections.every(
		connection => troublesOf(connection, known).length === 0 && connection.tunnels.every(({state}) => state === 'UP'),
	);
}

/** What is known to be wrong with the gateway of a connection; none where nobody knows. */
export function troublesOf({id, cloudGatewayId = '', phase}: ConnectionStatus, known: KnownGateways): Troubles {
	if (phase !== 'settled') return [];
	return known.ofAttachments.get(id) ?? known.ofGateways.get(cloudGatewayId) ?? [];
}

async function orError<T>(reading: Promise<T>, errors: CloudErrorInfo[]): Promise<T | undefined> {
	try {
		return await reading;
	} catch (error) {
		if (!(error instanceof CloudError) || error.info.kind === 'aborted') throw error;
		errors.push(error.info);
		return undefined;
	}
}

function vpnAttachments(reach: AwsReach): Promise<readonly TransitGatewayAttachment[]> {
	const input = {Filters: [filter('resource-type', 'vpn')]};
	return askAll(
		reach,
		'DescribeTransitGatewayAttachments',
		paginateDescribeTransitGatewayAttachments,
		input,
		page => page.TransitGatewayAttachments,
	);
}

function vpnConcentrators(reach: AwsReach): Promise<readonly VpnConcentrator[]> {
	return askAll(reach, 'DescribeVpnConcentrators', paginateDescribeVpnConcentrators, {}, page => page.VpnConcentrators);
}

const idOf = ({VpnGatewayId}: VpnGateway) => word(VpnGatewayId);
const isAttached = ({VpcAttachments: attachments = []}: VpnGateway) =>
	attachments.some(({State}) => State === 'attached');

/**
 * A gateway that never was attached is no trouble by itself: as a hub between sites it needs no VPC. Source: EC2 API, VpcAttachment, State attaching |
 * attached | detaching | detached; VpnGateway, State.
 */
function vpnGatewayTroubles(gateway: VpnGateway, attached: ReadonlySet<string>): Troubles {
	const id = idOf(gateway);
	const state = word(gateway.State);
	if (state !== '' && state !== 'available') return [notAvailable(id, `State: ${state}`)];
	if (isAttached(gateway)) return [];
	const [last] = gateway.VpcAttachments ?? [];
	if (last) return [notAvailable(id, `VpcAttachments: ${word(last.VpcId)} ${word(last.State)}`)];
	return attached.has(id) ? [notAvailable(id, 'VpcAttachments: none, and there was one')] : [];
}

function concentratorTroubles({VpnConcentratorId, State}: VpnConcentrator): Troubles {
	const state = word(State);
	return state === '' || state === 'available' ? [] : [notAvailable(word(VpnConcentratorId), `State: ${state}`)];
}

/** A connection that moved leaves an attachment behind for a while: one that is available speaks for it. */
function byConnection(attachments: readonly TransitGatewayAttachment[]): ReadonlyMap<string, Troubles> {
	const found = new Map<string, Troubles>();
	for (const attachment of attachments) {
		const id = word(attachment.ResourceId);
		const troubles = attachmentTroubles(attachment);
		if (troubles.length === 0 || !found.has(id)) found.set(id, troubles);
	}

	return found;
}

/** Source: EC2 API, TransitGatewayAttachmentState. While it is changed (`modifying`) it goes on. */
function attachmentTroubles({TransitGatewayAttachmentId, TransitGatewayId, State}: TransitGatewayAttachment): Troubles {
	const state = word(State);
	if (state === '' || state === 'available' || state === 'modifying') return [];
	return [notAvailable(word(TransitGatewayId), `${word(TransitGatewayAttachmentId)} State: ${state}`)];
}

function notAvailable(gateway: string, quote: string): GatewayTrouble {
	return {gateway, kind: 'not available', quote};
}
