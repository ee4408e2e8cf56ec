import {addressText, holds, knownRange} from '../../ipv4.ts';
import {versionOf} from '../gateway/gateway-version.ts';
import {checkAddress, oneOf, within} from '../protocol/checks.ts';
import {malformed, TencentError} from '../protocol/tencent-error.ts';
import type {HealthCheckConfig, SecurityPolicy, Vpc, VpnConnection, VpnGateway} from '../store/store.ts';
import {rangesOf} from '../vpc/vpc-ranges.ts';
import {isAnyToAny} from './connection-policies.ts';
import type {SettingsInput} from './connection-shape.ts';

/** Where addresses inside tunnels come from. */
const insideRange = knownRange('169.254.128.0/17');

/** No host has these as its own: 0.0.0.0 and multicast by the health check's page, loopback and broadcast by RFC 1122. */
const notHosts = ['0.0.0.0/8', '127.0.0.0/8', '224.0.0.0/4', '255.255.255.255/32'].map(knownRange);

interface HealthCheck {
	readonly EnableHealthCheck: boolean;
	readonly HealthCheckLocalIp: string;
	readonly HealthCheckRemoteIp: string;
	readonly healthCheck: HealthCheckConfig;
}

const conflict = (detail: string): TencentError =>
	new TencentError('InvalidParameterValue.VpnConnHealthCheckIpConflict', detail);

/** The first pair of inside addresses that no tunnel of the gateway uses. */
export function freePair(others: readonly VpnConnection[]): {readonly local: string; readonly remote: string} {
	const taken = new Set(others.flatMap(other => [other.HealthCheckLocalIp, other.HealthCheckRemoteIp]));
	for (const other of others) {
		if (other.bgp) {
			taken.add(other.bgp.LocalBgpIp);
			taken.add(other.bgp.RemoteBgpIp);
		}
	}
	for (let base = insideRange.first; base < insideRange.last; base += 4) {
		const [local, remote] = [addressText(base + 1), addressText(base + 2)];
		if (!taken.has(local) && !taken.has(remote)) return {local, remote};
	}
	throw new TencentError('LimitExceeded', 'No inside address is left.');
}

/** How it probes, completed from what it was or the API's defaults. */
export function checkConfig(
	given: SettingsInput['HealthCheckConfig'] = {},
	before?: HealthCheckConfig,
): HealthCheckConfig {
	const path = 'HealthCheckConfig';
	const config = {ProbeType: 'NQA', ProbeInterval: 5000, ProbeThreshold: 3, ProbeTimeout: 150, ...before, ...given};
	oneOf(`${path}.ProbeType`, config.ProbeType, ['NQA']);
	within(`${path}.ProbeInterval`, config.ProbeInterval, 1000, 5000);
	within(`${path}.ProbeThreshold`, config.ProbeThreshold, 3, 8);
	within(`${path}.ProbeTimeout`, config.ProbeTimeout, 10, 5000);
	return config;
}

/**
 * The health check of a tunnel; both addresses are picked when left out.
 * Throws for SPD tunnels (save 0.0.0.0/0 on both sides), gateways before 3.0, addresses that are equal, in the VPC or no
 * host's, and a local one that another tunnel of the gateway has. Tunnels may share a remote one: that was seen live.
 */
export function settleHealthCheck(
	given: SettingsInput,
	before: VpnConnection | undefined,
	context: {
		readonly gateway: VpnGateway;
		readonly vpc: Vpc | undefined;
		readonly policies: readonly SecurityPolicy[];
		readonly others: readonly VpnConnection[];
		readonly config: HealthCheckConfig;
	},
): HealthCheck {
	const {gateway, vpc, policies, others, config: healthCheck} = context;
	if (!(given.EnableHealthCheck ?? before?.EnableHealthCheck ?? false)) {
		return {EnableHealthCheck: false, HealthCheckLocalIp: '', HealthCheckRemoteIp: '', healthCheck};
	}
	if (policies.length > 0 && !isAnyToAny(policies)) {
		throw new TencentError('UnsupportedOperation.VpnConnCidrNotSupportedHealthCheck');
	}
	if (versionOf(gateway) < 3)
		throw new TencentError('UnsupportedOperation', 'Health checks need a VPN gateway of version 3.0.');
	const free = freePair(others);
	const local = given.HealthCheckLocalIp || before?.HealthCheckLocalIp || free.local;
	const remote = given.HealthCheckRemoteIp || before?.HealthCheckRemoteIp || free.remote;
	if (local === remote) throw conflict(`\`HealthCheckLocalIp\` and \`HealthCheckRemoteIp\` are both \`${local}\`.`);
	const ranges = rangesOf(vpc);
	for (const [parameter, value] of [
		['HealthCheckLocalIp', local],
		['HealthCheckRemoteIp', remote],
	] as const) {
		const address = checkAddress(parameter, value);
		if (ranges.some(range => holds(range, address))) throw conflict(`\`${value}\` is inside \`${vpc?.VpcId}\`.`);
		if (notHosts.some(range => holds(range, address))) throw malformed(parameter, value);
	}
	const user = others.find(other => other.HealthCheckLocalIp === local);
	if (user) throw conflict(`\`${local}\` is used by \`${user.VpnConnectionId}\`.`);
	return {EnableHealthCheck: true, HealthCheckLocalIp: local, HealthCheckRemoteIp: remote, healthCheck};
}
