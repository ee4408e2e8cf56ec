import type {FleetConnection} from '../../../watch/fleet/fleet.ts';

/** A connection that came, went or is known otherwise. */
interface Difference {
	readonly before: FleetConnection | undefined;
	readonly now: FleetConnection | undefined;
}

interface Differences {
	readonly changed: readonly Difference[];
	/** The same connections stand at the same places. */
	readonly isSame: boolean;
}

/**
 * What is another connection, or known otherwise. What did not change is the same object at the same place: most ticks are told by that alone, and what comes
 * or goes is looked for only between the first and the last one that moved.
 */
export function differences(before: readonly FleetConnection[], now: readonly FleetConnection[]): Differences {
	const changed: Difference[] = [];
	const isSameAt = (was: FleetConnection | undefined, is: FleetConnection | undefined): boolean => {
		if (was === is) return true;
		if (was?.key !== is?.key) return false;
		changed.push({before: was, now: is});
		return true;
	};
	let start = 0;
	while (start < before.length && start < now.length && isSameAt(before[start], now[start])) start += 1;
	if (start === before.length && start === now.length) return {changed, isSame: true};
	let [endBefore, endNow] = [before.length, now.length];
	while (endBefore > start && endNow > start && isSameAt(before[endBefore - 1], now[endNow - 1])) {
		endBefore -= 1;
		endNow -= 1;
	}

	const left = new Map(before.slice(start, endBefore).map(each => [each.key, each]));
	for (const each of now.slice(start, endNow)) {
		const was = left.get(each.key);
		left.delete(each.key);
		if (was !== each) changed.push({before: was, now: each});
	}

	for (const each of left.values()) changed.push({before: each, now: undefined});
	return {changed, isSame: false};
}
