import {cloudName} from '../../../clouds/registry.ts';
import type {FleetConnection} from '../../../watch/fleet/fleet.ts';
import {attentionKey} from '../../attention/attention.ts';
import {knownKey} from '../../attention/known.ts';
import {backKey, helpKey, helpKeyInText, type Key, movedTo, moveKeys} from '../../core/keys.ts';
import {pageOf} from '../../core/list-screen.ts';
import {toChange} from '../../core/read-only.ts';
import type {KeyBinding} from '../../core/screen.ts';
import {andThen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {homeKey, leaveKey} from '../../core/ways-out.ts';
import {openFleetChoice} from '../fleet-choice/open.ts';
import {openHome} from '../home/open.ts';
import {openMany} from '../many/open.ts';
import {deed, openConnection} from './act.ts';
import {closeFilter, filterTo, openFilter} from './filtering.ts';
import {fleet, leaveFleet, pauseFleet} from './fleet.ts';
import {keepView} from './kept.ts';
import {
	changeList,
	connectionHere,
	entryHere,
	type FleetList,
	fleetList,
	fold,
	markedConnections,
	movedToRow,
	openingList,
	ordered,
	orderedFromTop,
	withoutMarks,
} from './model.ts';
import {tagNames} from './order.ts';
import {watchSummary} from './summary.ts';
import {nextGrouping, nextSort} from './view.ts';

const listOf = (state: WizardState): FleetList => fleetList.of(state) ?? openingList;

export function watchKeys(state: WizardState): readonly KeyBinding[] {
	return listOf(state).isFiltering ? filterKeys(state) : commandKeys(state);
}

const move: KeyBinding = {
	keys: moveKeys,
	label: 'move',
	shown: '',
	run: (state, key) =>
		changeList(state, list => {
			const at = movedTo(key, list.at, list.entries.length, pageOf(state));
			return at === undefined ? list : movedToRow(list, at);
		}),
};

const leave: KeyBinding = {...leaveKey({keys: ['q', 'ctrl-c'], code: 0, summary: watchSummary}), shown: 'q'};

/** While the filter is typed, letters are no commands. */
function filterKeys(state: WizardState): readonly KeyBinding[] {
	const {filter} = listOf(state);
	return [
		helpKeyInText,
		move,
		{keys: [], label: 'to filter', shown: 'type', help: 'words that a connection must have; !word: must not'},
		{keys: ['enter'], label: 'done', help: 'keeps the filter; the keys are commands again', run: closeFilter},
		{
			...backKey(now => filterTo(closeFilter(now).state, '')),
			label: filter === '' ? 'close' : 'clear filter',
		},
		{keys: ['ctrl-u'], label: 'clear filter', shown: '', run: now => filterTo(now, '')},
		{...leaveKey({code: 0, summary: watchSummary}), shown: ''},
		homeKey(),
	];
}

function commandKeys(state: WizardState): readonly KeyBinding[] {
	const list = listOf(state);
	const entry = entryHere(list);
	const model = fleet.of(state);
	const paused = model?.isPaused === true;
	const here = connectionHere(state);
	const nowhere = here ? undefined : 'put the cursor on a connection first';
	const onRow = (
		keys: readonly string[],
		label: string,
		help: string,
		does: (now: WizardState, on: FleetConnection) => Turn,
	): KeyBinding => ({
		...{keys, label, help, disabled: nowhere},
		run: now => (here ? does(now, here) : turn(now)),
	});
	const enterLabel = entry?.kind !== 'section' ? 'open' : entry.isFolded ? 'unfold' : 'fold';
	return [
		helpKey,
		// the first ones are what a narrow footer has room for
		onRow(['d'], 'why', 'why it is down', deed.why),
		{keys: ['/'], label: 'filter', help: 'shows only rows that have these words', run: openFilter},
		{keys: ['enter'], label: enterLabel, help: 'opens the connection, or folds the rows below a title', run: enter},
		{keys: ['s'], label: 'sort', help: 'puts the rows in order by the next column', run: sortNext},
		{keys: ['g'], label: 'group', help: 'puts rows together: by cloud, account, region, state or tag', run: groupNext},
		{
			keys: ['w'],
			label: 'what is watched',
			help: 'chooses clouds, profiles, regions, tags, accounts and ids',
			run: openFleetChoice,
		},
		...manyKeys(state).map(key => toChange(state, key)),
		{...leave, shown: 'q'},
		{
			...backKey((now, key) =>
				key.name === 'escape' && list.filter !== ''
					? filterTo(now, '')
					: andThen(leaveFleet(now), left => turn(openHome(left))),
			),
			...(list.filter === '' ? {} : {label: 'clear filter', help: 'back'}),
		},
		onRow(['h'], 'hand over', 'the files for its device', deed.handOver),
		...[
			onRow(['e', 'ctrl-e'], 'edit', 'changes it', deed.edit),
			{
				...onRow(['k'], 'renew keys', 'gives its tunnels new keys', deed.renewKeys),
				...(here?.status.tunnels.length === 0 ? {disabled: 'it has no tunnel yet'} : {}),
			},
			onRow(['n', 'ctrl-n'], 'new like this', 'begins another one with the same answers', deed.newLike),
			onRow(['x', 'delete'], 'delete', 'reads what would go; nothing goes before it is typed', deed.takeDown),
		].map(key => toChange(state, key)),
		{keys: ['tab', ' '], label: 'mark', help: 'marks the row, or all rows below a title', run: mark},
		{keys: ['r', 'ctrl-r'], label: 'ask now', run: now => turn(now, {type: 'fleet-now'})},
		{
			keys: ['p'],
			label: paused ? 'go on' : 'pause',
			help: paused ? 'goes on asking' : 'asks nobody until p again',
			run: now => pauseFleet(now, !paused),
		},
		{
			keys: ['.'],
			label: 'sort now',
			help: 'puts the rows in order by what is known now',
			run: now => turn(ordered(now)),
		},
		{keys: ['S'], label: 'reverse', help: 'turns the order around', run: reverse},
		{keys: ['!'], label: list.view.onlyProblems ? 'all rows' : 'only problems', run: toggleProblems},
		...(here ? [knownKey(here)] : []),
		attentionKey,
		{keys: ['u'], label: 'unmark all', shown: '', run: now => turn(withoutMarks(now))},
		move,
		homeKey(),
	];
}

function enter(state: WizardState): Turn {
	const entry = entryHere(listOf(state));
	if (entry?.kind === 'section') return changeList(state, list => fold(list, entry.id));
	const here = connectionHere(state);
	return here
		? openConnection(state, here)
		: turn({...state, notice: {tone: 'look', text: 'there is nothing to open here'}});
}

/** In another order: whoever stands at the first row stands there again, else the cursor stays on its row. */
function rearranged(state: WizardState, change: Partial<FleetList>): WizardState {
	return listOf(state).at === 0 ? orderedFromTop(state, change) : ordered(state, change);
}

function sortNext(state: WizardState): Turn {
	const {view} = listOf(state);
	return keepView(rearranged(state, {view: {...view, sort: nextSort(view), isReversed: false}}));
}

function reverse(state: WizardState): Turn {
	const {view} = listOf(state);
	return keepView(rearranged(state, {view: {...view, isReversed: !view.isReversed}}));
}

function groupNext(state: WizardState): Turn {
	const {view} = listOf(state);
	const tags = tagNames(fleet.of(state)?.snapshot?.connections ?? []);
	return keepView(rearranged(state, {view: {...view, grouping: nextGrouping(view, tags)}}));
}

function toggleProblems(state: WizardState): Turn {
	const {view} = listOf(state);
	return keepView(orderedFromTop(state, {view: {...view, onlyProblems: !view.onlyProblems}}));
}

/** Marks what the cursor is on, or takes the marks off, and goes on to the next row. */
function mark(state: WizardState): Turn {
	return changeList(state, list => {
		const entry = entryHere(list);
		if (!entry) return list;
		const keys = entry.kind === 'section' ? entry.section.members : [entry.id];
		const isOff = keys.every(key => list.marks.has(key));
		const marks = new Set(list.marks);
		for (const key of keys) {
			if (isOff) marks.delete(key);
			else marks.add(key);
		}

		const at = entry.kind === 'section' ? list.at : Math.min(list.at + 1, list.entries.length - 1);
		return movedToRow({...list, marks}, at);
	});
}

/** One option on all that are marked: shown only once some are. */
function manyKeys(state: WizardState): readonly KeyBinding[] {
	const marked = markedConnections(state);
	const [first] = marked;
	if (!first) return [];
	const {cloud, region} = first.place;
	const isOne = marked.every(({place}) => place.key === first.place.key);
	return [
		{
			keys: ['ctrl-o'],
			label: `change ${marked.length} alike`,
			help: 'changes one option on all that are marked',
			// one list call tells of one region of one account, and their options differ from cloud to cloud
			disabled: isOne
				? undefined
				: `the marked ones are of several places: mark those of one alone, as of ${cloudName(cloud)} · ${first.place.account} · ${region}`,
			run: now =>
				deed.inAccount(now, first, there => openMany(there, {cloud, region, ids: marked.map(({status}) => status.id)})),
		},
	];
}

/** What is typed goes into the filter while it is open. */
export function typedInFilter(state: WizardState, key: Key): Turn {
	const {isFiltering, filter} = listOf(state);
	if (!isFiltering || key.ctrl || key.alt) return turn(state);
	if (key.name === 'backspace')
		return filterTo(state, filter.slice(0, [...new Intl.Segmenter().segment(filter)].at(-1)?.index ?? 0));
	return key.name === 'char' ? filterTo(state, filter + key.text) : turn(state);
}
