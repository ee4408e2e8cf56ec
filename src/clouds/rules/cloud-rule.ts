import type {ConnectionDraft} from '../../connection/document.ts';
import type {Found, Rule} from '../../connection/finding.ts';
import type {CloudId, CloudRule, Facts} from '../contract/cloud.ts';
import {cloudIds} from '../registry.ts';

/** What a check says: its findings; or what is the case with the field of the rule itself, where anything is. */
export type Verdict = readonly Found[] | string | false | undefined;

/** A rule as it is written down: it refuses, and the document alone decides it, where it does not say otherwise. */
export type RuleText<Check extends (...given: never[]) => Verdict> = Omit<
	CloudRule,
	'clouds' | 'severity' | 'needs' | 'check'
> &
	Partial<Pick<CloudRule, 'severity' | 'needs'>> & {readonly check: Check};

/** Makes rules of one cloud alone: they are silent on drafts of another. */
export function rulesOf<Draft extends ConnectionDraft>(
	cloud: CloudId,
	isOwn: (draft: ConnectionDraft) => draft is Draft,
) {
	return (rule: RuleText<(draft: Draft, facts: Facts) => Verdict>): CloudRule => ({
		...ruleOf({...rule, check: (draft, facts) => isOwn(draft) && rule.check(draft, facts)}),
		clouds: [cloud],
	});
}

/** A rule of every cloud. */
export function sharedRule(rule: RuleText<(draft: ConnectionDraft, facts: Facts) => Verdict>): Rule<Facts> {
	return {...ruleOf(rule), clouds: cloudIds()};
}

function ruleOf(rule: RuleText<(draft: ConnectionDraft, facts: Facts) => Verdict>): Omit<CloudRule, 'clouds'> {
	return {
		severity: 'refuse',
		needs: 'document',
		...rule,
		check(draft, facts) {
			const verdict = rule.check(draft, facts);
			return typeof verdict === 'object' ? verdict : found(rule.field, verdict);
		},
	};
}

/** One finding when `message` is given, none otherwise. */
export function found(
	field: string,
	message: string | false | undefined,
	more: Pick<Found, 'mend' | 'mendByOption' | 'permissions'> = {},
): readonly Found[] {
	return message ? [{field, message, ...more}] : [];
}
