import type {Spell} from '../fleet/fleet.ts';

/** Times that somebody looked at are theirs, the later to begin over the earlier; the rest is unseen. */
export function mergeSpells(one: readonly Spell[], other: readonly Spell[]): readonly Spell[] {
	const waiting = [...one, ...other].filter(({state}) => state !== 'unseen').sort(byBegin);
	const merged: Spell[] = [];
	for (let next = waiting.shift(); next; next = waiting.shift()) {
		const last = merged.at(-1);
		if (last === undefined || last.to < next.from) {
			if (last) merged.push({state: 'unseen', from: last.to, to: next.from});
			merged.push(next);
		} else if (last.state === next.state && (last.to > next.from || last.from === last.to)) {
			merged[merged.length - 1] = {...last, to: Math.max(last.to, next.to)};
		} else if (last.to === next.from) {
			merged.push(next);
		} else {
			merged[merged.length - 1] = {...last, to: next.from};
			merged.push(next);
			// it saw its own state again after the other one's
			if (last.to > next.to) insert(waiting, {...last, from: next.to});
		}
	}

	return merged.filter(({from, to}, index) => to > from || index === merged.length - 1);
}

function insert(waiting: Spell[], spell: Spell): void {
	const index = waiting.findIndex(other => byBegin(spell, other) <= 0);
	waiting.splice(index < 0 ? waiting.length : index, 0, spell);
}

const byBegin = (one: Spell, other: Spell) => one.from - other.from || one.to - other.to;
