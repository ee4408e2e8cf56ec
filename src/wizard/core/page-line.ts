import type {TunnelState} from '../../clouds/contract/cloud.ts';
import type {Spell} from '../../watch/fleet/fleet.ts';

/** A line of a page, before it is wrapped to a width. Texts may be untrusted. */
export type PageLine =
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
	| {
			readonly kind: 'history';
			readonly label: string;
			readonly spells: readonly Spell[];
			readonly asOf: number | undefined;
			readonly now: number;
	  }
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
	/** One of some steps, from 1. */
	| {readonly kind: 'step'; readonly number: number; readonly text: string}
	/** Words of others, as they stand, and whose they are. */
	| {readonly kind: 'quote'; readonly text: string; readonly from: string}
	/** To be typed: wrapped, and nothing of it is cut. */
	| {readonly kind: 'command'; readonly text: string}
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

export const space: PageLine = {kind: 'space'};

export function fact(label: string, text: string | number | undefined, tone?: Tone): readonly PageLine[] {
	if (text === undefined || text === '') return [];
	return [{kind: 'fact', label, text: String(text), ...(tone ? {tone} : {})}];
}

export function text(words: string, tone?: Tone): PageLine {
	return {kind: 'text', text: words, ...(tone ? {tone} : {})};
}
