import {checkCidr, contains} from '../../../connection/networks.ts';
import type {CloudRule} from '../../contract/cloud.ts';
import {routingWords} from '../../registry.ts';
import {found} from '../../rules/cloud-rule.ts';
import {cloudRangesOf, isEverything, mappingsOf, prefixesOf, siteRangesOf} from '../../rules/ranges-of.ts';
import {mostSiteRanges, tencentPairs} from '../form/pairs.ts';
import type {TencentDraft} from '../own-document.ts';
import {gatewayOf, isAnyToAny, tunnelsOnGateway, versionOf} from '../read/site.ts';
import {tencentRule} from './tencent-rule.ts';

const spdPage =
	'Tencent Cloud VPN Connections documentation, "Creating a VPN tunnel", SPD policies (product 1037, page 39635), and "Limits" (page 32682)';
const limitsPage = 'Tencent Cloud VPN Connections documentation, "Limits" (product 554, page 18982)';
const {most: mostPairs, mostMappings} = tencentPairs;
const mostRoutes = 1000;

/** Rules about SPD ranges and destination routes; those about ranges that share addresses are in overlap-rules.ts. */
export const rangeRules: readonly CloudRule[] = [
	tencentRule({
		id: 'tencent.spd.needed',
		field: 'ranges',
		says: 'Routing by SPD policy needs at least one pair of ranges; the list of a tunnel that stands can’t be emptied either.',
		mend: 'Add a pair: a range of the cloud’s side and one or more of the site’s',
		source:
			'Tencent Cloud vpc 2017-03-12, CreateVpnConnection, SecurityPolicyDatabases; of a change open: Terraform’s provider can’t send an empty list',
		check: draft => usesSpd(draft) && draft.ranges?.length === 0 && 'no ranges are given, so nothing could pass',
	}),
	tencentRule({
		id: 'tencent.spd.pairs',
		field: 'ranges',
		says: `A tunnel has at most ${mostPairs} SPD pairs.`,
		mend: 'Join ranges to wider ones, or use destination routes',
		source: spdPage,
		check: draft => {
			const count = draft.ranges?.length ?? 0;
			return usesSpd(draft) && count > mostPairs && `${count} pairs, ${mostPairs} are allowed`;
		},
	}),
	tencentRule({
		id: 'tencent.spd.site-ranges',
		field: 'ranges[].siteSide',
		says: `An SPD pair has 1 to ${mostSiteRanges} ranges at the site’s side.`,
		mend: 'Join ranges to wider ones, or spread them over pairs of different cloud-side ranges',
		source: spdPage,
		check: draft =>
			usesSpd(draft)
				? (draft.ranges ?? []).flatMap(({siteSide}, row) =>
						found(
							`ranges[${row}].siteSide`,
							(siteSide.length === 0 && 'no range at the site’s side') ||
								(siteSide.length > mostSiteRanges && `${siteSide.length} ranges, ${mostSiteRanges} are allowed`),
						),
					)
				: [],
	}),
	tencentRule({
		id: 'tencent.spd.mappings',
		field: 'ranges',
		says: `All tunnels of a gateway together have at most ${mostMappings} mappings; each cloud-side range with each of its site-side ranges is one.`,
		mend: 'Join ranges to wider ones, or use destination routes',
		source: spdPage,
		needs: 'account',
		check: (draft, facts) => {
			if (!usesSpd(draft)) return undefined;
			const mine = mappingsOf(draft).length;
			const others = tunnelsOnGateway(draft, facts)
				.filter(tunnel => tunnel.routing === 'policy')
				.flatMap(tunnel => tunnel.ranges)
				.reduce((sum, pair) => sum + pair.siteSide.length, 0);
			return (
				mine + others > mostMappings &&
				`${mine} mappings${others > 0 ? ` and ${others} of the gateway’s other tunnels` : ''}, ${mostMappings} are allowed`
			);
		},
	}),
	tencentRule({
		id: 'tencent.spd.everything',
		field: 'ranges[].siteSide[]',
		severity: 'warn',
		says: 'An SPD range of 0.0.0.0/0 at one side takes all traffic of the ranges at the other, and leaves them no room in another pair.',
		mend: 'Name the ranges, unless the site is meant to be the way to everywhere',
		source: `${spdPage}; Tencent Cloud’s guides to primary and standby tunnels give 0.0.0.0/0 at the site’s side`,
		check: draft => {
			const pairs = usesSpd(draft) && !isAnyToAny(draft) ? (draft.ranges ?? []) : [];
			return pairs.flatMap(({cloudSide, siteSide}, row) => [
				...found(`ranges[${row}].cloudSide`, isEverything(cloudSide) && '0.0.0.0/0 is everything at the cloud’s side'),
				...siteSide.flatMap((cidr, column) =>
					found(
						`ranges[${row}].siteSide[${column}]`,
						isEverything(cidr) && 'all that the cloud side sends out goes to the site',
					),
				),
			]);
		},
	}),
	tencentRule({
		id: 'tencent.spd.any-to-any',
		field: 'ranges',
		severity: 'warn',
		says: 'The pair 0.0.0.0/0 with 0.0.0.0/0 takes all traffic and leaves no room for another tunnel with SPD ranges. Tencent Cloud’s pages disagree on it: one forbids it, the one on health checks asks for it.',
		mend: 'Use destination routes, or name the ranges',
		source: `${spdPage}; "Configuring health checks" (product 554, page 70209)`,
		check: draft => usesSpd(draft) && isAnyToAny(draft) && 'all traffic of both sides matches',
	}),
	tencentRule({
		id: 'tencent.spd.unused',
		field: 'ranges',
		severity: 'note',
		says: 'SPD ranges are used by routing mode policy only.',
		mend: 'Leave them out, or choose the routing mode policy',
		source: 'Tencent Cloud vpc 2017-03-12, CreateVpnConnection, RouteType',
		check: draft =>
			draft.routing !== undefined &&
			draft.routing.mode !== 'policy' &&
			(draft.ranges?.length ?? 0) > 0 &&
			`the SPD ranges are not sent with ${routingWords('tencent', draft.routing.mode)}`,
	}),
	tencentRule({
		id: 'tencent.range.outside-vpc',
		field: 'ranges[].cloudSide',
		severity: 'warn',
		says: 'A range at the cloud’s side usually lies inside the VPC, or the VPCs behind the CCN.',
		mend: 'Check the range; it is right only where the VPC passes that traffic on',
		source: spdPage,
		needs: 'account',
		check: (draft, facts) => {
			const networks = gatewayOf(draft, facts)?.networks ?? [];
			if (networks.length === 0 || !usesSpd(draft)) return [];
			return cloudRangesOf(draft).flatMap(({field, cidr}) =>
				found(
					field,
					!checkCidr(cidr) &&
						!isEverything(cidr) &&
						!networks.some(network => contains(network, cidr)) &&
						`${cidr} lies outside the cloud side’s ${networks.slice(0, 3).join(', ')}${networks.length > 3 ? ' …' : ''}`,
				),
			);
		},
	}),
	tencentRule({
		id: 'tencent.ccn.everything',
		field: 'routing.prefixes[]',
		severity: 'warn',
		says: 'Through a gateway of CCN type, 0.0.0.0/0 works only where the site’s device begins the negotiation, and with gateway version 4.0 only where the CCN allows overlapping routes.',
		mend: 'Set negotiation to passive and let the device begin; for version 4.0 turn on route overlap at the CCN',
		source: limitsPage,
		check: (draft, facts) => {
			if (draft.cloudGateway?.kind !== 'ccn') return [];
			const isOld = (versionOf(draft, facts) ?? 4) < 4;
			return siteRangesOf(draft).flatMap(({field, cidr}) =>
				found(
					field,
					isEverything(cidr) &&
						`with 0.0.0.0/0 the site’s device must begin the negotiation${isOld ? '' : ', and route overlap must be on at the CCN'}`,
				),
			);
		},
	}),
	tencentRule({
		id: 'tencent.static.needed',
		field: 'routing.prefixes',
		// tunnels stand like that
		severity: 'warn',
		says: 'Destination routing needs at least one prefix of the site.',
		mend: 'Add the site’s ranges',
		source: 'Tencent Cloud vpc 2017-03-12, CreateVpnGatewayRoutes',
		check: ({routing}) =>
			routing?.mode === 'static' && routing.prefixes.length === 0 && 'no prefix is given, so nothing would be routed',
	}),
	tencentRule({
		id: 'tencent.routes.limit',
		field: 'routing.prefixes',
		says: `A VPN gateway has at most ${mostRoutes} routes.`,
		mend: 'Join prefixes to wider ones',
		source: 'Tencent Cloud VPN Connections documentation, "Limits"; error LimitExceeded.VpnGatewayRoutesLimitExceeded',
		needs: 'account',
		check: (draft, facts) => {
			const mine = prefixesOf(draft).length;
			const others = tunnelsOnGateway(draft, facts)
				.filter(tunnel => tunnel.routing === 'static')
				.flatMap(tunnel => tunnel.ranges.flatMap(pair => pair.siteSide))
				.filter(cidr => !isEverything(cidr)).length;
			return (
				mine > 0 &&
				mine + others > mostRoutes &&
				`${mine + others} routes would be on the gateway, ${mostRoutes} are allowed`
			);
		},
	}),
];

function usesSpd(draft: TencentDraft): boolean {
	return draft.routing?.mode === 'policy';
}
