import {checkCidr, contains} from '../../../connection/networks.ts';
import {findMappingOverlaps} from '../../../connection/overlap.ts';
import type {CloudRule} from '../../contract/cloud.ts';
import {otherConnectionRule, othersOnGateway, overlapWithNetworks} from '../../rules/account-range-rules.ts';
import {prefixRules, rangeRules, sidesThatOverlap} from '../../rules/range-rules.ts';
import {isEverything, mappingsOf, mappingsWithin} from '../../rules/ranges-of.ts';
import {tencentRule} from './tencent-rule.ts';

/** Where the rules about SPD ranges are written. */
const spdDocumentation =
	'Tencent Cloud VPN console documentation, "SPD policy"; CreateVpnConnection, SecurityPolicyDatabases';

/** The rules about ranges that may share addresses: those of any cloud, and what SPD pairs and the gateway make of them. */
export const overlapRules: readonly CloudRule[] = [
	...rangeRules,
	tencentRule({
		id: 'range.sides-overlap',
		field: 'ranges[].siteSide[]',
		says: 'The two sides of a pair must not share addresses.',
		mend: 'Renumber one side, or choose ranges that are apart',
		source:
			'Tencent Cloud vpc 2017-03-12, CreateVpnConnection, error InvalidParameterValue.VpnConnSpdCidrConflict ("source and destination of the SPD rules overlap")',
		check: sidesThatOverlap,
	}),
	tencentRule({
		id: 'range.mapping-overlap',
		field: 'ranges[].siteSide[]',
		says: 'No two mappings of a connection may overlap: one range at the cloud’s side and one at the site’s belong to one mapping only.',
		mend: 'Remove the range from one of the pairs, or make the ranges narrower',
		source: spdDocumentation,
		check: draft => {
			const mappings = mappingsOf(draft);
			return findMappingOverlaps(mappings).flatMap(({index, other}) => {
				const mine = mappings[index];
				const theirs = mappings[other];
				if (!mine || !theirs) return [];
				return [
					{
						field: mine.field,
						// by its ranges, not by a number: a screen counts rows that are no pair of the document yet
						message: `${mine.siteSide} with ${mine.cloudSide} overlaps ${theirs.siteSide} with ${theirs.cloudSide}`,
					},
				];
			});
		},
	}),
	...prefixRules,
	tencentRule({
		id: 'tencent.range.vpc-conflict',
		field: 'ranges[].siteSide[]',
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
	}),
	tencentRule({
		id: 'tencent.range.around-vpc',
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
	}),
	tencentRule({
		id: 'tencent.range.ccn-conflict',
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
	}),
	tencentRule({
		id: 'tencent.range.other-tunnel',
		field: 'ranges[].siteSide[]',
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
	}),
	otherConnectionRule,
];
