import {placeAsked} from '../../answers/asked.ts';
import {helpKey} from '../../core/keys.ts';
import type {Screen} from '../../core/screen.ts';
import {turn} from '../../core/state.ts';
import {aboutStep, goBack, stepWaysOut} from '../go-on.ts';
import type {Step} from '../steps.ts';
import * as pairs from './pairs-editor.ts';
import {pasteIntoPairs} from './paste-into-pairs.ts';

/** The screen of the pairs of ranges: two cells a row, and a row that adds one. */
export function pairsScreen(step: Step): Screen {
	return {
		keys: state => [
			helpKey,
			{
				keys: ['ctrl-y'],
				label: 'undo',
				// only while there is something: then no footer is too narrow for it
				...(pairs.canPutBack(state) ? {} : {shown: ''}),
				run: now => turn(pairs.putBack(now)),
			},
			{keys: ['enter'], label: 'next', run: pairs.forward},
			{
				keys: ['up', 'down', 'tab'],
				label: 'move',
				shown: 'up/down',
				run: (now, {name}) => turn(name === 'tab' ? pairs.nextCell(now) : pairs.moveRow(now, name === 'up' ? -1 : 1)),
			},
			{keys: ['ctrl-n'], label: 'add', run: now => turn(pairs.addRow(now))},
			{keys: ['ctrl-d'], label: 'remove', run: now => turn(pairs.removeRow(now))},
			// Shift-Tab goes back a cell first
			...stepWaysOut(step, (now, {name}) => {
				const before = name === 'tab' ? pairs.cellBefore(now) : now;
				return before === now ? goBack(now, step.id) : turn(before);
			}),
		],
		typed: (state, key) => turn(pairs.editPairs(state, key)),
		pasted: (state, text) => turn(pasteIntoPairs(state, text)),
		place: placeAsked,
		about: state => aboutStep(step, state),
	};
}
