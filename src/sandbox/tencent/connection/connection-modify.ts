import {isDeepStrictEqual} from 'node:util';
import {versionOf} from '../gateway/gateway-version.ts';
import type {Call} from '../protocol/action.ts';
import {checkName, filled, lookUp} from '../protocol/checks.ts';
import {malformed, TencentError} from '../protocol/tencent-error.ts';
import type {CustomerGateway, IkeOptions, VpnConnection, VpnGateway} from '../store/store.ts';
import {requireAvailable, tunnelOf} from './connection-look-up.ts';
import {settle} from './connection-settle.ts';
import type {ModifyInput} from './connection-shape.ts';
import {changingMs, liveConnections, startsAgainAtMs} from './connection-state.ts';
import {asModifyTrouble} from './modify-codes.ts';

/**
 * ModifyVpnConnectionAttribute. The reply says nothing but that it was taken: the effect comes later, and cuts the line until both ends have negotiated
 * anew; a name cuts nothing, alone or with what stands already. The routing mode and the gateway cannot change.
 */
export function modifyConnection(input: ModifyInput, call: Call): object {
	try {
		return change(input, call);
	} catch (error) {
		throw error instanceof TencentError ? asModifyTrouble(error) : error;
	}
}

function change({VpnConnectionId, VpnConnectionName, ...input}: ModifyInput, call: Call): object {
	const {region, world} = call;
	const nowMs = world.now();
	const before = tunnelOf(call, VpnConnectionId);
	requireAvailable(before, call);
	const name = VpnConnectionName === undefined ? {} : {VpnConnectionName: nameOf(VpnConnectionName)};
	const isNameAlone = Object.values(input).every(value => value === undefined);
	if (isNameAlone && call.behavior.omitted !== 'default') {
		region.connections.set(VpnConnectionId, {...before, ...name});
		return {};
	}
	const to = {...name, ...changed(input, before, call)};
	const doneAtMs = nowMs + changingMs;
	const connectsAtMs = reconnectsAtMs({before, after: {...before, ...to}, doneAtMs, call});
	region.connections.set(VpnConnectionId, {...before, change: {doneAtMs, to, connectsAtMs}});
	region.tasks.set(call.requestId, {resourceId: VpnConnectionId, doneAtMs});
	return {};
}

const nameOf = (name: string): string => checkName('VpnConnectionName', name);

type Given = Omit<ModifyInput, 'VpnConnectionId' | 'VpnConnectionName'>;

/** What of the tunnel the request changes. Throws TencentError for what the tunnel cannot be. */
function changed(input: Given, before: VpnConnection, call: Call): Partial<VpnConnection> {
	const {region, world, behavior} = call;
	if (input.PreShareKey !== undefined) filled('PreShareKey', input.PreShareKey);
	// Whether a list can be emptied is open; Terraform cannot send an empty one.
	if (input.SecurityPolicyDatabases?.length === 0) throw malformed('SecurityPolicyDatabases', []);
	const gateway = lookUp(region.gateways, 'vpngw', 'VpnGatewayId', before.VpnGatewayId);
	const others = liveConnections(region, world.now()).filter(
		other => other.VpnGatewayId === gateway.VpnGatewayId && other.VpnConnectionId !== before.VpnConnectionId,
	);
	const customerGatewayId = input.CustomerGatewayId ?? before.CustomerGatewayId;
	const customerGateway = lookUp(region.customerGateways, 'cgw', 'CustomerGatewayId', customerGatewayId);
	if (input.CustomerGatewayId !== undefined) checkMove(before, {gateway, customerGateway, others});
	return {
		...settle(input, {
			gateway,
			customerGateway,
			vpc: region.vpcs.get(gateway.VpcId),
			others,
			routeType: before.RouteType,
			before,
			omitted: behavior.omitted,
		}),
		PreShareKey: input.PreShareKey ?? before.PreShareKey,
		CustomerGatewayId: customerGatewayId,
	};
}

/** Whether the tunnel may end at that customer gateway. Source of the version: vpc 2017-03-12, ModifyVpnConnectionAttribute, CustomerGatewayId. */
function checkMove(
	before: VpnConnection,
	{
		gateway,
		customerGateway,
		others,
	}: {
		readonly gateway: VpnGateway;
		readonly customerGateway: CustomerGateway;
		readonly others: readonly VpnConnection[];
	},
): void {
	const id = customerGateway.CustomerGatewayId;
	if (versionOf(gateway) < 4) {
		throw new TencentError('UnsupportedOperation', 'Changing `CustomerGatewayId` needs a VPN gateway of version 4.0.');
	}
	if (others.some(other => other.CustomerGatewayId === id)) {
		throw new TencentError('UnsupportedOperation', `\`${id}\` already has a tunnel on this gateway.`);
	}
	if (before.RouteType === 'Bgp' && customerGateway.BgpAsn === undefined) {
		throw new TencentError('UnsupportedOperation.VpnUnsupportedUsrGwNotExistBgpAsn', `\`${id}\``);
	}
}

/** When the device will have connected anew; undefined where the line is not cut, Infinity where it never does by itself. */
function reconnectsAtMs({
	before,
	after,
	doneAtMs,
	call,
}: {
	readonly before: VpnConnection;
	readonly after: VpnConnection;
	readonly doneAtMs: number;
	readonly call: Call;
}): number | undefined {
	const {newKey} = call.behavior;
	const differs = membersThatDiffer(before, after);
	if (newKey === 'atRekey' && differs.length > 0 && differs.every(member => ofRekey.has(member))) return undefined;
	if (differs.join() === 'VpnConnectionName') return undefined;
	return isStranger(before, after, call) ? Number.POSITIVE_INFINITY : startsAgainAtMs(after, doneAtMs, call.behavior);
}

/** What comes into force without a new line, where a new key does. */
const ofRekey = new Set(['PreShareKey', 'VpnConnectionName']);

/** What a request changes, whatever else it has sent along as it stands. */
function membersThatDiffer(before: VpnConnection, after: VpnConnection): readonly string[] {
	const was = new Map<string, unknown>(Object.entries(before));
	return Object.entries(after).flatMap(([member, value]) =>
		isDeepStrictEqual(was.get(member), value) ? [] : [member],
	);
}

/** Whether the tunnel has moved to another device, and still knows its peer by the address of the one before. */
function isStranger(before: VpnConnection, after: VpnConnection, {region: {customerGateways}}: Call): boolean {
	const addressOf = (connection: VpnConnection) => customerGateways.get(connection.CustomerGatewayId)?.IpAddress;
	const knows = ({RemoteIdentity, RemoteAddress}: IkeOptions, address: string | undefined) =>
		RemoteIdentity === 'ADDRESS' && RemoteAddress === address;
	const [was, is] = [addressOf(before), addressOf(after)];
	return was !== is && knows(after.ike, was);
}
