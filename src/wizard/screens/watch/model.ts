import type {FleetConnection} from '../../../watch/fleet/fleet.ts';
import {modelSlot} from '../../core/model-slot.ts';
import {type Turn, turn, type WizardState} from '../../core/state.ts';
import {connectionNamed} from './connection-named.ts';
import {differences} from './differences.ts';
import {fleet, isWhole} from './fleet.ts';
import {type Entry, entriesOf, isShown, type Section, sectionFor, sectionsOf} from './order.ts';
import {isProblem} from './row-facts.ts';
import {type FleetView, usualView} from './view.ts';

/** The list of connections that are watched. */
export interface FleetList {
	readonly view: FleetView;
	readonly filter: string;
	/** Letters go into the filter, and are no commands. */
	readonly isFiltering: boolean;
	/** Keys of connections. */
	readonly marks: ReadonlySet<string>;
	/** Ids of sections of which the title alone is shown. */
	readonly folded: ReadonlySet<string>;
	readonly sections: readonly Section[];
	readonly entries: readonly Entry[];
	/** The row that the cursor is on, by its id, and where that is among the entries. */
	readonly cursor: string;
	readonly at: number;
	/** The connections that the rows were last held against, and those that they were put in order by. */
	readonly seen: readonly FleetConnection[];
	readonly orderedBy: readonly FleetConnection[];
	/** Ms since the epoch, as the clock last told it. */
	readonly orderedAt: number;
	readonly keyAt: number;
	/** Keys of problems that are new since the rows were put in order. */
	readonly fresh: ReadonlySet<string>;
	/** Every place had answered when the rows were put in order. */
	readonly isWhole: boolean;
	/** A key was pressed since the list was opened: until then the cursor is at the first row while answers come in. */
	readonly isTouched: boolean;
}

const none: ReadonlySet<string> = new Set();

export const openingList: FleetList = {
	view: usualView,
	filter: '',
	isFiltering: false,
	marks: none,
	folded: none,
	sections: [],
	entries: [],
	cursor: '',
	at: 0,
	seen: [],
	orderedBy: [],
	orderedAt: 0,
	keyAt: 0,
	fresh: none,
	isWhole: false,
	isTouched: false,
};

export const fleetList = modelSlot<FleetList>('watch');

/** Rows are put in order anew at most so often by themselves, ms; and only so long after a key. The clock tells whole seconds: one is added. */
const orderMs = 10_000;
const restMs = 3000 + 1000;

const noConnections: readonly FleetConnection[] = [];

const connectionsOf = (state: WizardState) => fleet.of(state)?.snapshot?.connections ?? noConnections;

/** Puts the rows in order by what is known now. */
export function ordered(state: WizardState, change: Partial<FleetList> = {}): WizardState {
	const list = {...(fleetList.of(state) ?? openingList), ...change};
	const connections = connectionsOf(state);
	const sections = sectionsOf(connections, list.view, list.filter);
	return fleetList.put(state, {
		...withSections(list, sections),
		seen: connections,
		orderedBy: connections,
		orderedAt: state.now,
		fresh: none,
		isWhole: isWhole(state),
	});
}

/** The same, and the cursor at the first row: what was asked for begins there. */
export function orderedFromTop(state: WizardState, change: Partial<FleetList>): WizardState {
	return ordered(state, {...change, cursor: '', at: 0});
}

/** Every key counts as one that somebody looks by: rows stay where they are for a while. */
export function keyPressed(state: WizardState): WizardState {
	const list = fleetList.of(state);
	return list ? fleetList.put(state, {...list, keyAt: state.now, isTouched: true}) : state;
}

/** The rows as the fleet is known now: each stays where it is, what is new comes at the end, and they are put in order where that is due. */
export function followed(state: WizardState): WizardState {
	const list = fleetList.of(state);
	if (!list || state.screen.name !== 'watch') return state;
	const connections = connectionsOf(state);
	if (list.orderedBy === connections) return state;
	if (isDue(list, state)) return list.isTouched || list.isWhole ? ordered(state) : orderedFromTop(state, {});
	return list.seen === connections ? state : fleetList.put(state, held(list, connections));
}

/** While first answers come in nobody has read the rows yet: only a key keeps them in place. */
function isDue({orderedAt, keyAt, isTouched, isWhole: wasWhole}: FleetList, state: WizardState): boolean {
	if (!wasWhole && !isTouched) return true;
	return state.now - orderedAt >= orderMs && state.now - keyAt >= restMs;
}

/** The rows held against what is known: none changes its place. */
function held(list: FleetList, connections: readonly FleetConnection[]): FleetList {
	const {changed} = differences(list.seen, connections);
	const isNew = isShown(list.view, list.filter);
	const fresh = new Set(list.fresh);
	for (const {before, now} of changed) {
		if (!now || !isProblem(now)) fresh.delete((now ?? before)?.key ?? '');
		// of first answers nothing is new
		else if ((!before || !isProblem(before)) && isNew(now) && list.isWhole) fresh.add(now.key);
	}

	const stands = {...list, seen: connections, fresh: fresh.size === 0 ? none : fresh};
	if (changed.every(({before, now}) => before && now)) return stands;
	const gone = new Set(changed.flatMap(({before, now}) => (before && !now ? [before.key] : [])));
	const sections = new Map(
		list.sections.map(section => {
			const members = section.members.filter(key => !gone.has(key));
			return [section.id, {...section, members}];
		}),
	);
	for (const {before, now} of changed) {
		if (before || !now || !isNew(now)) continue;
		const {id, title} = sectionFor(now, list.view.grouping);
		const section = sections.get(id) ?? {id, title, members: []};
		sections.set(id, {...section, members: [...section.members, now.key]});
	}

	const filled = [...sections.values()].filter(({id, members}) => id === '' || members.length > 0);
	const marks = [...list.marks].filter(key => !gone.has(key));
	return withSections({...stands, marks: marks.length === list.marks.size ? list.marks : new Set(marks)}, filled);
}

const positions = new WeakMap<readonly Entry[], ReadonlyMap<string, number>>();

/** Where each row is, by its id; made once for each set of rows. */
export function placesIn(entries: readonly Entry[]): ReadonlyMap<string, number> {
	const known = positions.get(entries) ?? new Map(entries.map(({id}, index) => [id, index]));
	positions.set(entries, known);
	return known;
}

/** The list with these rows. The cursor stays on its row, wherever that is now; where it is gone it stays at its place. */
function withSections(list: FleetList, sections: readonly Section[]): FleetList {
	const entries = entriesOf(sections, list.folded);
	const isHere = ({id}: Entry) => id === list.cursor;
	// most often it is where it was
	const found = entries[list.at]?.id === list.cursor ? list.at : entries.findIndex(isHere);
	const at = found >= 0 ? found : Math.max(0, Math.min(list.at, entries.length - 1));
	return {...list, sections, entries, at, cursor: entries[at]?.id ?? ''};
}

/** The cursor on another row. */
export function movedToRow(list: FleetList, at: number): FleetList {
	return {...list, at, cursor: list.entries[at]?.id ?? ''};
}

/** Shows a section's title alone, or all of its rows; the cursor is on the title then. */
export function fold(list: FleetList, id: string): FleetList {
	const folded = new Set(list.folded);
	if (!folded.delete(id)) folded.add(id);
	return withSections({...list, folded, cursor: id}, list.sections);
}

/** The row under the cursor. */
export function entryHere({entries, at}: FleetList): Entry | undefined {
	return entries[at];
}

/** The connection under the cursor; undefined on a section's title, and where there is nothing. */
export function connectionHere(state: WizardState): FleetConnection | undefined {
	const list = fleetList.of(state);
	const entry = list && entryHere(list);
	return entry?.kind === 'connection' ? connectionNamed(connectionsOf(state), entry.id) : undefined;
}

/** The connections that are marked and still there, in the order of the list's rows. */
export function markedConnections(state: WizardState): readonly FleetConnection[] {
	const marks = fleetList.of(state)?.marks ?? none;
	if (marks.size === 0) return [];
	const connections = connectionsOf(state);
	return [...marks].flatMap(key => connectionNamed(connections, key) ?? []);
}

export function changeList(state: WizardState, change: (list: FleetList) => FleetList): Turn {
	return fleetList.on(state, list => turn(fleetList.put(state, change(list))));
}

export function withoutMarks(state: WizardState): WizardState {
	return changeList(state, list => ({...list, marks: none})).state;
}
