import type {Rule} from './finding.ts';
import type {Facts} from './inventory.ts';
import {checkCidr, contains, overlaps} from './networks.ts';
import {findMappingOverlaps, RangeIndex} from './overlap.ts';
import {isEverything, mappingsOf, mappingsWithin, prefixesOf, siteRangesOf, spdDocumentation} from './ranges-of.ts';

const bothClouds = ['aws', 'tencent'] as const;

/** The rules that hold a document's ranges against what stands in the account: the gateway's networks and its other connections. */
export const accountRangeRules: readonly Rule<Facts>[] = [
	{
		id: 'tencent.range.vpc-conflict',
		clouds: ['tencent'],
		field: 'ranges[].siteSide[]',
		severity: 'refuse',
		says: 'An SPD range at the site’s side must not share addresses with the VPC, its secondary or its assistant ranges; a destination route must not lie inside them.',
		mend: 'Use another range at the site, or renumber one of the two',
		source: 'Tencent Cloud CreateVpnConnection and CreateRoutes, error InvalidParameterValue.VpcCidrConflict',
		needs: 'account',
		check: (draft, facts) => {
			if (facts.cloudGateway?.kind === 'ccn') return [];
			// what shares addresses with the cloud side of its own pair is told by that rule: one fault, one word
			const told = new Set(mappingsWithin(draft).map(({field}) => field));
			return overlapWithNetworks(draft, facts, (cidr, network) =>
				isEverything(cidr) || (draft.routing?.mode === 'static' && !contains(network, cidr))
					? undefined
					: `${cidr} overlaps the cloud side’s ${network}`,
			).filter(({field}) => !told.has(field));
		},
	},
	{
		id: 'tencent.range.around-vpc',
		clouds: ['tencent'],
		field: 'routing.prefixes[]',
		severity: 'warn',
		says: 'A destination route that contains the VPC’s range reaches the site only outside the VPC’s own addresses.',
		mend: 'Name the site’s ranges more narrowly',
		source: 'Tencent Cloud VPC documentation, "Route tables" (the local route is preferred)',
		needs: 'account',
		check: (draft, facts) =>
			draft.routing?.mode === 'static' && facts.cloudGateway?.kind !== 'ccn'
				? overlapWithNetworks(draft, facts, (cidr, network) =>
						!isEverything(cidr) && !contains(network, cidr)
							? `${cidr} contains the VPC’s ${network}: those addresses stay in the VPC`
							: undefined,
					)
				: [],
	},
	{
		id: 'tencent.range.ccn-conflict',
		clouds: ['tencent'],
		field: 'ranges[].siteSide[]',
		severity: 'warn',
		says: 'A range at the site’s side that shares addresses with a VPC behind the CCN leaves in doubt which of the two is reached.',
		mend: 'Use another range at the site, or leave that VPC out of the CCN’s route table',
		source: 'Tencent Cloud CCN documentation, "Route overview" (routes that overlap)',
		needs: 'account',
		check: (draft, facts) =>
			facts.cloudGateway?.kind === 'ccn'
				? overlapWithNetworks(draft, facts, (cidr, network) =>
						isEverything(cidr) ? undefined : `${cidr} overlaps ${network} behind the CCN`,
					)
				: [],
	},
	{
		id: 'aws.range.inside-vpc',
		clouds: ['aws'],
		field: 'routing.prefixes[]',
		severity: 'refuse',
		enforcedBy: 'tunnelwright',
		says: 'A range at the site’s side must not lie inside the VPC: the VPC’s local route always wins, so the site would be cut off.',
		mend: 'Use the site’s own range, or renumber one of the two',
		source: 'Amazon VPC User Guide, "Route priority" (the local route is preferred)',
		needs: 'account',
		check: (draft, facts) =>
			facts.cloudGateway?.kind === 'vgw'
				? overlapWithNetworks(draft, facts, (cidr, network) =>
						contains(network, cidr) ? `${cidr} lies inside the VPC’s ${network}` : undefined,
					)
				: [],
	},
	{
		id: 'aws.range.inside-attached-vpc',
		clouds: ['aws'],
		field: 'routing.prefixes[]',
		severity: 'warn',
		says: 'A range at the site’s side that lies inside a VPC of the transit gateway is cut off from that VPC, whose local route always wins; the other VPCs reach it.',
		mend: 'Use the site’s own range, or renumber one of the two',
		source:
			'Amazon VPC User Guide, "Route priority" (the local route is preferred); Amazon VPC Transit Gateways Guide, "Route evaluation order" (the most specific route)',
		needs: 'account',
		check: (draft, facts) =>
			facts.cloudGateway?.kind === 'tgw'
				? overlapWithNetworks(draft, facts, (cidr, network) =>
						contains(network, cidr) ? `${cidr} lies inside ${network} of a VPC of the transit gateway` : undefined,
					)
				: [],
	},
	{
		id: 'aws.range.around-vpc',
		clouds: ['aws'],
		field: 'routing.prefixes[]',
		severity: 'warn',
		says: 'A range at the site’s side that contains the VPC’s range reaches the site only outside the VPC’s own addresses.',
		mend: 'Name the site’s ranges more narrowly',
		source: 'Amazon VPC User Guide, "Route priority" (longest prefix match)',
		needs: 'account',
		check: (draft, facts) =>
			overlapWithNetworks(draft, facts, (cidr, network) =>
				!isEverything(cidr) && !contains(network, cidr)
					? `${cidr} contains the VPC’s ${network}: those addresses stay in the VPC`
					: undefined,
			),
	},
	{
		id: 'tencent.range.other-tunnel',
		clouds: ['tencent'],
		field: 'ranges[].siteSide[]',
		severity: 'refuse',
		says: 'Mappings must not overlap those of the gateway’s other tunnels.',
		mend: 'Choose ranges that the other tunnel does not carry; two tunnels to one site need destination routes instead of SPD',
		source: `${spdDocumentation}; error InvalidParameterValue.VpnConnCidrConflict`,
		needs: 'account',
		check: (draft, facts) => {
			const others = othersOnGateway(draft, facts).filter(connection => connection.routing === 'policy');
			const theirs = others.flatMap(connection =>
				connection.ranges.flatMap(pair =>
					pair.siteSide
						.filter(siteSide => !checkCidr(siteSide) && !checkCidr(pair.cloudSide))
						.map(siteSide => ({connection, cloudSide: pair.cloudSide, siteSide})),
				),
			);
			const mine = mappingsOf(draft);
			return findMappingOverlaps([...mine, ...theirs]).flatMap(({index, other}) => {
				const here = mine[index];
				const there = theirs[other - mine.length];
				return here && there
					? [
							{
								field: here.field,
								message: `${here.siteSide} with ${here.cloudSide} overlaps ${there.siteSide} with ${there.cloudSide} of tunnel ${there.connection.name || there.connection.id}`,
							},
						]
					: [];
			});
		},
	},
	{
		id: 'prefix.other-connection',
		clouds: bothClouds,
		field: 'routing.prefixes[]',
		severity: 'warn',
		says: 'A static prefix that another connection of the same gateway carries has two ways to the site.',
		mend: 'Intended for a second line to the same site; otherwise choose another prefix',
		source:
			'AWS Site-to-Site VPN User Guide, "Route tables and VPN route priority"; Tencent Cloud VPN documentation, "Gateway routes"',
		needs: 'account',
		check: (draft, facts) => {
			const theirs = othersOnGateway(draft, facts)
				.filter(connection => connection.routing === 'static')
				.flatMap(connection =>
					connection.ranges.flatMap(pair =>
						pair.siteSide.filter(cidr => !checkCidr(cidr) && !isEverything(cidr)).map(cidr => ({connection, cidr})),
					),
				);
			const index = new RangeIndex(theirs.map(({cidr}) => cidr));
			return prefixesOf(draft).flatMap(({field, cidr}) => {
				if (checkCidr(cidr) || isEverything(cidr)) return [];
				const other = theirs[index.overlapping(cidr) ?? -1];
				return other
					? [{field, message: `${cidr} overlaps ${other.cidr} of ${other.connection.name || other.connection.id}`}]
					: [];
			});
		},
	},
];

/** One finding for each site-side range at most: the first of the gateway's networks that `judge` objects to. */
function overlapWithNetworks(
	draft: Parameters<Rule<Facts>['check']>[0],
	facts: Facts,
	judge: (cidr: string, network: string) => string | undefined,
) {
	const networks = facts.cloudGateway?.networks.filter(network => !checkCidr(network)) ?? [];
	return siteRangesOf(draft).flatMap(({field, cidr}) => {
		for (const network of networks) {
			const message = overlaps(cidr, network) ? judge(cidr, network) : undefined;
			if (message) return [{field, message}];
		}

		return [];
	});
}

/** The gateway's connections to other sites: the one to this very site is the document's own. */
function othersOnGateway(draft: Parameters<Rule<Facts>['check']>[0], facts: Facts) {
	const gateway = draft.cloudGateway && 'id' in draft.cloudGateway ? draft.cloudGateway.id : undefined;
	const site = draft.site?.kind === 'existing' ? draft.site.id : facts.siteGateway?.id;
	return (
		facts.connections?.filter(
			connection =>
				gateway !== undefined &&
				connection.cloudGatewayId === gateway &&
				(site === undefined || connection.siteGatewayId !== site),
		) ?? []
	);
}
