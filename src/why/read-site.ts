import {printable} from '../connection/printable.ts';
import {causeRow} from './causes/registry.ts';
import type {Working} from './contradicted.ts';
import {counted} from './counted.ts';
import {inTime} from './in-time.ts';
import type {Place, Reader, Reading} from './readers/line.ts';
import {pastedLogs} from './readers/pasted-log.ts';
import {readers} from './readers/registry.ts';
import {type BgpEvent, bgpEventIn} from './signs/hold-timer.ts';
import {signsOf} from './signs-of.ts';
import {type SiteLine, siteLines} from './site-lines.ts';
import {placeOf} from './tunnel-finder.ts';
import {utcTime} from './utc-time.ts';
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
	/** The tunnels that the device has begun since their last change at the cloud, from 1. */
	readonly tried: readonly number[];
	/** Whose lines they are, by `writer`. */
	readonly writers: readonly string[];
}

/** Reads what the user gave. Untrusted text: bounded, in linear time, and without keys in what comes of it. */
export function readSite(known: Known): SiteReading {
	if (known.site === undefined)
		return {signs: [], lookedAt: [], unread: [], works: [], bgp: [], tried: [], writers: []};
	const {lines, isCut} = siteLines(known.site, known.now);
	const place = placeOf(known);
	const allReaders = [...pastedLogs(known.cloudWhy), ...readers];
	const owners = ownersOf(lines, allReaders);
	const found = allReaders.map(reader => {
		const all = lines.filter((_line, index) => (owners[index] ?? reader) === reader);
		const own = reader.from === 'site log' ? inTime(all) : all;
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
		works: heard.flatMap(({reader, readings}) =>
			reader.from === 'site state'
				? worksOf(readings, signs, sourceOf(reader))
				: cameUp(readings, signs, sourceOf(reader), known),
		),
		tried: triedOf(lines, place, known),
		lookedAt: heard.map(({reader, count}) => `${counted(count, 'line')} of ${reader.what}`),
		unread: [
			...(lines.length === 0 ? ['what was given of the site is empty'] : []),
			...(isCut ? ['what was given is too long: its last 10 MB were read'] : []),
			...aheadOf(lines, known.now),
			...(lines.length > 0 && heard.length === 0
				? ['what was given of the site is in no form that is known here']
				: []),
		],
		writers: heard.map(({reader}) => reader.writer),
	};
}

type Source = Pick<Quote, 'from' | 'writer' | 'fromGuide'>;

function bgpEventOf(reading: Reading, source: Source): readonly BgpEvent[] {
	const {tunnel, line} = reading;
	const what = bgpEventIn(reading);
	if (what === undefined || tunnel === undefined || line.at === undefined) return [];
	const quote = {...source, text: printable(line.text.trim(), 300), line: line.number, at: line.at};
	return [{tunnel, at: line.at, what, quote}];
}

/** What works, and is not contradicted by what was shown after it. */
function worksOf(readings: readonly Reading[], signs: readonly Sign[], source: Source): readonly Working[] {
	return readings.flatMap(({tunnel, works, line, stands}) => {
		if (tunnel === undefined || works === undefined) return [];
		const ended = signs.some(sign => sign.tunnel === tunnel && causeRow(sign.cause)?.over === works);
		const quote = {...source, text: printable(line.text.trim(), 300), line: line.number};
		return ended ? [] : [{tunnel, works, quote, ...stands}];
	});
}

/** A log may be of any day, ms: where the cloud does not say since when a tunnel is as it is, what is older says nothing of now. */
const lateMs = 30 * 60_000;

/** What came up by a log, after the tunnel's last change at the cloud, and has no trouble in the log since then. */
function cameUp(
	readings: readonly Reading[],
	signs: readonly Sign[],
	source: Source,
	{connection, now}: Known,
): readonly Working[] {
	const newest = new Map<string, Working>();
	for (const {tunnel, works, line} of readings) {
		if (tunnel === undefined || works === undefined || line.at === undefined) continue;
		if (line.at < (connection.tunnels[tunnel - 1]?.since ?? now - lateMs)) continue;
		const quote = {...source, text: printable(line.text.trim(), 300), line: line.number, at: line.at};
		newest.set(`${tunnel} ${works}`, {tunnel, works, quote, ageMs: now - line.at});
	}

	const troubled = (number: number) =>
		signs.some(({tunnel, cause}) => (tunnel ?? number) === number && causeRow(cause)?.over !== 'stays');
	return [...newest.values()].filter(({tunnel}) => !troubled(tunnel));
}

/** By line: the reader that surely owns it. */
function ownersOf(lines: readonly SiteLine[], all: readonly Reader[]): readonly (Reader | undefined)[] {
	return lines.map(({text}) => all.find(reader => reader.owns(text)));
}

function sourceOf({from, writer, fromGuide}: Reader): Pick<Quote, 'from' | 'writer' | 'fromGuide'> {
	return {from, writer, ...(fromGuide ? {fromGuide} : {})};
}

/** A clock may go some minutes before another, ms. */
const clockMs = 10 * 60_000;

/** Times that are yet to come: the device has another zone, or another clock, so that nothing is known of how old its lines are. */
function aheadOf(lines: readonly SiteLine[], now: number): readonly string[] {
	const newest = lines.reduce((most, {at = most}) => Math.max(most, at), 0);
	if (newest <= now + clockMs) return [];
	return [
		`how old the lines of the site are: the newest says ${utcTime(newest)}, which is yet to come; a time without a zone is read as UTC`,
	];
}

/** charon and pluto; racoon and what has its words; Cisco IOS; PAN-OS. */
const begins =
	/\binitiating (?:(?:Main|Aggressive) Mode )?IKE_SA\b|\binitiating (?:IKEv[12]|v2|Main Mode|Aggressive Mode)\b|\bsent IKE_SA_INIT request\b|\binitiate new phase 1 negotiation\b|\bbeginning (?:Main|Aggressive) Mode\b|\bis started as initiator\b/i;

/** Tunnels that the device has begun: whatever comes of it, somebody starts them. A line without a time counts. */
function triedOf(lines: readonly SiteLine[], place: Place, {connection, now}: Known): readonly number[] {
	const found = lines.flatMap(({text, at}) => {
		const tunnel = begins.test(text) ? place.tunnelOf(text) : undefined;
		if (tunnel === undefined) return [];
		const since = connection.tunnels[tunnel - 1]?.since ?? now - lateMs;
		return at === undefined || at >= since ? [tunnel] : [];
	});
	return [...new Set(found)];
}
