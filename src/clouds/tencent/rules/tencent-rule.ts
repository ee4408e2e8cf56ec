import type {Facts} from '../../contract/cloud.ts';
import {rulesOf} from '../../rules/cloud-rule.ts';
import {isTencent, type TencentDraft} from '../own-document.ts';
import {gatewayOf, versionOf} from '../read/site.ts';

/** A rule of Tencent Cloud alone. */
export const tencentRule = rulesOf('tencent', isTencent);

/** That the version of the draft's VPN gateway is not known, where the gateway was read. */
export function unknownVersion(draft: TencentDraft, facts: Facts): string | undefined {
	const gateway = gatewayOf(draft, facts);
	if (!gateway || versionOf(draft, facts) !== undefined) return undefined;
	return `the gateway’s version is ${gateway.version ? `"${gateway.version}"` : 'not known'}`;
}
