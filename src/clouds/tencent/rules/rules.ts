import type {ConnectionDraft} from '../../../connection/document.ts';
import type {Finding} from '../../../connection/finding.ts';
import type {CloudRule, Facts} from '../../contract/cloud.ts';
import type {RuleTopic} from '../../contract/key-rule.ts';
import {checkRules} from '../../engine/check-rules.ts';
import {isTencent} from '../own-document.ts';
import {tunnelOfPair} from '../read/site.ts';
import {bgpRules} from './bgp-rules.ts';
import {changeRules} from './change-rules.ts';
import {gatewayRules} from './gateway-rules.ts';
import {healthCheckRules} from './health-check-rules.ts';
import {identityRules} from './identity-rules.ts';
import {namingRules} from './naming-rules.ts';
import {overlapRules} from './overlap-rules.ts';
import {rangeRules} from './range-rules.ts';
import {routeRules} from './route-rules.ts';
import {securityRules} from './security-rules.ts';
import {siteRules} from './site-rules.ts';

/** Rules by topic, in the order of the document. */
export const tencentTopics: readonly RuleTopic[] = [
	{id: 'naming', title: 'name, region and tags', rules: namingRules},
	{id: 'gateway', title: 'the VPN gateway and its tunnels', rules: gatewayRules},
	{id: 'site', title: 'the customer gateway', rules: siteRules},
	{id: 'bgp', title: 'BGP', rules: bgpRules},
	{
		id: 'ranges',
		title: 'ranges and routes',
		rules: [...overlapRules, ...rangeRules, ...routeRules],
	},
	{id: 'security', title: 'tunnel security', rules: [...securityRules, ...identityRules]},
	{id: 'health-check', title: 'the health check', rules: healthCheckRules},
	{id: 'change', title: 'a tunnel that stands', rules: changeRules},
];

/** Every rule that holds for Tencent Cloud. */
export const tencentRules: readonly CloudRule[] = tencentTopics.flatMap(({rules}) => rules);

/**
 * Every rule's findings for a draft, topic by topic. The tunnel that the draft is of is no obstacle to it: it is left out of what the draft is
 * compared with, but for the rules about changing it.
 */
export function checkTencent(
	draft: ConnectionDraft,
	facts: Facts,
	rules: readonly CloudRule[] = tencentRules,
): readonly Finding[] {
	const isOfChange = (rule: CloudRule) => changeRules.includes(rule);
	return [
		...checkRules(
			rules.filter(rule => !isOfChange(rule)),
			draft,
			withoutItself(draft, facts),
		),
		...checkRules(rules.filter(isOfChange), draft, facts),
	];
}

function withoutItself(draft: ConnectionDraft, facts: Facts): Facts {
	const same = isTencent(draft) ? tunnelOfPair(draft, facts) : undefined;
	if (!same || !isTencent(draft)) return facts;
	const {quotas: _used, siteGateways, ...others} = facts;
	const asn = draft.site?.kind === 'new' ? draft.site.asn : undefined;
	return {
		...others,
		connections: (facts.connections ?? []).filter(({id}) => id !== same.id),
		// its customer gateway as it will be: without the tunnel nothing tells that one of another ASN is its own
		...(siteGateways && {
			siteGateways: siteGateways.map(gateway =>
				gateway.id === same.siteGatewayId && asn !== undefined ? {...gateway, asn} : gateway,
			),
		}),
	};
}
