import type {ConnectionDraft} from '../../connection/document.ts';
import type {Found} from '../../connection/finding.ts';
import type {CloudId, CloudRule, Facts} from '../contract/cloud.ts';

/** Makes rules of one cloud alone: they are silent on drafts of another. */
export function rulesOf<Draft extends ConnectionDraft>(
	cloud: CloudId,
	isOwn: (draft: ConnectionDraft) => draft is Draft,
) {
	return (
		rule: Omit<CloudRule, 'clouds' | 'check'> & {check(draft: Draft, facts: Facts): readonly Found[]},
	): CloudRule => ({
		...rule,
		clouds: [cloud],
		check: (draft, facts) => (isOwn(draft) ? rule.check(draft, facts) : []),
	});
}

/** One finding when `message` is given, none otherwise. */
export function found(
	field: string,
	message: string | false | undefined,
	more: Pick<Found, 'mend' | 'permissions'> = {},
): readonly Found[] {
	return message ? [{field, message, ...more}] : [];
}
