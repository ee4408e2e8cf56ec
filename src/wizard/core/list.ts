import type {CloudId} from '../../clouds/contract/cloud.ts';
import {type Key, movedTo} from './keys.ts';
import {type Load, loadOf} from './loads.ts';
import type {List} from './screen.ts';
import type {WizardState} from './state.ts';

/** One line of a list. Made once when its data arrives; `haystack` is what the filter looks in, in lower case. */
export interface Row {
	readonly id: string;
	readonly cells: readonly string[];
	readonly haystack: string;
	readonly selectable: boolean;
	readonly reason?: string;
	/** Picked together with others, beside the highlight. Left out by lists where nothing is marked. */
	readonly marked?: boolean;
	/** A row that is an offer rather than a thing: `describe a new one`. Filters never hide it. */
	readonly offer?: boolean;
	/** The first of others that are about something else: set apart where there is room. */
	readonly apart?: boolean;
	/** A row that stands for several of the others: it is not counted. */
	readonly group?: boolean;
}

/** A list as it is shown: rows, the filter, which rows match (indexes into rows) and which match the cursor is on. */
export interface ListView {
	readonly rows: readonly Row[];
	readonly filter: string;
	readonly matches: readonly number[];
	readonly cursor: number;
	/** Whether the user has moved or typed: then nothing moves the cursor but them. */
	readonly touched: boolean;
	/** The row that the cursor was on before there was a filter: where the filter finds nothing, taking it off leads back there. */
	readonly before?: string | undefined;
	/** The same as in `List`. */
	readonly cloud?: CloudId | undefined;
	readonly asks?: true | undefined;
}

export const emptyList: ListView = {rows: [], filter: '', matches: [], cursor: 0, touched: false};

/** What a filter finds these words by: as they are, and without accents. */
export function found(words: readonly string[]): string {
	const text = words.join(' ').toLowerCase();
	if (!/[^\p{ASCII}]/u.test(text)) return text;
	const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '');
	return plain === text ? text : `${text} ${plain}`;
}

/** A row whose filter text is its own cells. */
export function row(id: string, cells: readonly string[], rest: Partial<Omit<Row, 'id' | 'cells'>> = {}): Row {
	return {id, cells, selectable: true, haystack: `${id} ${cells.join(' ')}`.toLowerCase(), ...rest};
}

/** Why a row can't be chosen, named as the list names it. */
export function whyNotRow({id, cells, reason}: Row): string {
	return `${cells[0] || id} can’t be chosen: ${reason ?? 'no reason is known'}`;
}

/**
 * New rows for a list. The cursor stays on the row it was on; where the user has not moved yet it goes to `preferred`. Where the
 * filter found nothing so far, as one typed before the list is read, it goes to the first row that the filter means.
 */
export function withRows(view: ListView, rows: readonly Row[], preferred?: string): ListView {
	const wanted = view.touched || preferred === undefined ? (cursorRow(view)?.id ?? preferred) : preferred;
	const matches = search(rows, undefined, view.filter);
	if (view.filter !== '' && findsNothing(view)) {
		const meant = firstMeant(rows, matches, view.filter);
		if (meant >= 0) return {...view, rows, matches, cursor: meant};
	}

	const positionOf = (id: string | undefined) => matches.findIndex(index => rows[index]?.id === id);
	// what slid into the place of a row that is gone is not what was meant
	const found = [wanted, preferred].map(positionOf).find(place => place >= 0);
	return {...view, rows, matches, cursor: found ?? clamp(view.cursor, matches.length)};
}

export function cursorRow(view: ListView): Row | undefined {
	return view.rows[view.matches[view.cursor] ?? -1];
}

/** Whether the filter finds nothing; offers that it does not mean are in sight all the same. */
export function findsNothing({rows, matches, filter}: ListView): boolean {
	const words = wordsOf(filter);
	return !matches.some(index => has(rows[index], words));
}

/** Looks for every word of the filter in each row. A longer filter searches only what the shorter one had found. */
export function filterList(view: ListView, filter: string): ListView {
	const within = filter.startsWith(view.filter) ? view.matches : undefined;
	const matches = search(view.rows, within, filter);
	const here = cursorRow(view)?.id;
	const before = view.filter === '' ? here : view.before;
	const wanted = view.filter !== '' && findsNothing(view) ? before : here;
	const same = filter.length < view.filter.length ? matches.findIndex(index => view.rows[index]?.id === wanted) : -1;
	const first = matches.findIndex(index => view.rows[index]?.selectable);
	const meant = firstMeant(view.rows, matches, filter);
	const next = meant >= 0 ? meant : first;
	return {...view, filter, matches, cursor: Math.max(same >= 0 ? same : next, 0), touched: true, before};
}

/** Where among the matches the first row is that the filter means: offers stay in sight whatever is typed. -1 where there is none. */
function firstMeant(rows: readonly Row[], matches: readonly number[], filter: string): number {
	const words = wordsOf(filter);
	return matches.findIndex(index => rows[index]?.selectable && has(rows[index], words));
}

function search(rows: readonly Row[], within: readonly number[] | undefined, filter: string): readonly number[] {
	const words = wordsOf(filter);
	const from = within ?? rows.map((_, index) => index);
	if (words.length === 0) return within && filter === '' ? rows.map((_, index) => index) : from;
	return from.filter(index => {
		const item = rows[index];
		return item !== undefined && (item.offer || has(item, words));
	});
}

function wordsOf(filter: string): readonly string[] {
	return filter.toLowerCase().split(' ').filter(Boolean);
}

function has(item: Row | undefined, words: readonly string[]): boolean {
	return item !== undefined && words.every(word => item.haystack.includes(word));
}

/** The list after a moving or filtering key, or undefined when the key is neither. `page` is the number of rows on the screen. */
export function editList(view: ListView, key: Key, page: number): ListView | undefined {
	const cursor = movedTo(key, view.cursor, view.matches.length, page);
	if (cursor !== undefined) return {...view, cursor, touched: true};
	switch (key.name) {
		case 'backspace':
			return view.filter === '' ? undefined : filterList(view, dropLast(view.filter));
		case 'char':
			if (key.ctrl && key.text === 'u') return view.filter === '' ? view : filterList(view, '');
			if (key.ctrl || key.alt || (key.text === ' ' && view.filter === '')) return undefined;
			// opens the filter elsewhere: here typing does, and nothing is found by it
			if (key.text === '/' && view.filter === '') return view;
			return filterList(view, view.filter + key.text);
		default:
			return undefined;
	}
}

function dropLast(text: string): string {
	const parts = [...new Intl.Segmenter().segment(text)];
	return text.slice(0, parts.at(-1)?.index ?? 0);
}

function clamp(cursor: number, length: number): number {
	return Math.max(0, Math.min(cursor, length - 1));
}

/** A column of a list. `drop`: where there is no room, the highest goes first; 0 stays. `min` and `max` are cells. */
export interface ListColumn {
	readonly title: string;
	readonly drop: number;
	readonly min: number;
	readonly max: number;
}

export const column = (title: string, drop: number, min: number, max: number): ListColumn => ({title, drop, min, max});

export function viewOf({lists}: WizardState, {key}: Pick<List, 'key'>): ListView {
	return lists[key] ?? emptyList;
}

export function withView(state: WizardState, {key}: Pick<List, 'key'>, view: ListView): WizardState {
	return {...state, lists: {...state.lists, [key]: view}};
}

/** The row under the cursor; undefined where there is nothing in the list. */
export function rowIn(state: WizardState, list: Pick<List, 'key'>): Row | undefined {
	return cursorRow(viewOf(state, list));
}

/** The state with the rows of a list as they are now; cursor and filter stay. */
export function withFreshRows(state: WizardState, list: Pick<List, 'key' | 'content' | 'cloud' | 'asks'>): WizardState {
	const {cloud, asks} = list;
	const {rows, preferred} = list.content(state);
	const view = viewOf(state, list);
	return view.rows === rows ? state : withView(state, list, withRows({...view, cloud, asks}, rows, preferred));
}

/** How the list's data stands: ready, still loading, or failed. What failed beside the first reading is done without. */
export function listLoad(
	state: WizardState,
	{readings, needsAll = false}: Pick<List, 'readings' | 'needsAll'>,
): Load | undefined {
	const loads = readings.map(reading => loadOf(state, reading));
	const first = needsAll ? (loads.find(load => load?.status === 'error') ?? loads[0]) : loads[0];
	if (first?.status === 'error') return first;
	return loads.find(load => load?.status === 'loading') ?? first;
}

/**
 * A function of the state that is worked out anew only when a part of the state that it has read is another one: lists of thousands are
 * asked for with every key. What it reads is seen as it runs, so that nobody has to keep a list of it.
 */
export function derived<Value extends object>(work: (state: WizardState) => Value): (state: WizardState) => Value {
	let last: {readonly value: Value; readonly read: ReadonlyMap<PropertyKey, unknown>} | undefined;
	return state => {
		// every state is a record of the same parts
		const parts = state as unknown as Readonly<Record<PropertyKey, unknown>>;
		if (last && [...last.read].every(([part, value]) => parts[part] === value)) return last.value;
		const read = new Map<PropertyKey, unknown>();
		const watched = new Proxy(state, {
			get(target, part) {
				const value: unknown = Reflect.get(target, part);
				read.set(part, value);
				return value;
			},
		});
		last = {value: work(watched), read};
		return last.value;
	};
}
