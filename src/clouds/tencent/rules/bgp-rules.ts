import type {Routing} from '../../../connection/document.ts';
import type {Found} from '../../../connection/finding.ts';
import {freeInsideCidr, insideHosts} from '../../../connection/inside-cidr.ts';
import {checkCidr, checkIpv4, contains, normalise, overlaps, parseRange} from '../../../connection/networks.ts';
import type {CloudRule} from '../../contract/cloud.ts';
import {found, type RuleText, type Verdict} from '../../rules/cloud-rule.ts';
import type {TencentDraft} from '../own-document.ts';
import {gatewayOf, siteEnd, tunnelsOnGateway} from '../read/site.ts';
import {tencentInsideRange} from '../tunnel-option.ts';
import {tencentRule, unknownVersion} from './tencent-rule.ts';

const bgpPage = 'Tencent Cloud vpc 2017-03-12, CreateVpnConnection, BgpConfig';
/** Where addresses inside tunnels come from. Source: CreateVpnConnection, HealthCheckLocalIp. */
export const insideRange = tencentInsideRange;

type Bgp = Extract<Routing, {mode: 'bgp'}>;

/** Rules about BGP: its addresses, its ASNs, and what the gateway must be. */
export const bgpRules: readonly CloudRule[] = [
	bgpRule({
		id: 'tencent.bgp.addresses-needed',
		field: 'routing.tunnelCidr',
		says: 'BGP needs the range inside the tunnel and both ends’ addresses in it: Tencent Cloud picks none.',
		mend: 'Give a free /30 in 169.254.128.0/17 and its two host addresses',
		source: bgpPage,
		check: routing =>
			(['tunnelCidr', 'cloudAddress', 'siteAddress'] as const).flatMap(name =>
				found(`routing.${name}`, routing[name] === undefined && `${wordsFor[name]} is missing`),
			),
	}),
	bgpRule({
		id: 'tencent.bgp.tunnel-mask',
		field: 'routing.tunnelCidr',
		says: 'The range inside the tunnel is a /30.',
		mend: 'Write it as 169.254.128.0/30',
		source: `${bgpPage}; error InvalidParameterValue.VpnConnBgpTunnelCidrMask`,
		check: ({tunnelCidr}, draft, facts) => {
			if (tunnelCidr === undefined) return [];
			const problem = checkCidr(tunnelCidr);
			return withFreeRange(
				problem ?? (parseRange(tunnelCidr).prefixLength !== 30 && `${tunnelCidr} is not a /30`),
				tunnelCidr,
				draft,
				facts,
			);
		},
	}),
	bgpRule({
		id: 'tencent.bgp.tunnel-range',
		field: 'routing.tunnelCidr',
		severity: 'warn',
		says: `The range inside the tunnel should lie in ${insideRange}: Tencent Cloud documents no range for it, and users report that others are refused.`,
		mend: `Choose a /30 in ${insideRange}, as in 169.254.128.0/30`,
		source:
			'AWS China blog of 2026-04-24 on joining AWS to Tencent Cloud; CreateVpnConnection names the range for health checks alone',
		check: ({tunnelCidr}, draft, facts) =>
			tunnelCidr === undefined || checkCidr(tunnelCidr) || parseRange(tunnelCidr).prefixLength !== 30
				? []
				: withFreeRange(
						!contains(insideRange, tunnelCidr) && `${tunnelCidr} lies outside ${insideRange}`,
						tunnelCidr,
						draft,
						facts,
					),
	}),
	bgpRule({
		id: 'tencent.bgp.addresses-inside',
		field: 'routing.cloudAddress',
		// the API asks that they lie in the range; that no end can have its first or last address is ours
		enforcedBy: 'tunnelwright',
		says: 'The two BGP addresses are the two host addresses of the range inside the tunnel.',
		mend: 'In 169.254.128.0/30 these are 169.254.128.1 and 169.254.128.2',
		source: `${bgpPage}; error InvalidParameterValue.VpnConnBgpTunnelCidrNotSupported`,
		check: ({tunnelCidr, cloudAddress, siteAddress}) => {
			const problems = [
				...addressProblem('routing.cloudAddress', cloudAddress, tunnelCidr),
				...addressProblem('routing.siteAddress', siteAddress, tunnelCidr),
				...found(
					'routing.siteAddress',
					cloudAddress !== undefined && cloudAddress === siteAddress && `both ends have ${cloudAddress}`,
				),
			];
			return problems.map(problem => {
				const isCloud = problem.field === 'routing.cloudAddress';
				const free = freeHost(tunnelCidr, isCloud ? 0 : 1, isCloud ? siteAddress : cloudAddress);
				return free === undefined ? problem : {...problem, mend: `Write it as ${free}`};
			});
		},
	}),
	bgpRule({
		id: 'tencent.bgp.tunnel-unique',
		field: 'routing.tunnelCidr',
		says: 'No two tunnels of a gateway share a range inside the tunnel.',
		mend: 'Choose another /30',
		source: `${bgpPage}; error InvalidParameterValue.VpnConnBgpTunnelCidrConflict`,
		needs: 'account',
		check: ({tunnelCidr}, draft, facts) => {
			if (tunnelCidr === undefined) return [];
			const other = tunnelsOnGateway(draft, facts).find(tunnel =>
				tunnel.insideCidrs.some(cidr => overlaps(cidr, tunnelCidr)),
			);
			const message = other && `${tunnelCidr} is used by tunnel ${other.name || other.id}`;
			return withFreeRange(message, tunnelCidr, draft, facts);
		},
	}),
	bgpRule({
		id: 'tencent.bgp.gateway',
		field: 'routing.mode',
		says: 'BGP needs a gateway of version 4.0 with 200, 500, 1000 or 3000 Mbps and an ASN.',
		mend: 'Choose destination routes or SPD ranges, or another gateway',
		source: `${bgpPage}; errors UnsupportedOperation.VpnUnsupportedBgp and .VpnUnsupportedNotExistBgpAsn`,
		needs: 'account',
		check: (_routing, draft, facts) => {
			const gateway = gatewayOf(draft, facts);
			return gateway?.selectable && !gateway.bgp && `${gateway.name || gateway.id}: ${gateway.bgpReason ?? 'no BGP'}`;
		},
	}),
	bgpRule({
		id: 'tencent.bgp.gateway-version',
		field: 'routing.mode',
		severity: 'warn',
		says: 'BGP needs gateway version 4.0; a version that cannot be read cannot be checked.',
		mend: 'Look the version up in the console',
		source: bgpPage,
		needs: 'account',
		check: (_routing, draft, facts) => gatewayOf(draft, facts)?.selectable && unknownVersion(draft, facts),
	}),
	bgpRule({
		id: 'tencent.bgp.asn-needed',
		field: 'site.asn',
		says: 'BGP needs an ASN at the site’s side.',
		mend: 'Give the site’s ASN, or choose a customer gateway that has one',
		source: `${bgpPage}; error UnsupportedOperation.VpnUnsupportedNotExistBgpAsn, and for changes .VpnUnsupportedUsrGwNotExistBgpAsn`,
		check: (_routing, draft, facts) => {
			const end = siteEnd(draft, facts);
			return found(
				draft.site?.kind === 'existing' ? 'site.id' : 'site.asn',
				end.address !== undefined && end.asn === undefined && 'the site’s gateway has no ASN',
			);
		},
	}),
	bgpRule({
		id: 'tencent.bgp.asn-distinct',
		field: 'site.asn',
		says: 'The site’s ASN differs from the VPN gateway’s.',
		mend: 'Use another ASN at the site, a private one for instance: 64512 to 65534',
		source: `${bgpPage}; error UnsupportedOperation.VpnUnsupportedBgpAsnEqual`,
		needs: 'account',
		check: (_routing, draft, facts) => {
			const {asn} = siteEnd(draft, facts);
			return found(
				draft.site?.kind === 'existing' ? 'site.id' : 'site.asn',
				asn !== undefined && asn === facts.cloudGateway?.asn && `ASN ${asn} is the VPN gateway’s own`,
			);
		},
	}),
	bgpRule({
		id: 'tencent.bgp.asn-of-other-tunnel',
		field: 'site.asn',
		severity: 'warn',
		says: 'Whether two BGP tunnels of a gateway may lead to one ASN is not settled. Two tunnels to one site, or to one AWS connection, are such; an error’s text speaks of a peer’s ASN that “an existing tunnel peer” has, and no page says which tunnels are meant.',
		mend: 'Go on where both tunnels lead to one site; if Tencent Cloud refuses, give this site’s gateway another ASN: 64512 to 65534',
		source:
			'open: Tencent Cloud vpc 2017-03-12, CreateVpnConnection, text of error UnsupportedOperation.VpnUnsupportedBgpAsnEqual; nothing else speaks of it',
		needs: 'account',
		check: (_routing, draft, facts) => {
			const {asn} = siteEnd(draft, facts);
			if (asn === undefined) return [];
			const other = tunnelsOnGateway(draft, facts).find(
				tunnel =>
					tunnel.routing === 'bgp' &&
					facts.siteGateways?.some(gateway => gateway.id === tunnel.siteGatewayId && gateway.asn === asn),
			);
			return found(
				draft.site?.kind === 'existing' ? 'site.id' : 'site.asn',
				other && `the peer of tunnel ${other.name || other.id} has ASN ${asn} too`,
			);
		},
	}),
];

/** The host of a /30 that an end can have beside what the other end has: the end's usual one, if it is free. */
function freeHost(tunnelCidr: string | undefined, usual: 0 | 1, other: string | undefined): string | undefined {
	const hosts = insideHosts(tunnelCidr ?? '');
	return hosts && (hosts[usual] === other ? hosts[1 - usual] : hosts[usual]);
}

const wordsFor = {
	tunnelCidr: 'the range inside the tunnel',
	cloudAddress: 'the cloud side’s BGP address',
	siteAddress: 'the site side’s BGP address',
} as const;

function bgpRule(
	rule: RuleText<(routing: Bgp, draft: TencentDraft, facts: Parameters<CloudRule['check']>[1]) => Verdict>,
): CloudRule {
	return tencentRule({
		...rule,
		check: (draft, facts) => (draft.routing?.mode === 'bgp' ? rule.check(draft.routing, draft, facts) : []),
	});
}

/** What is the case with the range inside the tunnel, and one mend for all of it: a free /30 near it. */
function withFreeRange(
	message: string | false | undefined,
	typed: string,
	draft: TencentDraft,
	facts: Parameters<CloudRule['check']>[1],
): readonly Found[] {
	if (!message) return [];
	const taken = tunnelsOnGateway(draft, facts).flatMap(({insideCidrs}) => insideCidrs);
	const free = freeInsideCidr(typed, insideRange, taken);
	return [{field: 'routing.tunnelCidr', message, ...(free && {mend: `Write it as ${free}`})}];
}

function addressProblem(field: string, address: string | undefined, tunnelCidr: string | undefined): readonly Found[] {
	if (address === undefined) return [];
	const problem = checkIpv4(address);
	if (problem) return found(field, problem);
	if (tunnelCidr === undefined || checkCidr(tunnelCidr)) return [];
	if (!contains(tunnelCidr, `${address}/32`)) return found(field, `${address} lies outside ${tunnelCidr}`);
	const {start, end} = parseRange(tunnelCidr);
	const at = parseRange(`${address}/32`).start;
	return found(
		field,
		end - start >= 3 &&
			(at === start || at === end) &&
			`${address} is the ${at === start ? 'network' : 'broadcast'} address of ${normalise(tunnelCidr).cidr}`,
	);
}
