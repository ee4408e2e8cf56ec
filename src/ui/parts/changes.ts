import {markText} from '../../clouds/contract/change-words.ts';
import type {Difference} from '../../clouds/contract/comparison.ts';
import {changedText} from '../../wizard/core/change-texts.ts';
import type {Glyphs, Tone} from '../look.tsx';
import {type Line, wrapped} from './line.tsx';

/** A value of what stands, was → will be, with what goes down meanwhile. */
export function changedLines({interrupts, ...difference}: Difference, width: number, glyphs: Glyphs): readonly Line[] {
	const value = changedText(difference);
	const mark = interrupts ? markText(interrupts) : '';
	return [
		...wrapped(value, width, 'plain', [{text: `${glyphs.changed} `, tone: 'look'}]),
		...(mark ? wrapped(mark, width, toneOf(interrupts), [{text: '  '}]) : []),
	];
}

function toneOf(interrupts: Difference['interrupts']): Tone {
	if (interrupts?.kind === 'new') return 'bad';
	return interrupts?.kind === 'nothing' ? 'dim' : 'look';
}
