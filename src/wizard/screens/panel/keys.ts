import {attentionKey} from '../../attention/attention.ts';
import {knownKey} from '../../attention/known.ts';
import {backKey, helpKey, type Key, moveKeys, scrolledTo} from '../../core/keys.ts';
import {toChange} from '../../core/read-only.ts';
import type {KeyBinding} from '../../core/screen.ts';
import {andThen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {homeKey, leaveKey} from '../../core/ways-out.ts';
import {openHandover} from '../handover/open.ts';
import {openHome} from '../home/open.ts';
import {openKeys} from '../keys/open.ts';
import {askForProfileName} from '../profiles/questions.ts';
import {openDelete} from '../undo/open.ts';
import {backToWatch, lookAgain} from '../watch/at-home.ts';
import {pauseFleet} from '../watch/fleet.ts';
import {editStanding, newLike} from '../watch/read-back.ts';
import {openWhy} from '../why/open.ts';
import {inItsAccount} from './act-on.ts';
import {askedFrom} from './asked-from.ts';
import {backToList} from './back.ts';
import {type PanelModel, watching} from './model.ts';
import {readAgain, readDue} from './readings.ts';
import {closedPanel, panelClosed, panelEnd} from './summary.ts';
import {type PanelViewId, panelViews} from './views.ts';

export function panelKeys(model: PanelModel, now: WizardState): readonly KeyBinding[] {
	const {connection, origin, isGone} = model;
	const {cloud, region, id} = model;
	const place = {cloud, region, id};
	const name = connection?.status.name || id;
	const here = connection && !isGone ? connection : undefined;
	/** Something done to the connection, with the account that it is in. */
	const acts = (does: (state: WizardState) => Turn) => (state: WizardState) => inItsAccount(state, model, does);
	const keys: readonly (KeyBinding | undefined)[] = [
		helpKey,
		{keys: ['left', 'right'], label: 'view', shown: 'left/right', run: beside},
		here && {keys: ['d'], label: 'why', run: state => openWhy(state, here)},
		here && {keys: ['h'], label: 'hand-over', run: acts(state => openHandover(state, place, name))},
		origin === 'run'
			? {keys: ['s', 'ctrl-s'], label: 'save profile', run: state => turn(askForProfileName(state))}
			: undefined,
		here && toChange(now, {keys: ['e'], label: 'edit', run: acts(state => editStanding(state, place))}),
		here &&
			toChange(now, {
				keys: ['k'],
				label: 'renew keys',
				...(here.status.tunnels.length > 0 ? {} : {disabled: 'it has no tunnel yet'}),
				run: acts(state => openKeys(state, place, here.status)),
			}),
		here &&
			toChange(now, {
				keys: ['x', 'delete'],
				label: 'delete',
				run: acts(state => openDelete(state, {place, name})),
			}),
		leaveOf(),
		backKey(back),
		{keys: ['r', 'ctrl-r'], label: 'ask now', run: askNow(model)},
		{keys: ['p'], label: model.isPaused ? 'go on' : 'pause', run: state => pauseFleet(state, !model.isPaused)},
		here && toChange(now, {keys: ['n'], label: 'new like this', run: acts(state => newLike(state, place))}),
		here && knownKey(here),
		attentionKey,
		{keys: moveKeys, label: 'scroll', shown: '', run: scroll},
		...panelViews.map(
			({id: view, title}, index): KeyBinding => ({
				keys: [String(index + 1)],
				label: title,
				shown: '',
				run: state => toView(state, view),
			}),
		),
		homeKey({close: panelClosed}),
	];
	return keys.filter(key => key !== undefined);
}

const leaveOf = (): KeyBinding => ({
	...leaveKey({keys: ['q', 'ctrl-c'], code: 0, summary: panelEnd}),
	shown: 'q',
});

function scroll(state: WizardState, key: Key): Turn {
	return watching.change(state, ({top}) => ({top: scrolledTo(key, top)}));
}

/** What the view needs is read as it is opened. */
function toView(state: WizardState, view: PanelViewId): Turn {
	return andThen(watching.change(state, {view, top: 0}), readDue);
}

/** The view to the left or the right; past the last one comes the first. */
function beside(state: WizardState, key: Key): Turn {
	return watching.on(state, ({view}) => {
		const at = panelViews.findIndex(({id}) => id === view) + (key.name === 'left' ? -1 : 1);
		return toView(state, (panelViews.at(at % panelViews.length) ?? panelViews[0]).id);
	});
}

function askNow({place}: PanelModel) {
	return (state: WizardState) =>
		andThen(turn(state, {type: 'fleet-now', ...(place ? {place: place.place.key} : {})}), readAgain);
}

/** Back to where it was opened from, or what was just made was asked from. */
function back(before: WizardState): Turn {
	if (watching.of(before)?.origin === 'watch') return andThen(closedPanel(before), backToWatch);
	const from = askedFrom(before);
	if (from) return andThen(closedPanel(before), state => backToList(state, from));
	return andThen(panelClosed(before), state => lookAgain(openHome(state)));
}
