import {knownRange, overlaps, parseRange, type Range, rangeText} from '../../ipv4.ts';
import {malformed, TencentError} from '../protocol/tencent-error.ts';
import {mappingsPerGateway, policiesPerTunnel, remotesPerPolicy} from '../store/limits.ts';
import type {SecurityPolicy, Vpc, VpnConnection, VpnGateway} from '../store/store.ts';
import {isForbidden, rangesOf} from '../vpc/vpc-ranges.ts';
import type {PolicyInput} from './connection-shape.ts';

/** One pair of ranges that may talk. */
interface Mapping {
	readonly cloud: Range;
	readonly site: Range;
}

const path = 'SecurityPolicyDatabases';

/** Whether the policy is the one of a destination-route tunnel: everything to everything. */
export function isAnyToAny(policies: readonly SecurityPolicy[]): boolean {
	const [policy, ...others] = policies;
	return (
		others.length === 0 &&
		policy?.LocalCidrBlock === '0.0.0.0/0' &&
		policy.RemoteCidrBlock.length === 1 &&
		policy.RemoteCidrBlock[0] === '0.0.0.0/0'
	);
}

function checkRange(parameter: string, value: string): string {
	const range = parseRange(value);
	if (!range) throw malformed(parameter, value, 'An IPv4 range such as 10.0.0.0/24 is due.');
	if (range.prefix > 0 && isForbidden(range)) throw malformed(parameter, value, 'The range is reserved.');
	return rangeText(range);
}

/**
 * The SPD rules of a request, host bits cut off. Throws for formats (`Malformed`, `Empty`), repeated ranges
 * (`Duplicate`) and more than 10 rules of 50 ranges (`LimitExceeded`).
 */
export function checkPolicies(given: PolicyInput): readonly SecurityPolicy[] {
	if (isAnyToAny(given)) return given;
	if (given.length > policiesPerTunnel) {
		throw new TencentError('LimitExceeded', `At most ${policiesPerTunnel} \`${path}\` are allowed in one tunnel.`);
	}
	return given.map((policy, index) => {
		const LocalCidrBlock = checkRange(`${path}.${index}.LocalCidrBlock`, policy.LocalCidrBlock);
		const remotePath = `${path}.${index}.RemoteCidrBlock`;
		if (policy.RemoteCidrBlock.length === 0) {
			throw new TencentError('InvalidParameterValue.Empty', `The parameter \`${remotePath}\` is empty.`);
		}
		if (policy.RemoteCidrBlock.length > remotesPerPolicy) {
			throw new TencentError('LimitExceeded', `At most ${remotesPerPolicy} ranges are allowed in \`${remotePath}\`.`);
		}
		const RemoteCidrBlock = policy.RemoteCidrBlock.map((range, at) => checkRange(`${remotePath}.${at}`, range));
		const repeated = RemoteCidrBlock.find((range, at) => RemoteCidrBlock.indexOf(range) !== at);
		if (repeated) throw new TencentError('InvalidParameterValue.Duplicate', `\`${repeated}\` in \`${remotePath}\`.`);
		return {LocalCidrBlock, RemoteCidrBlock};
	});
}

const mappingsOf = (policies: readonly SecurityPolicy[]): readonly Mapping[] =>
	policies.flatMap(policy => {
		const cloud = knownRange(policy.LocalCidrBlock);
		return policy.RemoteCidrBlock.map(remote => ({cloud, site: knownRange(remote)}));
	});

const clash = (a: Mapping, b: Mapping): boolean => overlaps(a.cloud, b.cloud) && overlaps(a.site, b.site);

const mappingText = ({cloud, site}: Mapping): string => `${rangeText(cloud)} - ${rangeText(site)}`;

/** What the ranges of a tunnel are held against. */
interface PolicyContext {
	readonly gateway: VpnGateway;
	/** The VPC behind the gateway; CCN gateways have none. */
	readonly vpc: Vpc | undefined;
	/** The other tunnels of the gateway. */
	readonly others: readonly VpnConnection[];
	/** The code for ranges that clash within the request itself. */
	readonly ownClashCode: string;
}

/** Throws when SPD rules clash with the VPC, the private network, themselves or the gateway's other tunnels. */
export function checkPolicyConflicts(policies: readonly SecurityPolicy[], context: PolicyContext): void {
	const mappings = mappingsOf(policies);
	if (!isAnyToAny(policies)) checkDestinations(mappings, context);
	for (const [index, mapping] of mappings.entries()) {
		const own = mappings.slice(0, index).find(other => clash(mapping, other));
		if (own) {
			throw new TencentError(context.ownClashCode, `\`${mappingText(mapping)}\` and \`${mappingText(own)}\` overlap.`);
		}
	}
	const taken = context.others.flatMap(connection =>
		mappingsOf(connection.policies).map(mapping => ({mapping, id: connection.VpnConnectionId})),
	);
	for (const mapping of mappings) {
		const other = taken.find(candidate => clash(mapping, candidate.mapping));
		if (!other) continue;
		throw new TencentError(
			'InvalidParameterValue.VpnConnCidrConflict',
			`\`${mappingText(mapping)}\` overlaps \`${mappingText(other.mapping)}\` of \`${other.id}\`.`,
		);
	}
	if (mappings.length + taken.length > mappingsPerGateway) {
		throw new TencentError(
			'LimitExceeded',
			`At most ${mappingsPerGateway} pairs of ranges are allowed on one VPN gateway.`,
		);
	}
}

function checkDestinations(mappings: readonly Mapping[], {gateway, vpc, ownClashCode}: PolicyContext): void {
	const vpcRanges = rangesOf(vpc);
	for (const {cloud, site} of mappings) {
		const inside = vpcRanges.find(range => overlaps(range, site));
		// everything is not in conflict with anything: it is the way to what no other route leads to
		if (site.prefix > 0 && inside) {
			throw new TencentError(
				'InvalidParameterValue.VpcCidrConflict',
				`\`${rangeText(site)}\` overlaps \`${rangeText(inside)}\` of \`${vpc?.VpcId}\`.`,
			);
		}
		if (cloud.prefix > 0 && site.prefix > 0 && overlaps(cloud, site)) {
			throw new TencentError(ownClashCode, `\`${rangeText(cloud)}\` and \`${rangeText(site)}\` overlap.`);
		}
		if (gateway.privateNet && site.prefix > 0 && overlaps(knownRange(gateway.privateNet), site)) {
			throw new TencentError(
				'UnsupportedOperation.VpnConnDestCidrConflictWithPrivateNet',
				`\`${rangeText(site)}\` overlaps \`${gateway.privateNet}\`.`,
			);
		}
	}
}
