import type {TunnelState} from '../../../clouds/contract/cloud.ts';
import type {Spell} from '../../../watch/fleet/fleet.ts';
import {clockTime} from '../../core/clock-time.ts';
import {shortSpan} from '../../core/spans.ts';
import type {PanelModel} from './model.ts';
import type {ViewFound, ViewName, ViewRead} from './views.ts';

/** A line of a view, before it is wrapped to a width. Texts may be untrusted. */
export type PanelLine =
	| {readonly kind: 'space'}
	/** `says`: beside it, as how old what follows is. */
	| {readonly kind: 'heading'; readonly text: string; readonly says?: string}
	| {readonly kind: 'text'; readonly text: string; readonly tone?: Tone}
	| {readonly kind: 'fact'; readonly label: string; readonly text: string; readonly tone?: Tone}
	/** A tunnel's own line, above what is to be known of it. */
	| {
			readonly kind: 'tunnel';
			readonly number: number;
			readonly state: TunnelState;
			readonly says: string;
	  }
	/** What a tunnel was, cell by cell, oldest first. */
	| {readonly kind: 'history'; readonly label: string; readonly spells: readonly Spell[]; readonly to: number}
	/** A change of a state. */
	| {
			readonly kind: 'change';
			readonly when: string;
			readonly what: string;
			readonly from: string;
			readonly to: string;
			readonly says: string;
			/** Nobody looked when it changed. */
			readonly isUnseen: boolean;
	  }
	| {readonly kind: 'bars'; readonly bars: Bars}
	/** Behind the sign of what is not known. */
	| {readonly kind: 'gap'; readonly text: string}
	/** As it stands: never wrapped. */
	| {readonly kind: 'code'; readonly text: string};

type Tone = 'plain' | 'dim' | 'look' | 'bad';

/** One series over time. */
export interface Bars {
	/** What it is, at the left: `in`. */
	readonly label: string;
	/** Cell by cell, oldest first; undefined where nothing is known: never nought. */
	readonly values: readonly (number | undefined)[];
	/** What the highest bar stands for. */
	readonly most: number;
	/** The newest and the highest value in words: `now 1.2 MB/s · most 4.4 MB/s`. */
	readonly says: string;
}

export const space: PanelLine = {kind: 'space'};

export function fact(label: string, text: string | number | undefined, tone?: Tone): readonly PanelLine[] {
	if (text === undefined || text === '') return [];
	return [{kind: 'fact', label, text: String(text), ...(tone ? {tone} : {})}];
}

export function text(words: string, tone?: Tone): PanelLine {
	return {kind: 'text', text: words, ...(tone ? {tone} : {})};
}

/** How old a reading is: `read 12 s ago`, `reading`, `not read`. */
export function ageOfRead(read: ViewRead<unknown> | undefined, now: number): string {
	if (!read) return '';
	const age = read.at === undefined ? '' : `read ${shortSpan(now - read.at)} ago`;
	return [age, read.isReading ? 'reading' : ''].filter(Boolean).join(' · ');
}

/** Why a reading has no answer: in its place where nothing was found before, beside it where something was. */
export function troubleLines(read: ViewRead<unknown> | undefined, what: string): readonly PanelLine[] {
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
	lines: (found: ViewFound[Name]) => readonly PanelLine[],
): readonly PanelLine[] {
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

/** `for 12 min, since 17:03:11`; with ~ where it was seen here and the cloud does not say. */
export function sinceWords(
	history: {readonly since: number | undefined; readonly sinceFrom: 'cloud' | 'seen'} | undefined,
	now: number,
): string {
	if (history?.since === undefined) return '';
	const about = history.sinceFrom === 'seen' ? '~' : '';
	return `for ${about}${shortSpan(now - history.since)}, since ${about}${clockTime(history.since, now)}`;
}
