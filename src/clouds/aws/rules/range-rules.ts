import {contains} from '../../../connection/networks.ts';
import type {CloudRule} from '../../contract/cloud.ts';
import {otherConnectionRule, overlapWithNetworks} from '../../rules/account-range-rules.ts';
import {prefixRules, rangeRules, sidesThatOverlap} from '../../rules/range-rules.ts';
import {isEverything} from '../../rules/ranges-of.ts';
import {awsRule} from './rule.ts';

/** The rules about ranges: those of any cloud, and what AWS's routes make of them. */
export const awsRangeRules: readonly CloudRule[] = [
	...rangeRules,
	awsRule({
		id: 'aws.ranges.sides-overlap',
		field: 'ranges[].siteSide[]',
		severity: 'warn',
		says: 'Where the two sides of the pair share addresses, the pair does not tell them apart: the routes alone decide where each of them is.',
		mend: 'Check that the routes are narrower than the pair, or choose ranges that are apart',
		source:
			'RFC 4301, section 4.4.1 (selectors may overlap); Amazon EC2 API Reference, VpnConnectionOptionsSpecification, names no such limit',
		check: sidesThatOverlap,
	}),
	...prefixRules,
	awsRule({
		id: 'aws.range.inside-vpc',
		field: 'routing.prefixes[]',
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
	}),
	awsRule({
		id: 'aws.range.inside-attached-vpc',
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
	}),
	awsRule({
		id: 'aws.range.around-vpc',
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
	}),
	otherConnectionRule,
];
