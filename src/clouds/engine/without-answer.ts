import type {Unread} from '../../connection/inventory.ts';
import type {CloudErrorInfo} from '../contract/cloud-error.ts';
import type {Check} from '../contract/plan.ts';
import {missingPermissions} from '../permissions.ts';

/** Why a check that was asked, or would have been, is not known: a refusal of the cloud tells that, everything else can be asked again. */
export function withoutAnswer(info: CloudErrorInfo): Pick<Check, 'result' | 'proves' | 'unanswered' | 'permissions'> {
	const permissions = missingPermissions(info);
	if (permissions.length > 0) return {result: 'unknown', proves: 'the cloud refused to tell', permissions};
	const isRefused = info.kind === 'api' && !info.retryable && !info.ambiguous;
	return isRefused
		? {result: 'unknown', proves: 'the cloud refused to tell'}
		: {result: 'unknown', proves: `could not be asked: ${reasonOf(info)}`, unanswered: true};
}

/** Why no answer came, in a few words. */
function reasonOf({kind, code, retryable, ambiguous}: CloudErrorInfo): string {
	if (kind === 'timeout') return 'no answer in time';
	if (kind === 'network') return code ? `the network, ${code}` : 'the network';
	if (kind === 'protocol') return 'the answer is none of the API’s';
	if (/thrott|limitexceeded|requestlimit|slowdown/i.test(code)) return 'throttled';
	return retryable || ambiguous ? `the cloud failed, ${code || kind}` : code || kind;
}

/** A check for something that is good to know and was refused. */
export function unreadCheck({id, what, why, field, permissions}: Unread): Check {
	return {
		id: `read:${id}`,
		title: `${what}: not read`,
		result: 'unknown',
		detail: why,
		proves: 'the cloud refused to tell',
		...(field === undefined ? {} : {field}),
		...(permissions ? {permissions} : {}),
	};
}
