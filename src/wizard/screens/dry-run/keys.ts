import {backKey, helpKey, type Key, movedTo, moveKeys, scrolledTo} from '../../core/keys.ts';
import type {KeyBinding} from '../../core/screen.ts';
import {andThen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {homeKey, leaveKey} from '../../core/ways-out.ts';
import {ask} from '../../overlays/prompt/question.ts';
import {jumpTo} from '../../steps/go-on.ts';
import {openConfirm} from '../confirm/model.ts';
import {watchOne} from '../panel/open.ts';
import {openReview} from '../review/review.ts';
import {evenIfDownKeys} from './even-if-down.ts';
import {copiedPolicy, lackingOf} from './lacking.ts';
import {type DryRunModel, dryRunning, openDryRun, reportName} from './model.ts';
import {fieldOf, rowAt, rowCount} from './rows.ts';
import {isThere, refusalRow, whyNotConfirm} from './why-not.ts';

export function dryRunKeys(model: DryRunModel): readonly KeyBinding[] {
	const {phase, plan, open} = model;
	const leave = leaveKey();
	const home = homeKey({close: stopped});
	if (open)
		return [
			helpKey,
			{keys: moveKeys, label: 'scroll', shown: 'up/down', run: scroll},
			...(open.row === 'policy'
				? [{...copyKey(model), label: 'copy the policy'}]
				: rowAt(model, open.row)?.kind === 'action'
					? [copyKey(model)]
					: []),
			{
				keys: ['escape', 'enter', 'left', 'shift-tab', 'q'],
				label: 'close',
				shown: 'escape',
				run: state => dryRunning.change(state, {open: undefined}),
			},
			leave,
			home,
		];
	return [
		helpKey,
		...enterKeys(model),
		onKey(model, 'right'),
		...policyKeys(model),
		...evenIfDownKeys(model),
		...(plan ? [copyKey(model), reportKey(plan.name)] : []),
		{keys: ['e'], label: 'edit', run: toReview},
		...(phase === 'failed' || phase === 'done'
			? [
					{
						keys: ['r', 'ctrl-r'],
						label: 'check again',
						run: (state: WizardState) => openDryRun(state, model.evenIfDown),
					},
				]
			: []),
		{...backKey(toReview), keys: ['escape', 'shift-tab', 'left']},
		{keys: moveKeys, label: 'move', shown: '', run: move},
		leave,
		home,
	];
}

function enterKeys(model: DryRunModel): readonly KeyBinding[] {
	const row = rowAt(model, model.row);
	const details = (key: string): KeyBinding => ({
		keys: [key],
		label: 'details',
		run: state => dryRunning.change(state, {open: {row: model.row, top: 0}}),
	});
	const field = fieldOf(row);
	if (row && field === undefined) return [details('enter')];
	if (row && field !== undefined) return [mendKey(field), details('d')];
	const troubled = model.phase === 'failed' ? model.trouble?.field : undefined;
	return [troubled === undefined ? onKey(model, 'enter') : mendKey(troubled)];
}

/** To the step that has this document path. */
function mendKey(field: string): KeyBinding {
	return {keys: ['enter'], label: 'mend it', run: state => andThen(stopped(state), now => jumpTo(now, field))};
}

/** On to what can come next: the confirmation, what stands there, or what is in the way. Where it can’t go on it says why. */
function onKey(model: DryRunModel, key: 'enter' | 'right'): KeyBinding {
	const keys = [key];
	const {plan} = model;
	if (plan?.exists && isThere(model)) {
		const what = {cloud: plan.cloud, region: plan.region, id: plan.exists.id};
		return {keys, label: key === 'enter' ? 'go on' : 'watch it', run: state => watchOne(state, what)};
	}

	const blocked = whyNotConfirm(model);
	if (plan && blocked === undefined)
		return {
			keys,
			label: key === 'enter' ? 'go on' : 'go on to confirm',
			run: state => openConfirm(state, {...model, plan}),
		};
	const refused = refusalRow(model);
	const run = (state: WizardState) => dryRunning.change(state, {blocked, row: refused ?? model.row});
	if (refused !== undefined && refused !== model.row) return {keys, label: 'to what is refused', run};
	return {keys, label: 'go on to confirm, once all is checked and nothing is refused', shown: '', run};
}

/** The policy that allows what was refused, for whoever looks after the account: shown, and copied. */
function policyKeys(model: DryRunModel): readonly KeyBinding[] {
	const lacking = lackingOf(model);
	if (!lacking) return [];
	return [
		{
			keys: ['p'],
			label: 'copy a policy',
			run: state =>
				andThen(dryRunning.change(state, {open: {row: 'policy', top: 0}}), now => turn(now, copiedPolicy(lacking))),
		},
	];
}

/** In the details: the command, or the policy, that is shown. In the list: every command, in order. */
function copyKey(model: DryRunModel): KeyBinding {
	return {keys: ['c'], label: 'copy as CLI', run: state => turn(state, ...copied(model))};
}

function copied(model: DryRunModel): readonly ReturnType<typeof copiedPolicy>[] {
	const {open, plan, commandLines, problems} = model;
	if (open?.row === 'policy') {
		const lacking = lackingOf(model);
		return lacking ? [copiedPolicy(lacking)] : [];
	}

	const index = open === undefined ? -1 : open.row - problems.length;
	const one = commandLines[index];
	if (one !== undefined) return [{type: 'copy', text: one, what: `the command of action ${index + 1}`}];
	const what = commandLines.length === 1 ? 'the command' : `${commandLines.length} commands`;
	const lines = commandLines.flatMap((command, at) => [`# ${at + 1}. ${plan?.actions[at]?.title ?? ''}`, command]);
	return [{type: 'copy', text: `${lines.join('\n')}\n`, what}];
}

/** Asks for a file name; `.json` at its end means JSON, anything else Markdown. */
function reportKey(name: string): KeyBinding {
	return {
		keys: ['w'],
		label: 'write report',
		run: state => turn(ask(state, 'write-report', '', reportName(name))),
	};
}

function move(state: WizardState, key: Key): Turn {
	// above the first row nothing is highlighted: Enter goes on again
	return dryRunning.change(state, model => ({
		row: key.name === 'up' && model.row <= 0 ? -1 : (movedTo(key, model.row, rowCount(model)) ?? model.row),
	}));
}

function scroll(state: WizardState, key: Key): Turn {
	return dryRunning.change(state, ({open}) => ({open: open && {...open, top: scrolledTo(key, open.top)}}));
}

const toReview = (state: WizardState) => andThen(stopped(state), openReview);

/** Nobody waits for the checks any more. */
const stopped = (state: WizardState) => turn(state, {type: 'stop-preflight'});
