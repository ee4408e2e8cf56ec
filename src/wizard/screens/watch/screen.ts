import type {ConnectionPlace} from '../../../connection/place.ts';
import {column} from '../../core/list.ts';
import {listScreen, reloadKey} from '../../core/list-screen.ts';
import type {KeyBinding, List} from '../../core/screen.ts';
import {type Turn, turn, type WizardState} from '../../core/state.ts';
import {openHome} from '../home/open.ts';
import {openMany} from '../many/open.ts';
import {openPanel} from '../panel/model.ts';
import {openWatchRegion} from '../watch-region/watch-region.ts';
import {fleetHears} from './fleet.ts';
import {editStanding, newLike, openReadBack} from './read-back.ts';
import {statusReadings} from './watch-list.ts';
import {connectionBy, markedToWatch, meantBy, toggleMark, watchContent} from './watch-rows.ts';

const columns = [
	column('ID', 2, 14, 26),
	column('NAME', 0, 14, 24),
	column('STATE', 3, 9, 12),
	column('TUNNELS', 1, 9, 12),
	column('REGION', 2, 12, 20),
	column('GATEWAYS', 4, 20, 50),
];

function list(state: WizardState): List {
	return {
		key: 'watch',
		columns,
		readings: statusReadings(state),
		needsAll: true,
		question: 'Which connection do you want to watch?',
		help:
			state.watchMarks.length > 0
				? 'Enter watches those marked, ctrl-o changes an option on all, Tab unmarks.'
				: 'All connections of these regions, whoever made them. Tab marks several of one region to watch together.',
		empty: 'No connection in these regions',
		what: 'connections',
		content: watchContent,
		choose: (now, {id}) => choose(now, id),
	};
}

/** The connections that stand, whoever made them. */
export const watchScreen = listScreen({
	list,
	keys: (state, here) => [
		{keys: ['tab'], label: 'mark', run: now => toggleMark(now, list(now))},
		...manyKeys(state),
		{keys: ['ctrl-e'], label: 'edit', run: now => onConnection(now, here?.id, editStanding)},
		{keys: ['ctrl-n'], label: 'new like this', run: now => onConnection(now, here?.id, newLike)},
		reloadKey(list(state)),
	],
	back: state => turn(openHome(state)),
	hears: {
		...fleetHears,
		'read-back': (state, {found}) => openReadBack(state, found),
		'read-back-failed': (state, {trouble: {message, mend}}) =>
			turn({...state, notice: {tone: 'bad', text: [message, mend].filter(Boolean).join(' · ')}}),
	},
	about: () => ['Connections that exist. Choose one to watch its tunnels.'],
});

/** Enter: what is marked, else what is under the cursor. The row of all connections means all of them, whatever is marked. */
function choose(state: WizardState, rowId: string): Turn {
	const meant = meantBy(state, rowId);
	switch (meant?.kind) {
		case 'other region':
			return openWatchRegion(state, meant.cloud);
		case 'all':
			return openPanel(state, {...meant, ids: []}, 'watch');
		case 'connection':
			return openPanel(state, markedToWatch(state, list(state)) ?? {...meant, ids: [meant.id]}, 'watch');
		default:
			return turn(state);
	}
}

/** One option on all that are marked: shown only once some are. */
function manyKeys(state: WizardState): readonly KeyBinding[] {
	const marked = state.watchMarks.length > 0 ? markedToWatch(state, list(state)) : undefined;
	if (!marked) return [];
	const label = `change ${marked.ids.length} alike`;
	return [
		{keys: ['ctrl-o'], label, help: 'change one option on all that are marked', run: now => openMany(now, marked)},
	];
}

function onConnection(
	state: WizardState,
	rowId: string | undefined,
	does: (state: WizardState, place: ConnectionPlace) => Turn,
): Turn {
	const here = connectionBy(state, rowId);
	return here
		? does(state, here)
		: turn({...state, notice: {tone: 'look', text: 'put the cursor on a connection first'}});
}
