import {backKey, helpKey, moveKeys, scrolledTo} from '../../core/keys.ts';
import {modelScreen} from '../../core/model-slot.ts';
import type {KeyBinding} from '../../core/screen.ts';
import {andThen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {homeKey, leaveKey} from '../../core/ways-out.ts';
import {askOn} from '../../overlays/prompt/question.ts';
import {backToConnection} from '../panel/back.ts';
import {panelClosed} from '../panel/summary.ts';
import {whyRows} from './lines.ts';
import {askingWhy, type WhyModel, whyPlace} from './model.ts';
import {askWhy, pastedLog, withSite} from './open.ts';
import {whyEnd} from './summary.ts';

/** Why tunnels are down, or carry nothing. */
export const whyScreen = {
	...modelScreen(askingWhy, {
		keys: whyKeys,
		hears: {
			why: (state, {answer, at}) => askingWhy.change(state, model => answered(model, answer, at)),
			'why-failed': (state, {trouble}) => askingWhy.change(state, {isReading: false, trouble}),
			clock: (state, {now}) =>
				state.screen.name === 'why' ? askingWhy.change(state, model => ({now: Math.max(model.now, now)})) : turn(state),
		},
		scrollEnded: (_, top) => ({top}),
		place: whyPlace,
		summary: whyEnd,
		about: () => [
			'What may keep the tunnels down, the likeliest first. Each cause stands on what is quoted: from the cloud, from its logs where they are on, and from the site’s log where you give it.',
			'proved: a line that only this cause has. likely: it speaks for this and for little else. possible: it fits. That nothing is known is an answer too.',
			'A log that is pasted, or read from a file, is kept nowhere.',
		],
	}),
	pasted: pastedLog,
};

/** The open row stays where it is as long as there is one. */
function answered(model: WhyModel, answer: NonNullable<WhyModel['answer']>, at: number): Partial<WhyModel> {
	const isNew = model.answer === undefined;
	const row = isNew ? 0 : Math.min(model.row, answer.why.verdicts.length);
	return {
		answer,
		at,
		answeredWith: model.site,
		isReading: false,
		trouble: undefined,
		row,
		top: row === model.row ? model.top : 0,
		now: Math.max(model.now, at),
	};
}

function whyKeys(model: WhyModel): readonly KeyBinding[] {
	const rows = whyRows(model);
	const here = rows[model.row];
	const command = here?.commands.join('\n') ?? '';
	const move = (by: number) => (state: WizardState) =>
		askingWhy.change(state, ({row}) => ({row: Math.max(0, Math.min(rows.length - 1, row + by)), top: 0}));
	const keys: readonly (KeyBinding | undefined)[] = [
		helpKey,
		rows.length > 1
			? {keys: ['left', 'right', 'tab', 'shift-tab'], label: 'cause', shown: 'left/right', run: beside(move)}
			: undefined,
		{
			keys: moveKeys,
			label: 'scroll',
			shown: 'up/down',
			run: (state, key) => askingWhy.change(state, ({top}) => ({top: scrolledTo(key, top)})),
		},
		command === ''
			? undefined
			: {
					keys: ['c'],
					label: 'copy the command',
					run: state => turn(state, {type: 'copy', text: command, what: 'what settles it'}),
				},
		{keys: ['l'], label: 'site’s log', run: state => turn(askOn(state, 'site-log', model.place.id, model.typed))},
		model.site
			? {keys: ['f'], label: 'forget the log', shown: '', run: state => withSite(state, undefined)}
			: undefined,
		{keys: ['r', 'ctrl-r'], label: 'ask again', run: askWhy},
		{...backKey(back), keys: ['escape']},
		{...leaveKey({keys: ['q', 'ctrl-c'], code: 0, summary: whyEnd}), shown: 'q'},
		homeKey({close: state => andThen(closed(state), panelClosed)}),
	];
	return keys.filter(key => key !== undefined);
}

const beside =
	(move: (by: number) => (state: WizardState) => Turn): NonNullable<KeyBinding['run']> =>
	(state, {name, shift}) =>
		move(name === 'left' || (name === 'tab' && shift) ? -1 : 1)(state);

/** Nobody waits for the answer any more. What was given of the site stays for the next question about the same connection. */
function closed(state: WizardState): Turn {
	return turn(state, {type: 'stop-why'});
}

function back(before: WizardState): Turn {
	return andThen(closed(before), backToConnection);
}
