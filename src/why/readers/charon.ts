import type {SiteLine} from '../site-lines.ts';
import {Attempts} from './charon-attempts.ts';
import {type Place, type Reader, type Reading, readingOf} from './line.ts';

/** Lines that begin a task of their own: the address stands in the packet that is sent after them. */
const tellsLater = /retransmit \d|sending DPD/;

const form = /(?:^|[\s:])(\d{1,5})\[([A-Z]{3}\d?)\] ?(?:<([^>|]{1,128})\|(\d{1,10})> )?/;
/** swanctl --log and --initiate have no thread. */
const bare = /^\[([A-Z]{3})\] /;
const namedSa = /\bIKE_SA ([^\s[\]]{1,128}\[\d{1,10}\])/;

interface CharonLine {
	readonly line: SiteLine;
	readonly thread: string;
	readonly text: string;
	readonly tunnel: Owner | undefined;
	/** The IKE SA that it names, `office[4]`, where it names one. */
	readonly sa: string | undefined;
}

/** The tunnel, from 1, or that it is of another connection of the device. */
type Owner = number | 'other';

function charonLine(line: SiteLine, place: Place): CharonLine {
	const head = line.text.slice(0, 300);
	const found = form.exec(head) ?? bare.exec(head);
	const thread = found && found.length > 2 ? (found[1] ?? '') : '';
	const text = found ? line.text.slice(found.index + found[0].length) : line.text;
	const sa = found?.[3] && found[4] ? `${found[3]}[${found[4]}]` : namedSa.exec(text)?.[1];
	const tunnel = place.tunnelOf(`${found?.[3] ?? ''} ${text}`) ?? (place.isOfOthers(text) ? 'other' : undefined);
	return {line, thread, text, tunnel, sa};
}

/** How far the packet of a line may be from it, in lines of its thread. */
const nearest = 12;

/** Of which tunnel each line is: by what it names, by its IKE SA, else by the packet that its thread is at. */
function tunnelsOf(lines: readonly CharonLine[]): readonly (Owner | undefined)[] {
	const ofSa = new Map(
		lines.flatMap(({sa, tunnel}) => (sa !== undefined && tunnel !== undefined ? [[sa, tunnel] as const] : [])),
	);
	const found = lines.map(({tunnel, sa}) => tunnel ?? (sa === undefined ? undefined : ofSa.get(sa)));
	const last = new Map<string, {readonly tunnel: Owner; readonly at: number}>();
	lines.forEach(({thread, text}, index) => {
		const tunnel = found[index];
		if (/^(?:received|sending) packet: from /.test(text) && tunnel === undefined) last.delete(thread);
		if (tunnel !== undefined) last.set(thread, {tunnel, at: index});
		else if (!tellsLater.test(text)) found[index] = last.get(thread)?.tunnel;
	});
	lines.forEach(({thread, text}, index) => {
		if (!tellsLater.test(text) || found[index] !== undefined) return;
		const later = lines.slice(index + 1, index + 1 + nearest * 4).filter(line => line.thread === thread);
		found[index] = later.slice(0, nearest).find(({tunnel}) => tunnel !== undefined)?.tunnel;
	});
	return found;
}

export const charon: Reader = {
	writer: 'charon',
	what: 'charon’s log',
	from: 'site log',
	owns: text => form.test(text.slice(0, 300)) || bare.test(text),
	read(lines, place): readonly Reading[] {
		const own = lines.map(line => charonLine(line, place));
		const tunnels = tunnelsOf(own);
		const attempts = new Attempts();
		const readings = own.flatMap(({line, text}, index) => {
			const tunnel = tunnels[index];
			if (tunnel === 'other') return [];
			const said = attempts.read(text, tunnel, place.told(tunnel), line);
			return said ? [readingOf({says: said.row, ...said}, line, tunnel)] : [];
		});
		const left = attempts
			.left(place.now)
			.map(({line, tunnel}) => readingOf({says: 'not begun anew', points: {'dpd-gives-up': 0.85}}, line, tunnel));
		// The cloud still has what the device forgot; where it has not, it is the device that begins nothing.
		const lost = attempts.lost().map(({line, tunnel}) => {
			const points: Readonly<Record<string, number>> = place.isUp(tunnel)
				? {'stale-spi': 0.8}
				: {'nobody-initiates': 0.5};
			return readingOf({says: 'forgotten', points}, line, tunnel);
		});
		return [...readings, ...left, ...lost];
	},
};
