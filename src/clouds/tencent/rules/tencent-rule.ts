import type {Finding} from '../../../connection/finding.ts';
import type {CloudRule, Facts} from '../../contract/cloud.ts';
import type {TencentDraft} from '../own-document.ts';
import {isTencent} from '../own-document.ts';
import {gatewayOf, versionOf} from '../read/site.ts';

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

/** That the version of the draft's VPN gateway is not known, where the gateway was read. */
export function unknownVersion(draft: TencentDraft, facts: Facts): string | undefined {
	const gateway = gatewayOf(draft, facts);
	if (!gateway || versionOf(draft, facts) !== undefined) return undefined;
	return `the gateway’s version is ${gateway.version ? `"${gateway.version}"` : 'not known'}`;
}

/** One finding when `message` is given, none otherwise. */
export function found(field: string, message: string | false | undefined): readonly Found[] {
	return message ? [{field, message}] : [];
}
