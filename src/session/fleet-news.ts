import type {ClockTrouble, FleetChange, FleetConnection, FleetSnapshot, PlaceState} from '../watch/fleet/fleet.ts';

/** Something to tell of a fleet, once. */
export type FleetNews =
	/** All of it. `missed`: so many changes went by untold, as the reader was too slow; 0 at the start. */
	| {readonly type: 'state'; readonly snapshot: FleetSnapshot; readonly missed: number}
	| {
			readonly type: 'change';
			readonly change: FleetChange;
			/** As it is now; undefined where it is gone. */
			readonly connection: FleetConnection | undefined;
	  }
	| {
			readonly type: 'place';
			readonly event: PlaceEvent;
			readonly state: PlaceState;
			readonly at: number;
			/** Of `answered`: what stands there. */
			readonly connections: readonly FleetConnection[];
	  }
	| {readonly type: 'clock'; readonly clock: ClockTrouble};

/**
 * answered: for the first time, after the state of all was told. failed: it did not answer, or says something else now. recovered: it answers again.
 * stale: what is known is too old to be believed. current: it no longer is.
 */
type PlaceEvent = 'answered' | 'failed' | 'recovered' | 'stale' | 'current';

/** How long the state of all waits for the slowest place, ms. */
const waitsMs = 10_000;

/** What is told of a fleet, from one snapshot to a later one: the state of all first, then each change once, however many snapshots went by unseen. */
export class FleetNewsFeed {
	#before: FleetSnapshot | undefined;
	#beganAt: number | undefined;
	/** Of before the state of all was told: by then it may be over, and the wait was longer for it. */
	#earlyClock: ClockTrouble | undefined;

	/** What is new in a snapshot, in the order in which it is told. Nothing before every place was asked, or the slowest kept all waiting for a while. */
	take(now: FleetSnapshot): readonly FleetNews[] {
		const before = this.#before;
		if (before === undefined) {
			this.#beganAt ??= now.at;
			this.#earlyClock = now.clock ?? this.#earlyClock;
			// a fleet that has not begun tells of no place, and an account without any region of one neither
			if (!isWholeState(now) && Math.abs(now.at - this.#beganAt) < waitsMs) return [];
			this.#before = now;
			const clock = this.#earlyClock;
			return [
				{type: 'state', snapshot: now, missed: 0},
				...(clock ? [{type: 'clock', clock} as const] : []),
				// found at the first look, as of while nobody looked, or seen while the slowest place was waited for: told nowhere else
				...freshIn(now, 0),
			];
		}

		this.#before = now;
		const {news, missed} = changesSince(before, now);
		return [
			...(now.clock && !isSame(before.clock, now.clock) ? [{type: 'clock', clock: now.clock} as const] : []),
			...placesSince(before, now),
			...news,
			...(missed > 0 ? [{type: 'state', snapshot: now, missed} as const] : []),
		];
	}
}

/** Whether every place that is meant is known, and was asked. */
export function isWholeState({places, isFinding}: FleetSnapshot): boolean {
	return isFinding !== true && places.every(({asOf, error}) => asOf !== undefined || error !== undefined);
}

function isSame(before: ClockTrouble | undefined, now: ClockTrouble): boolean {
	return before?.kind === now.kind && before.at === now.at;
}

function changesSince(
	before: FleetSnapshot,
	now: FleetSnapshot,
): {readonly news: readonly FleetNews[]; readonly missed: number} {
	if (before.changes === now.changes) return {news: [], missed: 0};
	// the first change of a fleet has the number 1; those of before this watch have lower ones
	const last = Math.max(newest(before), 0);
	const news = freshIn(now, last);
	const [oldest] = news;
	return {news, missed: oldest ? oldest.change.number - last - 1 : 0};
}

/** The changes after that number, the older first. */
function freshIn({changes, connections}: FleetSnapshot, last: number): readonly ChangeNews[] {
	const end = changes.findIndex(({number}) => number <= last);
	const fresh = [...(end < 0 ? changes : changes.slice(0, end))].reverse();
	if (fresh.length === 0) return [];
	const meant = new Set(fresh.map(({connection}) => connection));
	const known = new Map(connections.flatMap(each => (meant.has(each.key) ? [[each.key, each]] : [])));
	return fresh.map(change => ({type: 'change', change, connection: known.get(change.connection)}));
}

type ChangeNews = Extract<FleetNews, {type: 'change'}>;

function newest({changes}: FleetSnapshot): number {
	return changes[0]?.number ?? 0;
}

function placesSince(before: FleetSnapshot, now: FleetSnapshot): readonly FleetNews[] {
	if (before.places === now.places) return [];
	const known = new Map(before.places.map(state => [state.place.key, state]));
	return now.places.flatMap(state => {
		const was = known.get(state.place.key);
		return was === state
			? []
			: eventsOf(was, state).map(
					(event): FleetNews => ({
						type: 'place',
						event,
						state,
						at: now.at,
						connections: event === 'answered' ? now.connections.filter(({place}) => place.key === state.place.key) : [],
					}),
				);
	});
}

function eventsOf(was: PlaceState | undefined, now: PlaceState): readonly PlaceEvent[] {
	if (was?.asOf === undefined && now.asOf !== undefined) return ['answered'];
	const isOtherError = now.error !== undefined && !isSameError(was?.error, now.error);
	const hasRecovered = was?.error !== undefined && now.error === undefined;
	const isFresh = was?.isStale === true && !now.isStale;
	return [
		...(isOtherError ? ['failed' as const] : []),
		...(hasRecovered ? ['recovered' as const] : []),
		...(now.isStale && !was?.isStale ? ['stale' as const] : []),
		...(isFresh && !hasRecovered ? ['current' as const] : []),
	];
}

function isSameError(was: PlaceState['error'], now: NonNullable<PlaceState['error']>): boolean {
	return was?.kind === now.kind && was.code === now.code;
}
