import {normalise} from '../../../connection/networks.ts';
import type {CloudRule, Facts} from '../../contract/cloud.ts';
import {found} from '../../rules/cloud-rule.ts';
import {siteRangesOf} from '../../rules/ranges-of.ts';
import type {TencentDraft} from '../own-document.ts';
import {plannedRoutes, rivalsOf} from '../read/route-priority.ts';
import {versionOf} from '../read/site.ts';
import {tencentRule} from './tencent-rule.ts';

const page = 'Tencent Cloud vpc 2017-03-12, CreateVpnGatewayRoutes, Priority';
const ecmpError =
	'error UnsupportedOperation.VpnUnsupportedRouteEcmpForCvmVpn (versions below 3.1 have no ECMP routes)';
/** From this version on two routes of one destination may have one priority. Source: `ecmpError`. */
const firstWithEcmp = 3.1;

/** Rules about the priorities of destination routes: two tunnels to one site are a first choice and a standby. */
export const routeRules: readonly CloudRule[] = [
	tencentRule({
		id: 'tencent.routes.equal-priority',
		field: 'routing.prefixes[]',
		says: 'Below gateway version 3.1, the routes of two tunnels to one destination have different priorities: 0 is the first choice, 100 the standby.',
		mend: 'Set routing.priority to the other value, 0 or 100, or choose another gateway',
		source: `${page}; ${ecmpError}`,
		needs: 'account',
		check: (draft, facts) => (hasEcmp(draft, facts) ? [] : equalsFound(draft, facts)),
	}),
	tencentRule({
		id: 'tencent.routes.ecmp',
		field: 'routing.prefixes[]',
		severity: 'warn',
		says: 'Two tunnels whose routes to one destination have one priority share the traffic (ECMP): replies may come back by the other one.',
		mend: 'Set routing.priority to 100 for the standby, or leave it out: it follows what stands',
		source: `${page}; ${ecmpError}; disputed by the documentation’s FAQ, which knows no ECMP`,
		needs: 'account',
		check: (draft, facts) => (hasEcmp(draft, facts) ? equalsFound(draft, facts, ': both carry the traffic') : []),
	}),
	tencentRule({
		id: 'tencent.routes.standby',
		field: 'routing.prefixes[]',
		severity: 'note',
		says: 'A second tunnel to a destination gets priority 100 and is the standby of the first, unless the document names a priority.',
		mend: 'Name routing.priority where this tunnel is to be the first choice',
		source: page,
		needs: 'account',
		check: (draft, facts) =>
			placed(draft, facts).flatMap(({field, destination, priority}) => {
				const other = rivalsOf(destination, draft, facts).find(rival => rival.priority !== priority);
				const role = priority === 100 ? 'the standby of' : 'the first choice before';
				return found(
					field,
					other && `${destination}: priority ${priority}, ${role} tunnel ${other.tunnel.name || other.tunnel.id}`,
				);
			}),
	}),
];

/** The draft's destination routes at their places in the document. */
function placed(draft: TencentDraft, facts: Facts) {
	if (draft.routing?.mode !== 'static') return [];
	return siteRangesOf(draft).flatMap(({field, cidr}) =>
		plannedRoutes([normalise(cidr).cidr], draft, facts).map(route => ({field, ...route})),
	);
}

/** Routes that another tunnel of the gateway has with the same priority, each at its place. @param more what that means */
function equalsFound(draft: TencentDraft, facts: Facts, more = '') {
	return placed(draft, facts).flatMap(({field, destination, priority}) => {
		const rival = rivalsOf(destination, draft, facts).find(other => other.priority === priority);
		return found(
			field,
			rival &&
				`tunnel ${rival.tunnel.name || rival.tunnel.id} has the route to ${destination} with priority ${priority} too${more}`,
		);
	});
}

/** A gateway whose version is not known is taken for one of today's. */
function hasEcmp(draft: TencentDraft, facts: Facts): boolean {
	return (versionOf(draft, facts) ?? firstWithEcmp) >= firstWithEcmp;
}
