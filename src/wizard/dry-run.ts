import type {Check, Plan} from '../clouds/cloud.ts';
import {countChecks} from '../clouds/count-checks.ts';
import type {Finding} from '../connection/finding.ts';
import {fieldOf, rowAt, rowCount} from './dry-run-rows.ts';
import type {Key} from './key.ts';
import {commandFor, type LateBinding, movedTo, scrolledTo} from './late-binding.ts';
import type {Trouble} from './state.ts';

/** The dry run as far as it has come. Its rows are in dry-run-rows.ts. */
export interface DryRunModel {
	/** planning: no plan yet. checking: checks arrive. done: all have. failed: the plan or the checks could not be made. */
	readonly phase: 'planning' | 'checking' | 'done' | 'failed';
	readonly plan: Plan | undefined;
	/** The actions as command lines, in the plan's order. */
	readonly commandLines: readonly string[];
	readonly checks: readonly Check[];
	/** How many checks there will be, where that is known beforehand. */
	readonly expected: number | undefined;
	readonly trouble: Trouble | undefined;
	/** What stands in the way of a plan at all. */
	readonly problems: readonly Finding[];
	/** The highlighted row; -1 for none: then Enter goes on. */
	readonly row: number;
	/** The row whose details are shown, and the first line of them. */
	readonly open: {readonly row: number; readonly top: number} | undefined;
	/** Why going on was refused just now; gone with the next key. */
	readonly blocked: string | undefined;
}

export type DryRunEvent =
	| {readonly type: 'key'; readonly key: Key}
	| {
			readonly type: 'planned';
			readonly plan: Plan;
			readonly commandLines: readonly string[];
			readonly expected?: number;
	  }
	| {readonly type: 'check'; readonly check: Check}
	| {readonly type: 'done'}
	| {readonly type: 'failed'; readonly trouble: Trouble; readonly problems?: readonly Finding[]};

/** What the screen wants done. */
export type DryRunIntent =
	| {readonly type: 'help' | 'back' | 'edit' | 'confirm' | 'retry' | 'leave'}
	/** To the step that has this document path. */
	| {readonly type: 'jump'; readonly field: string}
	| {readonly type: 'copy'; readonly text: string; readonly what: string}
	/** Ask for a file name, with this one in place; `.json` at its end means JSON, anything else Markdown. */
	| {readonly type: 'write-report'; readonly suggested: string}
	/** The connection is there already: show it. */
	| {readonly type: 'watch'; readonly id: string};

export type DryRunCommand =
	| 'help'
	| 'move'
	| 'open'
	| 'jump'
	| 'close'
	| 'copy'
	| 'report'
	| 'edit'
	| 'confirm'
	| 'watch'
	| 'retry'
	| 'back'
	| 'leave';

export const openingDryRun: DryRunModel = {
	phase: 'planning',
	plan: undefined,
	commandLines: [],
	checks: [],
	expected: undefined,
	trouble: undefined,
	problems: [],
	row: -1,
	open: undefined,
	blocked: undefined,
};

/** Why the confirmation can't be opened yet, or undefined when it can. */
export function whyNotConfirm(model: DryRunModel): string | undefined {
	const {phase, plan, checks} = model;
	if (plan?.exists && plan.actions.length === 0) return whyNothing(plan, plan.exists.id);
	if (phase === 'planning') return 'the plan is still being made';
	if (phase === 'failed') return whyFailed(model);
	const refused = countChecks(checks).refuse;
	if (refused > 0)
		return `${refused === 1 ? 'one check refuses' : `${refused} checks refuse`}: ${enterDoes(model, refused)}`;
	if (phase === 'checking') return 'checks are still running';
	return undefined;
}

/** Answers that can't stand are mended; only what has another reason is worth trying again. */
function whyFailed({problems, trouble}: DryRunModel): string {
	if (problems.length > 1) return `${problems.length} answers can’t stand: enter mends the first`;
	if (problems.length === 1 || trouble?.field !== undefined) return 'one answer can’t stand: enter mends it';
	return 'the dry run did not come to its end: press r to try again';
}

/** Whether it stands, and nothing of it is to be made: then it can be watched. */
function isThere({plan}: DryRunModel): boolean {
	return plan?.exists !== undefined && plan.actions.length === 0;
}

/** A connection that stands: nothing is to be made of it, or nothing can be made from here. */
function whyNothing({comparison}: Plan, id: string): string {
	if (comparison && comparison.differences.length > 0)
		return `${id} is there and differs from the answers: nothing that stands is changed from here`;
	if (comparison && comparison.unread.length > 0)
		return `${id} is there; whether it is whole is not known: press r to ask again`;
	return `${id} is there already: nothing is to be created`;
}

/** What Enter does at the first refusal: only one with a field of its own can be mended here. */
function enterDoes(model: DryRunModel, refused: number): string {
	const isField = fieldOf(rowAt(model, firstRefusal(model))) !== undefined;
	const which = refused === 1 ? 'it' : 'the first';
	return isField ? `enter mends ${which}` : `enter shows why of ${which}`;
}

/** The keys that work now. */
export function dryRunKeys(model: DryRunModel): readonly LateBinding<DryRunCommand>[] {
	const help: LateBinding<DryRunCommand> = {keys: ['?', 'ctrl-g'], command: 'help', label: 'help'};
	const leave: LateBinding<DryRunCommand> = {keys: ['ctrl-c'], command: 'leave', label: 'leave'};
	const copy: LateBinding<DryRunCommand> = {keys: ['c'], command: 'copy', label: 'copy as CLI'};
	if (model.open)
		return [
			help,
			{keys: ['up', 'down', 'page-up', 'page-down', 'home', 'end'], command: 'move', label: 'scroll', shown: 'up/down'},
			...(rowAt(model, model.open.row)?.kind === 'action' ? [copy] : []),
			{keys: ['escape', 'enter', 'left', 'shift-tab', 'q'], command: 'close', label: 'close', shown: 'escape'},
			leave,
		];
	const row = rowAt(model, model.row);
	const troubled = model.phase === 'failed' ? model.trouble?.field : undefined;
	const enter: readonly LateBinding<DryRunCommand>[] = !row
		? troubled !== undefined
			? [{keys: ['enter'], command: 'jump', label: 'mend it'}]
			: [{keys: ['enter'], command: isThere(model) ? 'watch' : 'confirm', label: 'go on'}]
		: fieldOf(row) === undefined
			? [{keys: ['enter'], command: 'open', label: 'details'}]
			: [
					{keys: ['enter'], command: 'jump', label: 'mend it'},
					{keys: ['d'], command: 'open', label: 'details'},
				];
	return [
		help,
		...enter,
		...(isThere(model)
			? [{keys: ['right'], command: 'watch', label: 'watch it'} as const]
			: [{keys: ['right'], command: 'confirm', label: 'go on to confirm'} as const]),
		...(model.plan ? [copy, {keys: ['w'], command: 'report', label: 'write report'} as const] : []),
		{keys: ['e'], command: 'edit', label: 'edit'},
		...(model.phase === 'failed' || model.phase === 'done'
			? [{keys: ['r', 'ctrl-r'], command: 'retry', label: 'check again'} as const]
			: []),
		{keys: ['escape', 'shift-tab', 'left'], command: 'back', label: 'back', shown: 'escape'},
		{keys: ['up', 'down', 'page-up', 'page-down', 'home', 'end'], command: 'move', label: 'move', shown: ''},
		leave,
	];
}

/** Pure. The dry run after an event, and what the screen wants done. */
export function updateDryRun(
	model: DryRunModel,
	event: DryRunEvent,
): {readonly model: DryRunModel; readonly intents: readonly DryRunIntent[]} {
	switch (event.type) {
		case 'planned':
			return still({
				...openingDryRun,
				phase: 'checking',
				plan: event.plan,
				commandLines: event.commandLines,
				expected: event.expected,
			});
		case 'check':
			return still(withCheck(model, event.check));
		case 'done':
			// whoever has not moved stands at what is to be mended
			return still({...model, phase: 'done', row: model.row < 0 ? firstRefusal(model) : model.row});
		case 'failed': {
			const {trouble, problems = []} = event;
			// Enter on no row leads to what the trouble is about
			const row = problems.length === 0 && trouble.field !== undefined ? -1 : 0;
			return still({...model, phase: 'failed', trouble, problems, row});
		}
		case 'key':
			return key(model.blocked === undefined ? model : {...model, blocked: undefined}, event.key);
	}
}

/** A highlight behind the checks stays where it is while more of them come. */
function withCheck(model: DryRunModel, check: Check): DryRunModel {
	const at = model.checks.findIndex(({id}) => id === check.id);
	const checks = at < 0 ? [...model.checks, check] : model.checks.with(at, check);
	const kind = rowAt(model, model.row)?.kind;
	const moved = kind === 'costs' || kind === 'left' ? checks.length - model.checks.length : 0;
	const {open} = model;
	return {...model, checks, row: model.row + moved, open: open && {...open, row: open.row + moved}};
}

type Result = {readonly model: DryRunModel; readonly intents: readonly DryRunIntent[]};
const still = (model: DryRunModel): Result => ({model, intents: []});
const want = (model: DryRunModel, ...intents: readonly DryRunIntent[]): Result => ({model, intents});

function key(model: DryRunModel, pressed: Key): Result {
	const command = commandFor(dryRunKeys(model), pressed);
	switch (command) {
		case undefined:
			return still(model);
		case 'move':
			return still(move(model, pressed));
		case 'open':
			return still({...model, open: {row: model.row, top: 0}});
		case 'close':
			return still({...model, open: undefined});
		case 'jump':
			return want(model, {type: 'jump', field: fieldOf(rowAt(model, model.row)) ?? model.trouble?.field ?? ''});
		case 'copy':
			return want(model, copy(model));
		case 'report':
			return want(model, {type: 'write-report', suggested: reportName(model.plan?.name ?? '')});
		case 'watch':
			return model.plan?.exists ? want(model, {type: 'watch', id: model.plan.exists.id}) : still(model);
		case 'retry':
			return want(openingDryRun, {type: 'retry'});
		case 'confirm': {
			const blocked = whyNotConfirm(model);
			return blocked === undefined
				? want(model, {type: 'confirm'})
				: still({...model, blocked, row: firstRefusal(model)});
		}

		default:
			return want(model, {type: command});
	}
}

/** The row of the first check that refuses, where Enter mends it; the row as it is when none does. */
function firstRefusal({row, problems, plan, checks}: DryRunModel): number {
	if (problems.length > 0) return 0;
	const index = checks.findIndex(({result}) => result === 'refuse');
	return index < 0 ? row : problems.length + (plan?.actions.length ?? 0) + index;
}

function move(model: DryRunModel, pressed: Key): DryRunModel {
	if (!model.open) {
		// above the first row nothing is highlighted: Enter goes on again
		if (pressed.name === 'up' && model.row <= 0) return {...model, row: -1};
		return {...model, row: movedTo(pressed, model.row, rowCount(model)) ?? model.row};
	}

	return {...model, open: {...model.open, top: scrolledTo(pressed, model.open.top) ?? model.open.top}};
}

/** In the details: the command shown. In the list: every command, in order. */
function copy({open, plan, commandLines, problems}: DryRunModel): DryRunIntent {
	const index = open ? open.row - problems.length : -1;
	const one = commandLines[index];
	if (one !== undefined) return {type: 'copy', text: one, what: `the command of action ${index + 1}`};
	const what = commandLines.length === 1 ? 'the command' : `${commandLines.length} commands`;
	const lines = commandLines.flatMap((command, at) => [`# ${at + 1}. ${plan?.actions[at]?.title ?? ''}`, command]);
	return {type: 'copy', text: `${lines.join('\n')}\n`, what};
}

/** A file name for the report that every system takes. */
export function reportName(name: string): string {
	const plain = name
		.normalize('NFKD')
		.replace(/[^A-Za-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 40)
		.toLowerCase();
	return `${plain || 'connection'}-dry-run.md`;
}
