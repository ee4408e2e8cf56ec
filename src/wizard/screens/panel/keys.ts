import {backKey, helpKey, type Key, movedTo, moveKeys, scrolledTo} from '../../core/keys.ts';
import type {KeyBinding} from '../../core/screen.ts';
import {andThen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {homeKey, leaveKey} from '../../core/ways-out.ts';
import {openHandover} from '../handover/open.ts';
import {openHome} from '../home/open.ts';
import {openKeys} from '../keys/open.ts';
import {askForProfileName} from '../profiles/questions.ts';
import {openDelete} from '../undo/open.ts';
import {backToWatch, lookAgain} from '../watch/at-home.ts';
import {editStanding, newLike} from '../watch/read-back.ts';
import {type PanelModel, watching} from './model.ts';
import {panelClosed, panelEnd} from './summary.ts';

export function panelKeys(model: PanelModel): readonly KeyBinding[] {
	const home = homeKey({close: panelClosed});
	const leave: KeyBinding = {...leaveKey({keys: ['q', 'ctrl-c'], code: 0, summary: panelEnd}), shown: 'q'};
	const {cloud, region, rows, origin} = model;
	const here = rows[model.row];
	const id = here?.connection.id ?? '';
	const name = here?.connection.name || id;
	const handOver: KeyBinding = {
		keys: ['h'],
		label: 'hand-over',
		run: state => (here ? openHandover(state, {cloud, region, id}, name) : turn(state)),
	};
	const takeDown: KeyBinding = {
		keys: ['x', 'delete'],
		label: 'delete',
		run: state => (here ? openDelete(state, {place: {cloud, region, id}, name}) : turn(state)),
	};
	if (model.open)
		return [
			helpKey,
			{keys: moveKeys, label: 'scroll', shown: 'up/down', run: scroll},
			{
				keys: ['escape', 'enter', 'd', 'left', 'shift-tab'],
				label: 'close',
				shown: 'escape',
				run: state => watching.change(state, {open: undefined}),
			},
			handOver,
			takeDown,
			leave,
			home,
		];
	const tunnel = here?.tunnel;
	const open = (state: WizardState) => watching.change(state, {open: {top: 0}});
	const keys: readonly (KeyBinding | undefined)[] = [
		helpKey,
		tunnel && {keys: ['enter'], label: 'tunnel', run: open},
		here && handOver,
		tunnel && tunnel.state !== 'UP' ? {keys: ['d'], label: 'why', run: open} : undefined,
		origin === 'run'
			? {keys: ['s', 'ctrl-s'], label: 'save profile', run: state => turn(askForProfileName(state))}
			: undefined,
		here && takeDown,
		leave,
		backKey(back),
		tunnel && {keys: ['k'], label: 'renew keys', run: state => openKeys(state, {cloud, region}, here.connection)},
		here && {keys: ['e'], label: 'edit', run: state => editStanding(state, {cloud, region, id})},
		here && {keys: ['n'], label: 'new like this', run: state => newLike(state, {cloud, region, id})},
		{keys: ['r', 'ctrl-r'], label: 'ask now', run: state => turn(state, {type: 'watch-now'})},
		{
			keys: moveKeys,
			label: 'move',
			shown: '',
			run: (state, key) => watching.change(state, {row: movedTo(key, model.row, rows.length) ?? model.row}),
		},
		home,
	];
	return keys.filter(key => key !== undefined);
}

function scroll(state: WizardState, key: Key): Turn {
	return watching.change(state, ({open}) => ({open: open && {top: scrolledTo(key, open.top)}}));
}

/** Back to where it was opened from: what was just made has no list behind it. */
function back(before: WizardState): Turn {
	const isListed = watching.of(before)?.origin === 'watch';
	const closed = turn(watching.put(before, undefined), {type: 'stop-watch'});
	return andThen(closed, state => (isListed ? backToWatch(state) : lookAgain(openHome(state))));
}
