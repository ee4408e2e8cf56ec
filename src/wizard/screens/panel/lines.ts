import type {SinceFrom} from '../../../watch/fleet/fleet.ts';
import {clockTime} from '../../core/clock-time.ts';
import {type PageLine, text} from '../../core/page-line.ts';
import {shortSpan} from '../../core/spans.ts';
import type {PanelModel} from './model.ts';
import type {ViewFound, ViewName, ViewRead} from './views.ts';

/** How old a reading is: `read 12 s ago`, `reading`, `not read`. */
export function ageOfRead(read: ViewRead<unknown> | undefined, now: number): string {
	if (!read) return '';
	const age = read.at === undefined ? '' : `read ${shortSpan(now - read.at)} ago`;
	return [age, read.isReading ? 'reading' : ''].filter(Boolean).join(' · ');
}

/** Why a reading has no answer: in its place where nothing was found before, beside it where something was. */
export function troubleLines(read: ViewRead<unknown> | undefined, what: string): readonly PageLine[] {
	const {trouble} = read ?? {};
	if (!trouble) return [];
	const first = read?.found === undefined ? `${what} could not be read` : `${what} could not be read again`;
	return [
		text(`${first}: ${trouble.message}`, 'look'),
		...(trouble.mend === undefined ? [] : [text(trouble.mend)]),
		...(trouble.detail === undefined ? [] : [text(trouble.detail, 'dim')]),
	];
}

/** A view of one reading: what was found, or why nothing is there, or that it is being read. */
export function ofRead<Name extends ViewName>(
	{reads, now}: PanelModel,
	name: Name,
	{title, what}: {readonly title: string; readonly what: string},
	lines: (found: ViewFound[Name]) => readonly PageLine[],
): readonly PageLine[] {
	// cast: what was read stands under its own name
	const read = reads[name] as ViewRead<ViewFound[Name]> | undefined;
	const body = read?.found === undefined ? [] : lines(read.found);
	const isWaited = read?.found === undefined && read?.trouble === undefined;
	return [
		{kind: 'heading', text: title, says: ageOfRead(read, now)},
		...(isWaited ? [text(`reading ${what}`, 'dim')] : []),
		...troubleLines(read, what),
		...body,
	];
}

/** `for 12 min, since 17:03:11`; with ~ where it was seen here to change, and as `at least` where it was found so, and the cloud does not say. */
export function sinceWords(
	history: {readonly since: number | undefined; readonly sinceFrom: SinceFrom} | undefined,
	now: number,
): string {
	if (history?.since === undefined) return '';
	const [span, at] = [shortSpan(now - history.since), clockTime(history.since, now)];
	if (history.sinceFrom === 'found') return `for at least ${span}, found so at ${at}`;
	const about = history.sinceFrom === 'seen' ? '~' : '';
	return `for ${about}${span}, since ${about}${at}`;
}
