import {pasteIntoLine} from '../../core/paste.ts';
import {aboutLooking} from '../../core/read-only.ts';
import type {Screen} from '../../core/screen.ts';
import {turn} from '../../core/state.ts';
import {filterTo} from './filtering.ts';
import {keptHears} from './kept.ts';
import {typedInFilter, watchKeys} from './keys.ts';
import {fleetList, followed, keyPressed} from './model.ts';
import {openReadBack} from './read-back.ts';
import {watchSummary} from './summary.ts';

/** All connections that are watched, whoever made them. */
export const watchScreen: Screen = {
	keys: watchKeys,
	typed: typedInFilter,
	calm: keyPressed,
	pasted(state, text) {
		const list = fleetList.of(state);
		return list?.isFiltering ? filterTo(state, list.filter + pasteIntoLine(text, ' ').text) : turn(state);
	},
	hears: {
		...keptHears,
		fleet: state => turn(followed(state)),
		clock: (state, {now}) => turn(followed({...state, now})),
		'read-back': (state, {found}) => openReadBack(state, found),
		'read-back-failed': (state, {trouble: {message, mend}}) =>
			turn({...state, notice: {tone: 'bad', text: [message, mend].filter(Boolean).join(' · ')}}),
	},
	summary: watchSummary,
	about: state => [
		...aboutLooking(state),
		'All connections of the clouds, accounts and regions that are watched, whoever made them. Those with a problem come first.',
		'Rows stay where they are while you look: they are put in order anew every ten seconds, when no key was pressed for a while. The period key does it at once.',
		'Where the cloud does not tell since when: ~ before a time, it was seen here to change; ≥, it was so at the first look, and is so for that time at least. The strip is the last hour, five minutes a sign, the newest at the right.',
	],
};
