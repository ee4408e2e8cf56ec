import type {KeptChange, KeptPlace} from '../history/kept-place.ts';
import type {FleetChange, FleetConnection, FleetPlace} from './fleet.ts';

/** What outlives a watch of one place. */
export interface PlaceMemory {
	readonly kept: KeptPlace;
	/** @returns false where it has to be tried again */
	save(ours: KeptPlace, now: number): boolean;
}

/** Where the history of places is kept over restarts. Nothing of it is thrown: trouble is told in `notice`. */
export interface FleetHistory {
	/** Set once there is something to say: a file that was damaged, a disk that is full. */
	readonly notice: string | undefined;
	/** Something of it could not be written. */
	readonly isNotKept: boolean;
	/** Undefined: nothing can be kept of this one. */
	open(place: FleetPlace, now: number): PlaceMemory | undefined;
}

/** Where nothing can be kept. */
export function withoutHistory(notice: string): FleetHistory {
	return {notice, isNotKept: true, open: () => undefined};
}

/** What is to be kept of a place. @param seenAt its last good answer: until then all of it was seen */
export function keptOf(
	connections: readonly FleetConnection[],
	changes: readonly FleetChange[],
	seenAt: number,
): KeptPlace {
	return {
		connections: new Map(
			connections.map(({status, history}) => [
				status.id,
				history.map(tunnel => {
					const last = tunnel.spells.at(-1);
					return last
						? {...tunnel, spells: [...tunnel.spells.slice(0, -1), {...last, to: Math.max(last.to, seenAt)}]}
						: tunnel;
				}),
			]),
		),
		changes: changes.map(({at, id, name, what}): KeptChange => ({at, id, name, what})),
	};
}
