import type {Check, CheckResult, Identity, Plan} from '../../clouds/contract/cloud.ts';
import {changesNothing, differenceText} from '../../clouds/contract/comparison.ts';
import {cloudName} from '../../clouds/registry.ts';
import {jsonText} from '../../connection/json-text.ts';
import {missingPermissionsOf, policyFor, policyText, policyTitle} from '../../connection/permission-policy.ts';
import {printable} from '../../connection/printable.ts';
import {compactJson, shownValue} from './plan-value.ts';
import {verdictLine, verdictOf} from './verdict.ts';

export type ReportFormat = 'text' | 'markdown' | 'json';

/**
 * A dry run as a report: readable text, Markdown for a change ticket, or JSON with stable member names. Pure; no secret can be in it.
 * @param commandLines the actions as lines of the cloud's own CLI, in the order of `plan.actions`
 * @param identity whose account it is, where known
 */
export function planReport(
	plan: Plan,
	checks: readonly Check[],
	commandLines: readonly string[],
	format: ReportFormat,
	identity?: Identity,
): string {
	if (format === 'json') return jsonText(planJson(plan, checks, commandLines, identity), 2);
	return format === 'markdown'
		? markdown(plan, checks, commandLines, identity)
		: text(plan, checks, commandLines, identity);
}

/** The report as a JSON value. */
export function planJson(
	plan: Plan,
	checks: readonly Check[],
	commandLines: readonly string[],
	identity?: Identity,
): Readonly<Record<string, unknown>> {
	const refusing = checks.find(check => check.result === 'refuse');
	const verdict = verdictOf(plan, checks);
	return {
		...(verdict === 'refused' && refusing ? {error: refusal(refusing)} : {}),
		...(verdict === 'differs' || verdict === 'not-known' ? {error: notWhole(plan, checks, verdict)} : {}),
		result: verdict,
		cloud: plan.cloud,
		region: plan.region,
		name: plan.name,
		account: identity?.account ?? null,
		sandbox: identity?.sandbox ?? false,
		exists: plan.exists ? {id: plan.exists.id, name: plan.exists.name, state: plan.exists.state} : null,
		comparison: plan.comparison ?? null,
		notAnswered: checks.filter(({unanswered}) => unanswered).length,
		missingPermissions: permissionsJson(plan, checks),
		actions: plan.actions.map((action, index) => ({
			id: action.id,
			title: action.title,
			detail: action.detail,
			service: action.service,
			call: action.call,
			parameters: shownValue(action.parameters, plan),
			dryRun: action.dryRun,
			after: action.after,
			makes: action.makes,
			commandLine: commandLines[index] ?? '',
		})),
		checks,
		costs: plan.costs,
		leftByHand: plan.leftByHand,
		notes: plan.notes,
		document: plan.document,
	};
}

/** The first refusal in the form that every command tells its errors in. */
function refusal(check: Check): Readonly<Record<string, unknown>> {
	const {id: code, field = '', title, detail, mend = ''} = check;
	return {kind: 'refused', code, field, message: `${title}: ${detail}`, mend, requestId: '', items: []};
}

/** Why a connection that stands is not what the document says, in the same form. */
function notWhole(
	plan: Plan,
	checks: readonly Check[],
	verdict: 'differs' | 'not-known',
): Readonly<Record<string, unknown>> {
	const {differences = [], unread = []} = plan.comparison ?? {};
	const silent = checks.filter(({unanswered}) => unanswered);
	const items = [
		...differences.map(difference => `${difference.what} ${differenceText(difference)}`),
		...unread.map(({why}) => why),
		...silent.map(({title, detail}) => `${title}: ${detail}`),
	];
	return {
		kind: verdict === 'differs' ? 'refused' : 'api',
		code: verdict,
		field: (differences[0] ?? unread[0])?.field ?? '',
		message: verdictLine(plan, checks),
		mend: differences.length > 0 ? changesNothing : '',
		requestId: '',
		items,
	};
}

function permissionsJson({cloud}: Plan, checks: readonly Check[]): Readonly<Record<string, unknown>> | null {
	const actions = missingPermissionsOf(checks);
	return actions.length === 0 ? null : {actions, policy: policyFor(cloud, actions)};
}

export const checkGlyphs: Readonly<Record<CheckResult, string>> = {pass: '✔', refuse: '✖', warn: '!', unknown: '–'};
const checkWords: Readonly<Record<CheckResult, string>> = {
	pass: 'pass',
	refuse: 'refused',
	warn: 'look at it',
	unknown: 'cannot be checked',
};

function placeOf(plan: Plan, identity: Identity | undefined): string {
	const account = identity?.account ? `account ${printable(identity.account)}` : 'account not known';
	return [cloudName(plan.cloud), plan.region, account, identity?.sandbox ? 'SANDBOX' : ''].filter(Boolean).join(' · ');
}

function text(plan: Plan, checks: readonly Check[], commandLines: readonly string[], identity?: Identity): string {
	const lines = ['Dry run · nothing has been made', `${printable(plan.name)} · ${placeOf(plan, identity)}`];
	if (plan.actions.length > 0) lines.push('', 'WHAT WILL BE DONE, IN THIS ORDER');
	for (const [index, action] of plan.actions.entries()) {
		lines.push(`  ${index + 1}  ${printable(action.title)}   ${printable(action.detail)}`);
		const parameters = compactJson(shownValue(action.parameters, plan), 110, '     ');
		lines.push(`     ${action.call} ${parameters}`, `     ${oneCommand(commandLines[index])}`);
	}

	lines.push('', 'CHECKS');
	for (const check of checks) {
		lines.push(
			`  ${checkGlyphs[check.result]} ${printable(check.title)}   ${printable(check.detail)}   [${printable(check.proves)}]`,
		);
		if (check.said) lines.push(`      the cloud says: ${printable(check.said)}`);
		if (check.mend && check.result !== 'pass')
			lines.push(`      ${check.field ? `${check.field}: ` : ''}${printable(check.mend)}`);
	}

	section(lines, 'MISSING PERMISSIONS', permissionLines(plan, checks));
	section(
		lines,
		'COSTS',
		plan.costs.map(cost => `${printable(cost.what)}, ${printable(cost.from)} (${printable(cost.source)})`),
	);
	section(
		lines,
		'LEFT TO YOU',
		plan.leftByHand.map(item => printable(item)),
	);
	section(
		lines,
		'NOTES',
		plan.notes.map(item => printable(item)),
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

function oneCommand(line: string | undefined): string {
	return (line ?? '')
		.split('\n')
		.map(part => printable(part))
		.join('\n     ');
}

function markdown(plan: Plan, checks: readonly Check[], commandLines: readonly string[], identity?: Identity): string {
	const lines = [
		`# VPN connection ${cell(plan.name)}: dry run`,
		'',
		cell(placeOf(plan, identity)),
		'',
		`**${cell(verdictLine(plan, checks))}** Nothing has been made by this dry run.`,
	];
	if (plan.actions.length > 0) lines.push('', '## What will be done, in this order');
	for (const [index, action] of plan.actions.entries()) {
		lines.push(
			'',
			`### ${index + 1}. ${cell(action.title)}`,
			'',
			cell(action.detail),
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
	for (const check of checks) {
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
	list(
		lines,
		'Costs',
		plan.costs.map(cost => `${cost.what}, ${cost.from} (${cost.source})`),
	);
	list(lines, 'Left to do by hand', plan.leftByHand);
	list(lines, 'Notes', plan.notes);
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
