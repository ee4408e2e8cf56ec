import type {TencentBehavior} from '../behavior.ts';
import {filled, oneOf, within} from '../protocol/checks.ts';
import {coexist, malformed, TencentError} from '../protocol/tencent-error.ts';
import type {CustomerGateway, RouteType, SecurityPolicy, Vpc, VpnConnection, VpnGateway} from '../store/store.ts';
import {checkBgp, checkBgpEnds} from './connection-bgp.ts';
import {settleIke, settleIpsec} from './connection-crypto.ts';
import {checkConfig, settleHealthCheck} from './connection-health.ts';
import {checkPolicies, checkPolicyConflicts, isAnyToAny} from './connection-policies.ts';
import type {BgpInput, SettingsInput} from './connection-shape.ts';

/** What the settings of a tunnel are held against. */
interface Surroundings {
	readonly gateway: VpnGateway;
	readonly customerGateway: CustomerGateway;
	readonly vpc: Vpc | undefined;
	/** The gateway's other tunnels. */
	readonly others: readonly VpnConnection[];
	readonly routeType: RouteType;
	/** The tunnel as it was, on a modify. */
	readonly before: VpnConnection | undefined;
	/** What becomes of what a modify leaves out. */
	readonly omitted: TencentBehavior['omitted'];
}

/** The members of a tunnel that a create and a modify both decide. */
type Settings = Pick<
	VpnConnection,
	| 'policies'
	| 'ike'
	| 'ipsec'
	| 'NegotiationType'
	| 'DpdEnable'
	| 'DpdTimeout'
	| 'DpdAction'
	| 'EnableHealthCheck'
	| 'HealthCheckLocalIp'
	| 'HealthCheckRemoteIp'
	| 'healthCheck'
	| 'bgp'
>;

/** Checks the settings of a tunnel and completes them from what it was or the API's defaults. Throws TencentError. */
export function settle(given: SettingsInput, surroundings: Surroundings): Settings {
	const {gateway, customerGateway, vpc, others, before, omitted} = surroundings;
	const policies = settlePolicies(given, surroundings);
	const bgp = settleBgp(given, surroundings);
	const {IKEOptionsSpecification: ike, IPSECOptionsSpecification: ipsec, HealthCheckConfig: healthCheck} = given;
	// What stays of a block that the request has, and of the other members.
	const inBlock = <T>(block: object | undefined, kept: T | undefined) =>
		block && omitted !== 'stays' ? undefined : kept;
	const kept = omitted === 'default' ? undefined : before;
	return {
		policies,
		bgp,
		ike: settleIke(ike, inBlock(ike, before?.ike), gateway, customerGateway),
		ipsec: settleIpsec(ipsec, inBlock(ipsec, before?.ipsec), gateway),
		...settleDpd(given, kept),
		NegotiationType: oneOf('NegotiationType', given.NegotiationType ?? kept?.NegotiationType ?? 'active', [
			'active',
			'passive',
			'flowTrigger',
		]),
		...settleHealthCheck(given, kept, {
			gateway,
			vpc,
			policies,
			others,
			config: checkConfig(healthCheck, inBlock(healthCheck, kept?.healthCheck)),
		}),
	};
}

function settlePolicies(given: SettingsInput, surroundings: Surroundings): readonly SecurityPolicy[] {
	const {routeType, before} = surroundings;
	if (given.SecurityPolicyDatabases === undefined && before) return before.policies;
	const policies = checkPolicies(given.SecurityPolicyDatabases ?? []);
	if (routeType === 'Policy' && policies.length === 0) {
		throw new TencentError('InvalidParameterValue.Empty', 'The parameter `SecurityPolicyDatabases` is empty.');
	}
	if (routeType === 'StaticRoute' || routeType === 'Bgp') {
		// What such a tunnel reads back may be sent again.
		if (policies.length > 0 && !isAnyToAny(policies)) throw coexist('RouteType', 'SecurityPolicyDatabases');
		return [];
	}
	checkPolicyConflicts(policies, {
		...surroundings,
		ownClashCode: before ? 'UnsupportedOperation.VpnConnSPDOverlap' : 'InvalidParameterValue.VpnConnSpdCidrConflict',
	});
	return policies;
}

function settleBgp(given: SettingsInput, surroundings: Surroundings): BgpInput | undefined {
	const {routeType, gateway, customerGateway, others, before} = surroundings;
	if (routeType !== 'Bgp') {
		if (given.BgpConfig) throw coexist('RouteType', 'BgpConfig');
		return undefined;
	}
	checkBgpEnds(gateway, customerGateway);
	if (given.BgpConfig) return checkBgp(given.BgpConfig, others);
	if (before?.bgp) return before.bgp;
	throw new TencentError('InvalidParameterValue.Empty', 'The parameter `BgpConfig` is empty.');
}

function settleDpd(
	given: SettingsInput,
	before: VpnConnection | undefined,
): Pick<VpnConnection, 'DpdEnable' | 'DpdTimeout' | 'DpdAction'> {
	const timeout = filled('DpdTimeout', given.DpdTimeout ?? before?.DpdTimeout ?? '30');
	if (!/^\d{1,5}$/.test(timeout)) throw malformed('DpdTimeout', timeout, 'Seconds are due.');
	within('DpdTimeout', Number(timeout), 30, 60);
	return {
		DpdEnable: within('DpdEnable', given.DpdEnable ?? before?.DpdEnable ?? 0, 0, 1),
		DpdTimeout: timeout,
		DpdAction: oneOf('DpdAction', given.DpdAction ?? before?.DpdAction ?? 'restart', ['clear', 'restart']),
	};
}
