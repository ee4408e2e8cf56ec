import type {ConnectionDraft} from '../../../connection/document.ts';
import type {Finding} from '../../../connection/finding.ts';
import type {CloudRule, Facts} from '../../contract/cloud.ts';
import type {RuleTopic} from '../../contract/key-rule.ts';
import {checkRules, inDocumentOrder} from '../../engine/check-rules.ts';
import {awsConnection} from '../document.ts';
import {accelerationRules} from './acceleration-rules.ts';
import {accountRules} from './account-rules.ts';
import {changeRules} from './change-rules.ts';
import {cryptoRules} from './crypto-rules.ts';
import {gatewayRules} from './gateway-rules.ts';
import {insideRules} from './inside-rules.ts';
import {namingRules} from './naming-rules.ts';
import {privateRules} from './private-rules.ts';
import {awsRangeRules} from './range-rules.ts';
import {noTableLearns, routingRules} from './routing-rules.ts';
import {siteRules} from './site-rules.ts';
import {transitRules, transitStandingRules} from './transit-rules.ts';
import {tunnelRules} from './tunnel-rules.ts';

export const ruleGroups: readonly RuleTopic[] = [
	{
		id: 'gateway',
		title: 'the gateway is ready and its options go together',
		rules: [...gatewayRules, ...accelerationRules, ...privateRules],
	},
	{id: 'site', title: 'the site’s address and ASN can be used', rules: siteRules},
	{id: 'routing', title: 'routing is complete', rules: [...routingRules, ...transitRules]},
	{
		id: 'ranges',
		title: 'ranges are well formed and apart',
		rules: awsRangeRules,
	},
	{id: 'inside', title: 'inside ranges are free', rules: insideRules},
	{id: 'tunnel', title: 'tunnel times, keys and logs are within AWS’s limits', rules: tunnelRules},
	{id: 'crypto', title: 'algorithms are strong and go together', rules: cryptoRules},
	{id: 'naming', title: 'name and tags are ones that AWS takes', rules: namingRules},
	{
		id: 'change',
		title: 'what changes of a connection that stands can be changed',
		rules: [...changeRules, ...transitStandingRules],
	},
	{id: 'account', title: 'quotas have room, and no connection is made twice', rules: accountRules},
];

/** Every rule that an AWS connection is held to. */
export const awsRules: readonly CloudRule[] = ruleGroups.flatMap(group => group.rules);

/** What keeps traffic of a connection that stands from getting through, whether its document is changed or not: a plan warns of it always. */
export const standingRules: readonly CloudRule[] = [noTableLearns, ...transitStandingRules];

const fields: readonly string[] = Object.keys(awsConnection.shape);

/** Every rule's findings for a draft, in document order. */
export function checkAws(
	draft: ConnectionDraft,
	facts: Facts,
	rules: readonly CloudRule[] = awsRules,
): readonly Finding[] {
	return inDocumentOrder(checkRules(rules, draft, facts), fields);
}
