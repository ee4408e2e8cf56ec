import {printable} from '../connection/printable.ts';
import {causeRow} from './causes/registry.ts';
import type {Working} from './contradicted.ts';
import {counted} from './counted.ts';
import type {Reader, Reading} from './readers/line.ts';
import {pastedLogs} from './readers/pasted-log.ts';
import {readers} from './readers/registry.ts';
import {type BgpEvent, bgpEventIn} from './signs/hold-timer.ts';
import {signsOf} from './signs-of.ts';
import {type SiteLine, siteLines} from './site-lines.ts';
import {placeOf} from './tunnel-finder.ts';
import type {Known, Quote, Sign} from './why.ts';

/** What the site's logs and states point to. */
interface SiteReading {
	readonly signs: readonly Sign[];
	/** In words: `142 lines of charon’s log`. */
	readonly lookedAt: readonly string[];
	/** What was given and is of no use. */
	readonly unread: readonly string[];
	/** What its state shows to work. */
	readonly works: readonly Working[];
	/** Sessions of BGP in its logs. */
	readonly bgp: readonly BgpEvent[];
	/** Whose lines they are, by `writer`. */
	readonly writers: readonly string[];
}

/** Reads what the user gave. Untrusted text: bounded, in linear time, and without keys in what comes of it. */
export function readSite(known: Known): SiteReading {
	if (known.site === undefined) return {signs: [], lookedAt: [], unread: [], works: [], bgp: [], writers: []};
	const {lines, isCut} = siteLines(known.site, known.now);
	const place = placeOf(known);
	const all = [...pastedLogs(known.cloudWhy), ...readers];
	const owners = ownersOf(lines, all);
	const found = all.map(reader => {
		const own = lines.filter((_line, index) => (owners[index] ?? reader) === reader);
		const count = owners.filter(owner => owner === reader).length;
		const readings = reader.read(own, place);
		return {reader, count: count > 0 ? count : readings.length, readings};
	});
	// A state is of now: what it shows to work makes past what the logs say.
	const heard = found
		.filter(({count}) => count > 0)
		.sort((one, other) => Number(one.reader.from === 'site state') - Number(other.reader.from === 'site state'));
	const signs = signsOf(
		heard.flatMap(({reader, readings}) => readings.map(reading => ({...reading, source: sourceOf(reader)}))),
		known,
	);
	return {
		signs,
		bgp: heard.flatMap(({reader, readings}) =>
			reader.from === 'site log' ? readings.flatMap(reading => bgpEventOf(reading, sourceOf(reader))) : [],
		),
		works: worksOf(
			heard.flatMap(({reader, readings}) => (reader.from === 'site state' ? readings : [])),
			signs,
		),
		lookedAt: heard.map(({reader, count}) => `${counted(count, 'line')} of ${reader.what}`),
		unread: [
			...(lines.length === 0 ? ['what was given of the site is empty'] : []),
			...(isCut ? ['what was given is too long: its last 10 MB were read'] : []),
			...(lines.length > 0 && heard.length === 0
				? ['what was given of the site is in no form that is known here']
				: []),
		],
		writers: heard.map(({reader}) => reader.writer),
	};
}

function bgpEventOf(reading: Reading, source: Pick<Quote, 'from' | 'writer' | 'fromGuide'>): readonly BgpEvent[] {
	const {tunnel, line} = reading;
	const what = bgpEventIn(reading);
	if (what === undefined || tunnel === undefined || line.at === undefined) return [];
	const quote = {...source, text: printable(line.text.trim(), 300), line: line.number, at: line.at};
	return [{tunnel, at: line.at, what, quote}];
}

/** What works, and is not contradicted by what was shown after it. */
function worksOf(readings: readonly Reading[], signs: readonly Sign[]): readonly Working[] {
	return readings.flatMap(({tunnel, works, since, line}) => {
		if (tunnel === undefined || works === undefined) return [];
		const ended = signs.some(sign => sign.tunnel === tunnel && causeRow(sign.cause)?.over === works);
		return ended ? [] : [{tunnel, works, line, ...(since === undefined ? {} : {since})}];
	});
}

/** By line: the reader that surely owns it. */
function ownersOf(lines: readonly SiteLine[], all: readonly Reader[]): readonly (Reader | undefined)[] {
	return lines.map(({text}) => all.find(reader => reader.owns(text)));
}

function sourceOf({from, writer, fromGuide}: Reader): Pick<Quote, 'from' | 'writer' | 'fromGuide'> {
	return {from, writer, ...(fromGuide ? {fromGuide} : {})};
}
