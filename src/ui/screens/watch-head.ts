import type {FleetSnapshot, Health} from '../../watch/fleet/fleet.ts';
import {
	ageWords,
	clockTroubleWords,
	countWords,
	grouped,
	healthCounts,
	placeTroubles,
	tunnelWords,
} from '../../wizard/screens/watch/words.ts';
import {type Glyphs, mark} from '../look.tsx';
import {signedLines} from '../parts/findings.ts';
import {firstLines, type Line, line, lineCells, type Span, spread} from '../parts/line.tsx';
import {toneOfCount} from './watch-cells.ts';

interface Head {
	readonly snapshot: FleetSnapshot | undefined;
	readonly now: number;
	readonly isPaused: boolean;
	readonly width: number;
	/** Lines that may be taken by what is to be said of places. */
	readonly room: number;
}

/** How all stand, how old that is, and what can't be read: right at once, wherever the rows are. */
export function headLines({snapshot, now, isPaused, width, room}: Head, glyphs: Glyphs): readonly Line[] {
	const paused: readonly Span[] = isPaused ? [{text: 'PAUSED', tone: 'look'}] : [];
	const age = line(ageWords(snapshot, isPaused, now), 'dim');
	if (!snapshot) return [spread(paused, age, width)];
	const parts: readonly (readonly Span[])[] = [
		...(isPaused ? [paused] : []),
		[{text: countWords(snapshot), tone: 'strong'}],
		...countParts(snapshot.counts, glyphs),
		[{text: tunnelWords(snapshot)}],
	];
	const flowed = flow(parts, width);
	const last = flowed.at(-1) ?? [];
	const fits = lineCells(last) + 3 + lineCells(age) <= width;
	const counts = fits ? [...flowed.slice(0, -1), spread(last, age, width)] : [...flowed, spread([], age, width)];
	return [...counts, ...troubleLines(snapshot, now, width, room, glyphs)];
}

/** `○ 12 down`, `! 3 degraded`. */
export function countParts(
	counts: Readonly<Partial<Record<Health, number>>>,
	glyphs: Glyphs,
): readonly (readonly Span[])[] {
	return healthCounts(counts).map(({health, count}) => {
		const tone = toneOfCount(health);
		const sign =
			health === 'up' ? glyphs.up : health === 'down' ? glyphs.down : health === 'unknown' ? glyphs.unknown : '';
		return [{text: `${sign === '' ? '' : `${sign} `}${grouped(count)} ${health}`, tone}];
	});
}

function troubleLines(
	{places, clock}: FleetSnapshot,
	now: number,
	width: number,
	room: number,
	glyphs: Glyphs,
): readonly Line[] {
	const clockLines = clock ? signedLines('look', clockTroubleWords(clock, now), width, glyphs) : [];
	const troubles = placeTroubles(places, now);
	const whole = [...clockLines, ...troubles.flatMap(({tone, text}) => signedLines(tone, text, width, glyphs))];
	if (whole.length <= room) return whole;
	// each on one line: what stands there first is which place it is
	const lines = [
		...clockLines,
		...troubles.map(
			({tone, text}): Line => [mark(tone === 'bad' ? 'refuse' : 'warn', glyphs), {text: ` ${text}`, tone}],
		),
	];
	const left = lines.length - room + 1;
	return firstLines(
		lines,
		room,
		line(`${glyphs.ellipsis} and ${left} more that can’t be read or are not up to date`, 'look'),
	);
}

/** Parts one after another, on as many lines as they need. */
export function flow(parts: readonly (readonly Span[])[], width: number, gap = ' · '): readonly Line[] {
	const lines: Line[] = [];
	let current: Line = [];
	for (const part of parts) {
		const joined: Line = current.length === 0 ? part : [...current, {text: gap, tone: 'dim'}, ...part];
		if (current.length > 0 && lineCells(joined) > width) {
			lines.push(current);
			current = part;
		} else current = joined;
	}

	return current.length > 0 ? [...lines, current] : lines;
}
