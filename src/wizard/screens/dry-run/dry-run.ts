import type {Check, Plan} from '../../../clouds/contract/cloud.ts';
import type {AccountOptions} from '../../../clouds/sign-in/in-this-account.ts';
import type {Finding} from '../../../connection/finding.ts';
import type {SecretStore} from '../../../connection/secret.ts';
import type {Key} from '../../core/key.ts';
import {commandFor, movedTo, scrolledTo} from '../../core/late-binding.ts';
import type {Trouble} from '../../core/state.ts';
import {dryRunKeys, refusalRow, whyNotConfirm} from './dry-run-keys.ts';
import {fieldOf, rowAt, rowCount} from './dry-run-rows.ts';
import {copiedPolicy, lackingOf} from './lacking.ts';

/** The dry run as far as it has come. Its rows are in dry-run-rows.ts. */
export interface DryRunModel {
	/** planning: no plan yet. checking: checks arrive. done: all have. failed: the plan or the checks could not be made. */
	readonly phase: 'planning' | 'checking' | 'done' | 'failed';
	readonly plan: Plan | undefined;
	/** The keys that the plan would be carried out with. */
	readonly secrets: SecretStore;
	/** Of the account that it is made for. */
	readonly account: AccountOptions;
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
	/** The row whose details are shown, or the policy of what these credentials lack; and the first line of it. */
	readonly open: {readonly row: number | 'policy'; readonly top: number} | undefined;
	/** Why going on was refused just now; gone with the next key. */
	readonly blocked: string | undefined;
}

export type DryRunEvent =
	| {readonly type: 'key'; readonly key: Key}
	| {
			readonly type: 'planned';
			readonly plan: Plan;
			readonly commandLines: readonly string[];
			readonly secrets: SecretStore;
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
	| 'policy'
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
	secrets: new Map(),
	account: {},
	commandLines: [],
	checks: [],
	expected: undefined,
	trouble: undefined,
	problems: [],
	row: -1,
	open: undefined,
	blocked: undefined,
};

/** Pure. The dry run after an event, and what the screen wants done. */
export function updateDryRun(
	model: DryRunModel,
	event: DryRunEvent,
): {readonly model: DryRunModel; readonly intents: readonly DryRunIntent[]} {
	switch (event.type) {
		case 'planned':
			return still({
				...openingDryRun,
				account: model.account,
				phase: 'checking',
				plan: event.plan,
				commandLines: event.commandLines,
				secrets: event.secrets,
				expected: event.expected,
			});
		case 'check':
			return still(withCheck(model, event.check));
		case 'done':
			// whoever has not moved stands at what is to be mended
			return still({
				...model,
				phase: 'done',
				blocked: undefined,
				row: model.row < 0 ? (refusalRow(model) ?? model.row) : model.row,
			});
		case 'failed': {
			const {trouble, problems = []} = event;
			// Enter on no row leads to what the trouble is about
			const row = problems.length === 0 && trouble.field !== undefined ? -1 : 0;
			return still({...model, phase: 'failed', blocked: undefined, trouble, problems, row});
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
	const stays = typeof open?.row === 'number' ? {...open, row: open.row + moved} : open;
	return {...model, checks, row: model.row + moved, open: stays};
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
			return model.open?.row === 'policy' ? want(model, ...copyPolicy(model)) : want(model, copy(model));
		case 'policy':
			return want({...model, open: {row: 'policy', top: 0}}, ...copyPolicy(model));
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
				: still({...model, blocked, row: refusalRow(model) ?? model.row});
		}

		default:
			return want(model, {type: command});
	}
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
	const index = typeof open?.row === 'number' ? open.row - problems.length : -1;
	const one = commandLines[index];
	if (one !== undefined) return {type: 'copy', text: one, what: `the command of action ${index + 1}`};
	const what = commandLines.length === 1 ? 'the command' : `${commandLines.length} commands`;
	const lines = commandLines.flatMap((command, at) => [`# ${at + 1}. ${plan?.actions[at]?.title ?? ''}`, command]);
	return {type: 'copy', text: `${lines.join('\n')}\n`, what};
}

/** The policy that allows what was refused, for whoever looks after the account. */
function copyPolicy(model: DryRunModel): readonly DryRunIntent[] {
	const lacking = lackingOf(model);
	return lacking ? [copiedPolicy(lacking)] : [];
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
