import {printable} from '../connection/printable.ts';
import {withoutKeys} from './without-keys.ts';

/** A line of what the site gave. */
export interface SiteLine {
	/** As it is quoted: printable, without a key, bounded. */
	readonly text: string;
	/** From 1, in what was given. */
	readonly number: number;
	/** Ms since the epoch, where it begins with a time that can be read. */
	readonly at?: number;
}

/** Most that is read of what was given: the end of it, for that is the newest. */
export const mostCharacters = 10_000_000;
const longestLine = 4000;

/**
 * Lines of a log or of a state that somebody pasted: none is empty, and none holds a key.
 * @param now whose year counts for times that name none
 * @returns `isCut`: more was given than is read
 */
export function siteLines(given: string, now: number): {readonly lines: readonly SiteLine[]; readonly isCut: boolean} {
	const isCut = given.length > mostCharacters;
	const whole = isCut ? given.slice(-mostCharacters) : given;
	const before = isCut ? linesIn(given.slice(0, -mostCharacters)) : 0;
	const masked = whole.split('\n').map(line => line.slice(0, longestLine));
	const lines = withoutKeys(masked).flatMap((line, index): readonly SiteLine[] => {
		// What indents a line tells what it belongs to.
		const indent = /^[ \t]*/.exec(line)?.[0].length ?? 0;
		const text = printable(line.slice(indent)).trimEnd();
		if (text === '') return [];
		const at = timeOf(text, now);
		return [
			{
				text: `${' '.repeat(Math.min(indent, 80))}${text}`,
				number: before + index + 1,
				...(at === undefined ? {} : {at}),
			},
		];
	});
	return {lines, isCut};
}

function linesIn(text: string): number {
	let lines = 0;
	for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
	return lines;
}

/** `2026-12-01T00:10:04.123456+0100`, `2026-12-01 00:10:04`, `2026/12/01 00:10:04`. Without a zone it is taken for UTC. */
const isoTime = /^\[?(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(?: ?(Z|[+-]\d\d:?\d\d))?/;
/** `Dec  1 00:10:04`: syslog and journald. */
const syslogTime = /^(?:<\d{1,3}>)?\[?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (?:(\d{4}) )?(\d\d):(\d\d):(\d\d)/;
/** `1764547804.123`: charon with `time_format = %s`, and `date=… time=…` of others is read by their own readers. */
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const dayMs = 86_400_000;

function timeOf(text: string, now: number): number | undefined {
	const iso = isoTime.exec(text);
	if (iso) {
		const [, year, month, day, hour, minute, second, fraction = '', zone] = iso;
		const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
		return at + Number(fraction.slice(0, 3).padEnd(3, '0')) - zoneMs(zone);
	}

	const syslog = syslogTime.exec(text);
	const month = months.indexOf(syslog?.[1] ?? '');
	if (!syslog || month < 0) return undefined;
	const [, , day, named, hour, minute, second] = syslog;
	const inYear = (year: number) => Date.UTC(year, month, Number(day), Number(hour), Number(minute), Number(second));
	const year = named === undefined ? new Date(now).getUTCFullYear() : Number(named);
	const at = inYear(year);
	// A log of December that is read in January.
	return named === undefined && at > now + 2 * dayMs ? inYear(year - 1) : at;
}

function zoneMs(zone: string | undefined): number {
	if (zone === undefined || zone === 'Z') return 0;
	const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
	return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
