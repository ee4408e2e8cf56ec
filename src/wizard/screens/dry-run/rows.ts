import {markText, waitLines} from '../../../clouds/contract/change-words.ts';
import type {Action, Change, Check, Plan} from '../../../clouds/contract/cloud.ts';
import {cloudName} from '../../../clouds/registry.ts';
import type {Finding} from '../../../connection/finding.ts';
import {changedText} from '../../core/change-texts.ts';
import {mendHere} from './even-if-down.ts';
import {lackingLines, lackingOf, lackingTitle} from './lacking.ts';
import type {DryRunModel} from './model.ts';
import {leftTo, parameterLines} from './plan-text.ts';

/** What a row stands for. */
type DryRunRow =
	| {readonly kind: 'action'; readonly action: Action; readonly index: number}
	| {readonly kind: 'check'; readonly check: Check}
	| {readonly kind: 'problem'; readonly problem: Finding}
	/** What the plan costs, and what it leaves to the user: short in the list, whole in their details. */
	| {readonly kind: 'costs' | 'left'; readonly plan: Plan};

/** How many rows there are. */
export function rowCount({plan, checks, problems}: DryRunModel): number {
	return problems.length + (plan?.actions.length ?? 0) + checks.length + (plan ? lastKinds(plan).length : 0);
}

const lastKinds = ({costs, leftByHand}: Plan) => [
	...(costs.length > 0 ? ['costs' as const] : []),
	...(leftByHand.length > 0 ? ['left' as const] : []),
];

/** The row at an index: problems first, then actions, then checks, then costs and what is left to do. */
export function rowAt({plan, checks, problems}: DryRunModel, row: number): DryRunRow | undefined {
	const problem = problems[row];
	if (problem) return {kind: 'problem', problem};
	const index = row - problems.length;
	const action = plan?.actions[index];
	if (action) return {kind: 'action', action, index};
	const afterActions = index - (plan?.actions.length ?? 0);
	const check = checks[afterActions];
	if (check) return {kind: 'check', check};
	const kind = plan && lastKinds(plan)[afterActions - checks.length];
	return kind && {kind, plan};
}

/** The field that Enter on a row leads to: of a check or problem that is not fine. */
export function fieldOf(row: DryRunRow | undefined): string | undefined {
	if (row?.kind === 'problem') return row.problem.field;
	if (row?.kind === 'check' && row.check.result !== 'pass') return row.check.field;
	return undefined;
}

/** A line of the details, before it is wrapped. The indent of code is its own; a source stands below what it proves. */
export interface DetailLine {
	readonly kind: 'text' | 'heading' | 'code' | 'source';
	readonly text: string;
}

const text = (each: string): DetailLine => ({kind: 'text', text: each});
const heading = (words: string): DetailLine => ({kind: 'heading', text: words});
const code = (each: string): DetailLine => ({kind: 'code', text: each});

/** The details of a row. */
export function detailLines(model: DryRunModel, row: number | 'policy'): readonly DetailLine[] {
	if (row === 'policy') {
		const lacking = lackingOf(model);
		return lacking ? [heading(lackingTitle), ...lackingLines(lacking).map(code)] : [];
	}

	const at = rowAt(model, row);
	if (at?.kind === 'problem') return [at.problem.message, at.problem.mend ?? ''].map(text);
	if (!at || !model.plan) return [];
	if (at.kind === 'action') {
		const {action, index} = at;
		return [
			text(`${action.call} of ${action.service.toUpperCase()} in ${model.plan.region}`),
			text(
				action.dryRun
					? `${cloudName(model.plan.cloud)} can say beforehand whether it is permitted (DryRun).`
					: 'This call has no dry run of its own.',
			),
			...model.checks
				.filter(check => check.action === action.id && check.result !== 'pass')
				.flatMap(whyLines)
				.map(text),
			...changeLines(action.change),
			...(action.after.length > 0 ? [text(`Done after: ${namesOf(action.after, model.plan).join(', ')}`)] : []),
			text(''),
			heading('PARAMETERS'),
			...parameterLines(action, model.plan).map(code),
			text(''),
			heading('AS A COMMAND'),
			...(model.commandLines[index] ?? '').split('\n').map(code),
		];
	}

	if (at.kind === 'costs')
		return [
			heading('WHAT IT COSTS'),
			...at.plan.costs.flatMap(({what, from, source}): readonly DetailLine[] => [
				text(''),
				text(`${what}, ${from}`),
				{kind: 'source', text: source},
			]),
		];
	if (at.kind !== 'check')
		return [heading('LEFT TO YOU'), ...leftTo(at.plan, model.account).flatMap(each => [text(''), text(each)])];
	const {check} = at;
	return [
		check.title,
		'',
		check.detail,
		...saidLines(check),
		`What it proves: ${check.proves}`,
		...(mendHere(check) ? ['', `What to do: ${mendHere(check)}`] : []),
		...(check.field ? ['', `Belongs to: ${check.field}`] : []),
	].map(text);
}

/** What is changed, what goes down, what is waited for, and what the site's device has to do. */
function changeLines(change: Change | undefined): readonly DetailLine[] {
	if (!change) return [];
	const {values, interrupts, back} = change;
	return [
		text(''),
		heading('WHAT CHANGES'),
		...values.map(value => text(changedText(value))),
		text(markText(interrupts)),
		...waitLines(change).map(text),
		text(
			back
				? `Taking it back sends ${back.call} with what stands now.`
				: 'It can’t be taken back: what stood is not known.',
		),
		text(''),
	];
}

/** Why an action can't be done as it stands, for its own details. */
function whyLines(check: Check): readonly string[] {
	const {title, detail} = check;
	const mend = mendHere(check);
	return ['', title, detail, ...saidLines(check), ...(mend ? [`What to do: ${mend}`] : [])];
}

function saidLines({said}: Check): readonly string[] {
	return said ? [`The cloud said: ${said}`] : [];
}

function namesOf(ids: readonly string[], plan: Plan): readonly string[] {
	return ids.map(id => plan.actions.find(action => action.id === id)?.title ?? id);
}
