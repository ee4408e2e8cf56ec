import {missingPermissionsOf, policyText, policyTitle} from '../../clouds/permissions.ts';
import {printable} from '../../connection/printable.ts';
import {changeLines, differenceLines} from './change-lines.ts';
import {compactJson, shownValue} from './plan-value.ts';
import type {DryRun} from './report.ts';
import {checkGlyphs, checksBeside, checkWords, endingsOf, verdictLine, whereLine} from './verdict.ts';

/** Markdown for a change ticket. */
export function reportMarkdown(dryRun: DryRun): string {
	const {plan, checks, commandLines} = dryRun;
	const lines = [
		`# VPN connection ${cell(plan.name)}: dry run`,
		'',
		cell(whereLine(dryRun)),
		'',
		`**${cell(verdictLine(plan, checks))}** Nothing has been made or changed by this dry run.`,
	];
	list(lines, 'What differs: was → will be', differenceLines(plan));
	if (plan.actions.length > 0) lines.push('', '## What will be done, in this order');
	for (const [index, action] of plan.actions.entries()) {
		lines.push(
			'',
			`### ${index + 1}. ${cell(action.title)}`,
			'',
			cell(action.detail),
			...changeLines(action).flatMap(line => ['', cell(line)]),
			'',
			`\`${action.call}\` with:`,
			'',
		);
		lines.push(...fenced(compactJson(shownValue(action.parameters, plan), 110), 'json'));
		const command = commandLines[index];
		if (command)
			lines.push(
				'',
				'As a command line:',
				'',
				...fenced(
					command
						.split('\n')
						.map(part => printable(part))
						.join('\n'),
					'sh',
				),
			);
	}

	lines.push('', '## Checks', '', '| Result | Check | Found | What it proves |', '|---|---|---|---|');
	for (const check of checksBeside(checks)) {
		const said = check.said ? `<br>the cloud says: ${cell(check.said)}` : '';
		const mend = check.mend && check.result !== 'pass' ? `<br>${cell(check.mend)}` : '';
		lines.push(
			`| ${checkGlyphs[check.result]} ${checkWords[check.result]} | ${cell(check.title)} | ${cell(check.detail)}${said}${mend} | ${cell(check.proves)} |`,
		);
	}

	const actions = missingPermissionsOf(checks);
	list(lines, 'Missing permissions', actions);
	if (actions.length > 0)
		lines.push('', `${policyTitle(plan.cloud)}:`, '', ...fenced(policyText(plan.cloud, actions), 'json'));
	for (const [, title, items] of endingsOf(plan)) list(lines, title, items);
	return lines.join('\n');
}

function list(lines: string[], title: string, items: readonly string[]): void {
	if (items.length > 0) lines.push('', `## ${title}`, '', ...items.map(item => `- ${cell(item)}`));
}

/** Text that stays text in Markdown, in a table cell too. */
function cell(value: string): string {
	return printable(value).replace(/[\\`*_[\]<>|#]/g, '\\$&');
}

/** A code block whose fence is longer than any in the content. */
function fenced(content: string, language: string): readonly string[] {
	const longest = Math.max(2, ...[...content.matchAll(/`+/g)].map(match => match[0].length));
	const fence = '`'.repeat(longest + 1);
	return [`${fence}${language}`, content, fence];
}
