import type {Trouble} from '../../wizard/core/state.ts';
import type {Glyphs} from '../glyphs.ts';
import {type Line, wrapped} from './line.tsx';
import {mark} from './marks.ts';

/** What went wrong: what it was about, what to do, and the small print. */
export function troubleLines(what: string, trouble: Trouble, width: number, glyphs: Glyphs): readonly Line[] {
	const {message, mend, detail} = trouble;
	return [
		...wrapped(`${what}${message}`, width, 'bad', [mark('refuse', glyphs), {text: ' '}]),
		...(mend ? wrapped(mend, width, 'plain', [{text: '  '}]) : []),
		...(detail ? wrapped(detail, width, 'dim', [{text: '  '}]) : []),
	];
}
