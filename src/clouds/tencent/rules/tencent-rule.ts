import type {CloudRule, Facts} from '../../contract/cloud.ts';
import {type RuleText, rulesOf, type Verdict} from '../../rules/cloud-rule.ts';
import type {TencentSecurityOptions} from '../document.ts';
import {isTencent, type TencentDraft} from '../own-document.ts';
import {tencentOptionsInForce} from '../presets.ts';
import {gatewayOf, versionOf} from '../read/site.ts';

/** A rule of Tencent Cloud alone. */
export const tencentRule = rulesOf('tencent', isTencent);

/** That the version of the draft's VPN gateway is not known, where the gateway was read. */
export function unknownVersion(draft: TencentDraft, facts: Facts): string | undefined {
	const gateway = gatewayOf(draft, facts);
	if (!gateway || versionOf(draft, facts) !== undefined) return undefined;
	return `the gateway’s version is ${gateway.version ? `"${gateway.version}"` : 'not known'}`;
}

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
