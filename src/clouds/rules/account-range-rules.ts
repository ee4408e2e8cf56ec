import type {Rule} from '../../connection/finding.ts';
import type {Facts} from '../../connection/inventory.ts';
import {checkCidr, overlaps} from '../../connection/networks.ts';
import {RangeIndex} from '../../connection/overlap.ts';
import {sharedRule} from './cloud-rule.ts';
import {isEverything, prefixesOf, siteRangesOf} from './ranges-of.ts';

/* What stands in the account beside a document's ranges: the gateway's networks and its other connections. */

/** Whatever the cloud: the prefixes of the gateway's other connections. */
export const otherConnectionRule = sharedRule({
	id: 'prefix.other-connection',
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
});

/** One finding for each site-side range at most: the first of the gateway's networks that `judge` objects to. */
export function overlapWithNetworks(
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
export function othersOnGateway(draft: Parameters<Rule<Facts>['check']>[0], facts: Facts) {
	const gateway = draft.cloudGateway && 'id' in draft.cloudGateway ? draft.cloudGateway.id : undefined;
	const site = draft.site?.kind === 'existing' ? draft.site.id : facts.siteGateway?.id;
	return (
		facts.connections?.filter(
			connection =>
				gateway !== undefined &&
				connection.cloudGatewayId === gateway &&
				connection.id !== facts.connectionId &&
				(site === undefined || connection.siteGatewayId !== site),
		) ?? []
	);
}
