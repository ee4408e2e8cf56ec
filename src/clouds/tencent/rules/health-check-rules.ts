import {checkIpv4, contains, overlaps} from '../../../connection/networks.ts';
import type {CloudRule} from '../../contract/cloud.ts';
import {found} from '../../rules/cloud-rule.ts';
import {siteRangesOf} from '../../rules/ranges-of.ts';
import type {TencentDraft} from '../own-document.ts';
import {isAnyToAny, tunnelsOnGateway, versionOf} from '../read/site.ts';
import {insideRange} from './bgp-rules.ts';
import {tencentRule} from './tencent-rule.ts';

const page = 'Tencent Cloud vpc 2017-03-12, CreateVpnConnection, EnableHealthCheck and HealthCheckLocalIp';
const guide = 'Tencent Cloud VPN Connections documentation, "Configuring health checks" (product 554, page 70209)';
/** What no host has as its own address. Source: `guide` (0.0.0.0, 224.0.0.0 to 239.255.255.255); RFC 1122, section 3.2.1.3. */
const unusable: readonly string[] = ['0.0.0.0/8', '127.0.0.0/8', '224.0.0.0/4', '255.255.255.255/32'];

/** Rules about the probe through the tunnel. */
export const healthCheckRules: readonly CloudRule[] = [
	tencentRule({
		id: 'tencent.health-check.spd',
		field: 'healthCheck.enabled',
		says: 'Tunnels with SPD ranges have no health check, unless both sides are 0.0.0.0/0.',
		mend: 'Turn the health check off, or use destination routes',
		source: `${page}; error UnsupportedOperation.VpnConnCidrNotSupportedHealthCheck`,
		check: draft =>
			draft.healthCheck?.enabled &&
			draft.routing?.mode === 'policy' &&
			(draft.ranges?.length ?? 0) > 0 &&
			!isAnyToAny(draft) &&
			'the health check cannot run through a tunnel with SPD ranges',
	}),
	tencentRule({
		id: 'tencent.health-check.version',
		field: 'healthCheck.enabled',
		says: 'The health check needs gateway version 3.0 or higher.',
		mend: 'Turn the health check off, or use a newer gateway',
		source: page,
		needs: 'account',
		check: (draft, facts) =>
			draft.healthCheck?.enabled &&
			(versionOf(draft, facts) ?? 3) < 3 &&
			`the gateway is of version ${facts.cloudGateway?.version}`,
	}),
	tencentRule({
		id: 'tencent.health-check.addresses',
		field: 'healthCheck.remoteIp',
		enforcedBy: 'tunnelwright',
		says: 'The health check’s two addresses are given both or not at all: one that Tencent Cloud picks is not known to the device.',
		mend: `Give two addresses of ${insideRange}, or none: Tencent Cloud then picks them`,
		source: page,
		check: ({healthCheck}) => {
			if (!healthCheck?.enabled) return [];
			const {localIp, remoteIp} = healthCheck;
			return [
				...found(
					'healthCheck.localIp',
					localIp === undefined && remoteIp !== undefined && 'the cloud side’s address is missing',
				),
				...found(
					'healthCheck.remoteIp',
					localIp !== undefined && remoteIp === undefined && 'the site side’s address is missing',
				),
			];
		},
	}),
	tencentRule({
		id: 'tencent.health-check.distinct',
		field: 'healthCheck.remoteIp',
		says: 'The health check’s two addresses differ.',
		mend: `Give two addresses of ${insideRange}`,
		source: page,
		check: ({healthCheck}) =>
			healthCheck?.enabled === true &&
			healthCheck.localIp !== undefined &&
			healthCheck.localIp === healthCheck.remoteIp &&
			`both addresses are ${healthCheck.localIp}`,
	}),
	tencentRule({
		id: 'tencent.health-check.outside-vpc',
		field: 'healthCheck.localIp',
		says: 'The health check’s addresses do not lie in the VPC.',
		mend: `Give two addresses of ${insideRange}`,
		source: `${page}; error InvalidParameterValue.VpnConnHealthCheckIpConflict`,
		needs: 'account',
		check: (draft, facts) =>
			probes(draft).flatMap(({field, address}) => {
				if (facts.cloudGateway?.kind === 'ccn') return [];
				const network = facts.cloudGateway?.networks.find(cidr => contains(cidr, `${address}/32`));
				return found(field, network && `${address} lies in the VPC’s ${network}`);
			}),
	}),
	tencentRule({
		id: 'tencent.health-check.range',
		field: 'healthCheck.localIp',
		severity: 'warn',
		says: `The health check’s addresses usually lie in ${insideRange}.`,
		mend: `Give two addresses of ${insideRange}`,
		source: page,
		check: draft => {
			const site = siteRangesOf(draft).map(({cidr}) => cidr);
			return probes(draft).flatMap(({field, address}) => {
				const isKnown = [insideRange, ...(field === siteProbe ? site : [])].some(range =>
					contains(range, `${address}/32`),
				);
				return found(field, !isKnown && !neverHosts(address) && `${address} lies outside ${insideRange}`);
			});
		},
	}),
	tencentRule({
		id: 'tencent.health-check.usable',
		field: 'healthCheck.localIp',
		says: 'The health check’s addresses are ones that a host can have: not in 0.0.0.0/8, 127.0.0.0/8 or 224.0.0.0/4, nor 255.255.255.255.',
		mend: `Give two addresses of ${insideRange}`,
		source: `${guide}; RFC 1122, section 3.2.1.3`,
		check: draft =>
			probes(draft).flatMap(({field, address}) => {
				const within = neverHosts(address);
				return found(field, within && `${address} lies in ${within}: no host has such an address`);
			}),
	}),
	tencentRule({
		id: 'tencent.health-check.reuse',
		field: 'healthCheck.localIp',
		says: 'No two tunnels of a gateway probe from the same address.',
		mend: 'Choose another address, or leave both out',
		source: `${page}; error InvalidParameterValue.VpnConnHealthCheckIpConflict ("the probe addresses conflict"); the guide to primary and secondary tunnels gives each its own`,
		needs: 'account',
		check: (draft, facts) =>
			probes(draft).flatMap(({field, address}) => {
				if (field !== cloudProbe) return [];
				const other = tunnelsOnGateway(draft, facts).find(tunnel => tunnel.probeAddresses?.[0] === address);
				return found(field, other && `${address} is the address that tunnel ${other.name || other.id} probes from`);
			}),
	}),
	tencentRule({
		id: 'tencent.health-check.shared',
		field: 'healthCheck.remoteIp',
		severity: 'warn',
		says: 'Two tunnels that probe one address both depend on it: each should probe an address that only its own tunnel reaches.',
		mend: 'Choose an address that no other tunnel of the gateway probes',
		source: `${guide}; two tunnels of one gateway with one remote address were made by cloud-barista/mc-terrarium (modules/tencent)`,
		needs: 'account',
		check: (draft, facts) =>
			probes(draft).flatMap(({field, address}) => {
				const other = tunnelsOnGateway(draft, facts).find(({probeAddresses}) =>
					field === siteProbe ? probeAddresses?.includes(address) : probeAddresses?.[1] === address,
				);
				return found(field, other && `${address} is used by tunnel ${other.name || other.id} too`);
			}),
	}),
	tencentRule({
		id: 'tencent.health-check.standby',
		field: 'healthCheck.enabled',
		severity: 'warn',
		says: 'The health check moves traffic to a second tunnel of the gateway. Where none has the same routes, a failed check stops the traffic.',
		mend: 'Turn it off until a second tunnel to the same ranges stands',
		source: `${guide}: for a tunnel and its standby`,
		needs: 'account',
		check: (draft, facts) => {
			if (!draft.healthCheck?.enabled || !facts.connections || draft.routing?.mode === 'bgp') return undefined;
			const mine = siteRangesOf(draft).map(({cidr}) => cidr);
			const others = tunnelsOnGateway(draft, facts).filter(tunnel =>
				tunnel.ranges.some(pair => pair.siteSide.some(cidr => mine.some(own => overlaps(own, cidr)))),
			);
			return (
				others.length === 0 && 'no other tunnel of the gateway leads to these ranges: a failed check stops the traffic'
			);
		},
	}),
	tencentRule({
		id: 'tencent.health-check.answer',
		field: 'healthCheck.enabled',
		severity: 'warn',
		says: 'The health check is a ping through the tunnel to the site side’s address: where nothing answers it, the cloud takes the tunnel for broken.',
		mend: 'Have the device answer: the site side’s address on its tunnel interface, and a route into the tunnel to the cloud side’s',
		source: guide,
		check: ({healthCheck}) =>
			healthCheck?.enabled &&
			`the device must answer pings to ${healthCheck.remoteIp ?? 'the site side’s address that Tencent Cloud picks'}, or the tunnel counts as broken`,
	}),
];

const cloudProbe = 'healthCheck.localIp';
const siteProbe = 'healthCheck.remoteIp';

/** The range of never used addresses that one lies in, or undefined. */
function neverHosts(address: string): string | undefined {
	return unusable.find(range => contains(range, `${address}/32`));
}

/** The addresses given, with their fields; broken ones are the schema's matter. */
function probes({healthCheck}: TencentDraft): readonly {readonly field: string; readonly address: string}[] {
	if (!healthCheck?.enabled) return [];
	return (['localIp', 'remoteIp'] as const).flatMap(name => {
		const address = healthCheck[name];
		return address !== undefined && checkIpv4(address) === undefined ? [{field: `healthCheck.${name}`, address}] : [];
	});
}
