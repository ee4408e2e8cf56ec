import type {Finding} from '../../../connection/finding.ts';
import {printable} from '../../../connection/printable.ts';
import type {Check, Facts, Plan} from '../../contract/cloud.ts';
import {findingCheck} from '../../engine/rule-checks.ts';
import {disableVgwRoutePropagation} from '../actions/disable-vgw-route-propagation.ts';
import {checkAws, ruleGroups} from '../rules/rules.ts';
import {directConnectChecks} from './propagation-ends.ts';

/** Which groups of rules a change of a field is held to, beside those of changes: what else stands was taken by AWS once, and is not judged anew. */
const judges: readonly {readonly fields: RegExp; readonly groups: readonly string[]}[] = [
	{fields: /^(name|site\.name|tags\.)/, groups: ['naming']},
	{fields: /^(security|tunnels\[\d\]\.options)/, groups: ['tunnel', 'crypto']},
	{fields: /^tunnels\[\d\]\.inside/, groups: ['inside']},
	{fields: /^(ranges|ipv6Ranges)/, groups: ['ranges', 'inside']},
	{fields: /^routing\.prefixes/, groups: ['routing', 'ranges']},
	{fields: /^tunnelBandwidth/, groups: ['gateway']},
	{fields: /^cloudGateway/, groups: ['gateway', 'routing', 'ranges', 'inside', 'site']},
	{fields: /^site(?!\.name)/, groups: ['site', 'gateway']},
];

/** The rules of a plan on what stands, judged by what changes: a line for each that refuses or warns, or one that none does. */
export function changeChecks(plan: Plan, facts: Facts): readonly Check[] {
	if (plan.actions.length === 0) return [];
	const ends = plan.actions.filter(({call}) => call === disableVgwRoutePropagation.call);
	const tables = ends.map(({parameters}) => String(parameters.RouteTableId));
	return [
		...ruleChecks(plan, facts),
		...lifecycleCheck(plan),
		...(plan.exists ? directConnectChecks(tables, facts, plan.exists) : []),
	];
}

/** That lifecycle control needs no other endpoint. Source: Amazon EC2 API Reference, ModifyVpnTunnelOptions (SkipTunnelReplacement). */
function lifecycleCheck({comparison, converge}: Plan): readonly Check[] {
	const first = comparison?.differences.find(({field}) => field.endsWith('.lifecycleControl'));
	if (!first || converge?.keepEndpoints) return [];
	return [
		{
			id: 'lifecycle-endpoints',
			title: 'lifecycle control is changed with another endpoint for the tunnel',
			result: 'warn',
			detail: 'AWS replaces it at once, unless it is told to leave it: for this switch alone',
			proves: 'rule',
			field: first.field,
			mendByOption: '--keep-endpoints leaves it, and no tunnel goes down for it',
		},
	];
}

function ruleChecks({document, comparison, converge}: Plan, facts: Facts): readonly Check[] {
	const fields = comparison?.differences.map(({field}) => field) ?? [];
	// of tags each stands for itself; rules name one as it can be shown
	const tags = new Set(fields.map(field => field.replace(/^tags\.(.*)$/s, (_, key) => `tags.${printable(key, 60)}`)));
	const touched = judges.filter(judge => fields.some(field => judge.fields.test(field)));
	const ids = new Set(['change', ...touched.flatMap(({groups}) => groups)]);
	const rules = ruleGroups.filter(({id}) => ids.has(id)).flatMap(group => group.rules);
	// what is said of a new endpoint holds for none that is kept
	const isSaid = ({rule}: Finding) => !(converge?.keepEndpoints && rule.startsWith('aws.change.lifecycle-'));
	const findings = checkAws(document, facts, rules)
		.filter(isSaid)
		.filter(
			({severity, field, rule}) =>
				(severity === 'refuse' && (!field.startsWith('tags.') || tags.has(field))) ||
				// what stands in the way whatever is changed the comparison has told
				(severity === 'warn' &&
					!comparison?.warnings?.some(told => told.rule === rule) &&
					(rule.startsWith('aws.change.') || isTouched(field, fields))),
		);
	if (findings.length === 0)
		return [
			{
				id: 'rules:change',
				title: 'what changes goes together with what stands',
				result: 'pass',
				detail: `${rules.length} rules`,
				proves: 'rule, and read of the account',
			},
		];
	return findings.map((finding, index) => {
		const rule = rules.find(({id}) => id === finding.rule);
		const isRepeated = findings.findIndex(each => each.rule === finding.rule) !== index;
		return findingCheck(finding, {
			id: `rule:${finding.rule}${isRepeated ? `:${finding.field}:${index}` : ''}`,
			detail: rule?.says ?? finding.message,
			proves: rule?.needs === 'account' ? 'read of the account' : 'rule',
		});
	});
}

/** Whether a warning is about what changes: of the rest of the document nobody asked. A preset stands for its options. */
function isTouched(field: string, fields: readonly string[]): boolean {
	const isWithin = (inner: string, outer: string) =>
		inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
	return fields.some(
		each =>
			isWithin(each, field) ||
			isWithin(field, each) ||
			(field === 'security.preset' && each.startsWith('security.options.')),
	);
}
