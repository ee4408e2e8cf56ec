import type {Finding} from '../../../connection/finding.ts';
import type {CloudRule, Facts} from '../../contract/cloud.ts';
import type {TencentDraft} from '../own-document.ts';
import {isTencent} from '../own-document.ts';

/** What a rule finds: the field with its index filled in, what is the case, and a mend where it is not the rule's own. */
export type Found = Omit<Finding, 'rule' | 'severity'>;

interface Given extends Omit<CloudRule, 'clouds' | 'check'> {
	check(draft: TencentDraft, facts: Facts): readonly Found[];
}

/** A rule of Tencent Cloud alone: silent on drafts of another cloud. */
export function tencentRule(rule: Given): CloudRule {
	return {
		...rule,
		clouds: ['tencent'],
		check: (draft, facts) => (isTencent(draft) ? rule.check(draft, facts) : []),
	};
}

/** One finding when `message` is given, none otherwise. */
export function found(field: string, message: string | false | undefined): readonly Found[] {
	return message ? [{field, message}] : [];
}
