import type {CloudRule, Facts} from '../../contract/cloud.ts';
import type {RuleText, Verdict} from '../../rules/cloud-rule.ts';
import type {TencentSecurityOptions} from '../document.ts';
import type {TencentDraft} from '../own-document.ts';
import {tencentOptionsInForce} from '../presets.ts';
import {tencentRule} from './tencent-rule.ts';

/** A rule about the security options in force: the draft's own over its preset's. */
export function optionsRule(
	rule: RuleText<(options: TencentSecurityOptions, draft: TencentDraft, facts: Facts) => Verdict>,
): CloudRule {
	return tencentRule({
		...rule,
		check: (draft, facts) =>
			draft.security
				? rule.check(tencentOptionsInForce(draft.security.preset, draft.security.options), draft, facts)
				: [],
	});
}
