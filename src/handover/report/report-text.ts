import type {Check, Plan} from '../../clouds/contract/cloud.ts';
import {missingPermissionsOf, policyText, policyTitle} from '../../clouds/permissions.ts';
import {printable} from '../../connection/printable.ts';
import {changeLines, differenceLines} from './change-lines.ts';
import {compactJson, shownValue} from './plan-value.ts';
import type {DryRun} from './report.ts';
import {checkGlyphs, checksBeside, endingsOf, verdictLine, whereLine} from './verdict.ts';

/** Readable text. */
export function reportText(dryRun: DryRun): string {
	const {plan, checks, commandLines} = dryRun;
	const lines = ['Dry run · nothing has been made', `${printable(plan.name)} · ${whereLine(dryRun)}`];
	section(lines, 'WHAT DIFFERS: WAS → WILL BE', differenceLines(plan));
	if (plan.actions.length > 0) lines.push('', 'WHAT WILL BE DONE, IN THIS ORDER');
	for (const [index, action] of plan.actions.entries()) {
		lines.push(`  ${index + 1}  ${printable(action.title)}   ${printable(action.detail)}`);
		lines.push(...changeLines(action).map(line => `     ${line}`));
		const parameters = compactJson(shownValue(action.parameters, plan), 110, '     ');
		lines.push(`     ${action.call} ${parameters}`);
	}

	// the waits of a change are loops of many words: between what is to be read they hide it
	section(
		lines,
		'THE SAME AS COMMANDS',
		plan.actions.flatMap((_, index) => numbered(index, commandLines[index])),
	);

	lines.push('', 'CHECKS');
	for (const check of checksBeside(checks)) {
		lines.push(
			`  ${checkGlyphs[check.result]} ${printable(check.title)}   ${printable(check.detail)}   [${printable(check.proves)}]`,
		);
		if (check.said) lines.push(`      the cloud says: ${printable(check.said)}`);
		if (check.mend && check.result !== 'pass')
			lines.push(`      ${check.field ? `${check.field}: ` : ''}${printable(check.mend)}`);
	}

	section(lines, 'MISSING PERMISSIONS', permissionLines(plan, checks));
	for (const [title, , items] of endingsOf(plan))
		section(
			lines,
			title,
			items.map(item => printable(item)),
		);
	lines.push('', verdictLine(plan, checks));
	return lines.join('\n');
}

/** The actions that are missing, and a policy that allows them, ready to be copied. */
function permissionLines({cloud}: Plan, checks: readonly Check[]): readonly string[] {
	const actions = missingPermissionsOf(checks);
	if (actions.length === 0) return [];
	return [...actions, '', policyTitle(cloud), ...policyText(cloud, actions).split('\n')];
}

function section(lines: string[], title: string, items: readonly string[]): void {
	if (items.length > 0) lines.push('', title, ...items.map(item => `  ${item}`));
}

/** The command lines of an action, the first with its number. */
function numbered(index: number, commands = ''): readonly string[] {
	const [first = '', ...rest] = commands.split('\n').map(part => printable(part));
	return first === '' ? [] : [`${index + 1}  ${first}`, ...rest.map(line => `   ${line}`)];
}
