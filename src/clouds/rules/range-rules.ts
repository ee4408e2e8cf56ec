import type {Rule} from '../../connection/finding.ts';
import type {Facts} from '../../connection/inventory.ts';
import {checkCidr, contains, normalise, parseRange} from '../../connection/networks.ts';
import {findOverlaps} from '../../connection/overlap.ts';
import {sharedRule} from './cloud-rule.ts';
import {allSiteRangesOf, cloudRangesOf, isEverything, mappingsWithin, prefixesOf, siteRangesOf} from './ranges-of.ts';

/*
 * The rules about ranges that the document alone decides, whatever the cloud. A cloud takes them into its own, in the order to tell them.
 */

const unroutable = ['0.0.0.0/8', '127.0.0.0/8', '224.0.0.0/4', '255.255.255.255/32'];
/** Kept for the future by RFC 1112, and used inside networks all the same. */
const reserved = '240.0.0.0/4';
const linkLocal = '169.254.0.0/16';

/** What any range must be. */
export const rangeRules: readonly Rule<Facts>[] = [
	sharedRule({
		id: 'range.syntax',
		field: 'ranges[].siteSide[]',
		says: 'A range is an IPv4 address, a slash and a prefix length.',
		mend: 'Write it as 10.0.0.0/16',
		source: 'RFC 4632, section 3.1',
		check: draft =>
			[...cloudRangesOf(draft), ...allSiteRangesOf(draft)].flatMap(({field, cidr}) => {
				const message = checkCidr(cidr);
				return message ? [{field, message}] : [];
			}),
	}),
	sharedRule({
		id: 'range.host-bits',
		field: 'ranges[].siteSide[]',
		severity: 'note',
		says: 'A range with host bits set is taken as the network it lies in.',
		mend: 'Write the network itself, and see that it is the one you mean',
		source: 'RFC 4632, section 3.1; the Tencent Cloud sample 10.0.0.5/24 is accepted as its network',
		check: draft =>
			[...cloudRangesOf(draft), ...siteRangesOf(draft)].flatMap(({field, cidr}) => {
				if (checkCidr(cidr)) return [];
				const network = normalise(cidr);
				return network.hadHostBits ? [{field, message: `${cidr} has host bits set: means ${network.cidr}`}] : [];
			}),
	}),
	sharedRule({
		id: 'range.unroutable',
		field: 'ranges[].siteSide[]',
		// Tencent Cloud documents a part of them only: all 0, all 255, what begins with 224, and 127.0.0.0/8
		enforcedBy: 'tunnelwright',
		says: 'Ranges inside 0.0.0.0/8, 127.0.0.0/8 and 224.0.0.0/4, and 255.255.255.255, are not routed and cannot be joined.',
		mend: 'Use the range of the network itself',
		source: 'RFC 6890, tables 1 to 16; Tencent Cloud VPN documentation, "Limits"',
		check: draft =>
			[...cloudRangesOf(draft), ...siteRangesOf(draft)].flatMap(({field, cidr}) => {
				const within = unroutable.find(special => contains(special, cidr));
				return within && !isEverything(cidr)
					? [{field, message: `${cidr} lies in ${within}, which is never routed`}]
					: [];
			}),
	}),
	sharedRule({
		id: 'range.reserved',
		field: 'ranges[].siteSide[]',
		severity: 'warn',
		says: 'Ranges inside 240.0.0.0/4 are kept for the future: some networks use them, and many devices do not route them. Whether the clouds take them is not documented.',
		mend: 'Use a private range, unless every device on the way routes these',
		source:
			'open: RFC 6890, table 15 (reserved), and Tencent Cloud VPN documentation, "Limits", which names what begins with 224 and not these',
		check: draft =>
			[...cloudRangesOf(draft), ...siteRangesOf(draft)].flatMap(({field, cidr}) =>
				contains(reserved, cidr) && normalise(cidr).cidr !== '255.255.255.255/32'
					? [{field, message: `${cidr} lies in ${reserved}, which many devices do not route`}]
					: [],
			),
	}),
	sharedRule({
		id: 'range.link-local',
		field: 'ranges[].siteSide[]',
		enforcedBy: 'tunnelwright',
		says: 'Ranges inside 169.254.0.0/16 are for one link only: routers do not pass them on, and the insides of tunnels are there.',
		mend: 'Use the range of the network itself',
		source: 'RFC 3927, section 7 (link-local addresses are not forwarded)',
		check: draft =>
			[...cloudRangesOf(draft), ...siteRangesOf(draft)].flatMap(({field, cidr}) =>
				contains(linkLocal, cidr) ? [{field, message: `${cidr} lies in ${linkLocal}, which is never routed`}] : [],
			),
	}),
];

/** What the prefixes of static routing must be. */
export const prefixRules: readonly Rule<Facts>[] = [
	sharedRule({
		id: 'prefix.duplicate',
		field: 'routing.prefixes[]',
		enforcedBy: 'tunnelwright',
		says: 'A static prefix is given once.',
		mend: 'Remove one of the two',
		source: 'EC2 API, CreateVpnConnectionRoute; Tencent Cloud error InvalidParameterValue.VpnGatewayRouteDuplicate',
		check: draft => {
			const first = new Map<string, number>();
			return prefixesOf(draft).flatMap(({field, cidr}, index) => {
				if (checkCidr(cidr)) return [];
				const network = normalise(cidr).cidr;
				const earlier = first.get(network);
				if (earlier === undefined) {
					first.set(network, index);
					return [];
				}

				return [{field, message: `${cidr} is the same network as prefix ${earlier + 1}`}];
			});
		},
	}),
	sharedRule({
		id: 'prefix.overlap',
		field: 'routing.prefixes[]',
		severity: 'note',
		says: 'A static prefix that lies inside another adds nothing.',
		mend: 'Keep the wider one, unless the narrower is meant for another tunnel later',
		source: 'RFC 4632, section 5.1 (longest match)',
		check: draft => {
			const prefixes = prefixesOf(draft).filter(({cidr}) => !checkCidr(cidr));
			return findOverlaps(prefixes.map(({cidr}) => cidr)).flatMap(({index, other}) => {
				const mine = prefixes[index];
				const theirs = prefixes[other];
				if (
					!mine ||
					!theirs ||
					!contains(theirs.cidr, mine.cidr) ||
					parseRange(mine.cidr).cidr === parseRange(theirs.cidr).cidr
				)
					return [];
				return [{field: mine.field, message: `${mine.cidr} lies inside ${theirs.cidr}`}];
			});
		},
	}),
	sharedRule({
		id: 'range.everything',
		field: 'routing.prefixes[]',
		severity: 'warn',
		says: 'The prefix 0.0.0.0/0 sends all of the cloud’s outbound traffic to the site.',
		mend: 'Name the site’s own ranges, unless the site is meant to be the way to the internet',
		source: 'RFC 4632, section 5.1 (default route)',
		check: draft =>
			prefixesOf(draft).flatMap(({field, cidr}) =>
				isEverything(cidr) ? [{field, message: 'Everything that the cloud sends out would go to the site'}] : [],
			),
	}),
];

/** Pairs of two named ranges that share addresses. */
export function sidesThatOverlap(draft: Parameters<Rule<Facts>['check']>[0]) {
	return mappingsWithin(draft).map(({field, cloudSide, siteSide}) => ({
		field,
		message: `${siteSide} shares addresses with its cloud side ${cloudSide}`,
	}));
}
