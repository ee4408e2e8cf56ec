import type {Finding} from '../../connection/finding.ts';
import type {Check} from '../contract/plan.ts';

const results = {refuse: 'refuse', warn: 'warn', note: 'pass'} as const;

/** What a rule found, as a line of a dry run. */
export function findingCheck(
	{severity, message: title, field, mend, mendByOption, permissions}: Finding,
	{id, detail, proves}: Pick<Check, 'id' | 'detail' | 'proves'>,
): Check {
	const mends = {...(mend && {mend}), ...(mendByOption && {mendByOption})};
	const more = {...(field && {field}), ...mends, ...(permissions && {permissions})};
	return {id, title, result: results[severity], detail, proves, ...more};
}

/** What is to be said of a key that is known: why it can't be used, or else what to think of it. */
export function keyCheck(
	{id, title, field}: Pick<Check, 'id' | 'title' | 'field'>,
	{problem, warning, fits}: {readonly problem?: string; readonly warning?: string; readonly fits: string},
	mend: string,
): Check {
	const base = {id, title: `${title} ${problem ? 'can’t' : 'can'} be used`, field, proves: 'rule'};
	if (problem) return {...base, result: 'refuse', detail: problem, mend};
	return warning ? {...base, result: 'warn', detail: warning, mend} : {...base, result: 'pass', detail: fits};
}
