import type {CloudRule, Facts, Quota} from '../../contract/cloud.ts';
import {found} from '../../rules/cloud-rule.ts';
import type {TencentDraft} from '../own-document.ts';
import {mainRouteTable, missingRoutes, sitePrefixes} from '../read/route-priority.ts';
import {siteGatewayOf} from '../read/site.ts';
import {tencentRule} from './tencent-rule.ts';

/** A quota that the draft takes something of, and how much. */
export interface NeededQuota extends Quota {
	readonly wanted: number;
}

/** What a draft takes of each quota that was read. Not a fact: it follows what is typed, and nothing is read anew for that. */
export function neededQuotas(draft: TencentDraft, facts: Facts): readonly NeededQuota[] {
	return (facts.quotas ?? []).flatMap(quota => {
		const wanted = wantedOf(quota.id, draft, facts);
		return wanted === 0 ? [] : [{...quota, wanted}];
	});
}

function wantedOf(id: string, draft: TencentDraft, facts: Facts): number {
	if (id === 'customer-gateways-per-region')
		return draft.site?.kind === 'new' && siteGatewayOf(draft, facts) === undefined ? 1 : 0;
	if (id !== 'routes-per-route-table') return 1;
	const table = mainRouteTable(draft, facts.routeTables);
	return table ? missingRoutes(table, sitePrefixes(draft)).length : 0;
}

/** Rules about the account's quotas. */
export const quotaRules: readonly CloudRule[] = [
	tencentRule({
		id: 'tencent.quota.full',
		field: '',
		says: 'The account’s own quotas, where they can be read, have room for one more tunnel, for a new customer gateway where one is made, and for the routes in the VPC.',
		mend: 'Remove what is not needed, or ask for a higher quota in the console (VPC, Quota)',
		source:
			'Tencent Cloud vpc 2017-03-12, DescribeVpcLimits; VPC documentation, "Quota limits" (routes of a route table)',
		needs: 'account',
		check: (draft, facts) =>
			neededQuotas(draft, facts)
				.filter(quota => isOver(quota) && quota.from === 'account')
				.map(({id, used, limit, says, wanted}) => ({
					field: fieldOf(id, draft),
					message: `${used} of ${limit} ${says} are used${wanted > 1 ? `, and ${wanted} more are needed` : ''}`,
				})),
	}),
	tencentRule({
		id: 'tencent.quota.last',
		field: '',
		severity: 'warn',
		says: 'This connection takes the last place of a quota, or is one more than the documented default: whether the account’s own quota is higher could not be read.',
		mend: 'Ask for a higher quota before the next one is needed',
		source:
			'Tencent Cloud vpc 2017-03-12, DescribeVpcLimits; VPN Connections documentation, "Limits" (product 1037, page 32682), of which older editions have other numbers',
		needs: 'account',
		check: (draft, facts) =>
			neededQuotas(draft, facts).flatMap(quota => {
				const {used, limit, says, wanted} = quota;
				const last = wanted === 1 ? 'this is the last one' : `the ${wanted} more are the last ones`;
				const more = wanted === 1 ? 'one more is' : `${wanted} more are`;
				return [
					...found('', used + wanted === limit && `${used} of ${limit} ${says} are used: ${last}`),
					...found(
						'',
						isOver(quota) &&
							quota.from === 'default' &&
							`${used} ${says} are used, the documented default is ${limit}: ${more} refused unless yours was raised`,
					),
				];
			}),
	}),
];

/** Whether what the draft needs does not fit. */
export function isOver({used, limit, wanted}: NeededQuota): boolean {
	return used + wanted > limit;
}

function fieldOf(quota: string, {routing}: TencentDraft): string {
	if (quota === 'routes-per-route-table') return routing?.mode === 'policy' ? 'ranges' : 'routing.prefixes';
	return quota === 'tunnels-per-gateway' || quota === 'tunnels-per-region' ? 'cloudGateway' : 'site';
}
