import {leftRule, unseenRule} from '../../../clouds/contract/change-words.ts';
import {askedOf, placeAsked} from '../../answers/asked.ts';
import {backKey, helpKey, movedTo} from '../../core/keys.ts';
import {stillLoading} from '../../core/loads.ts';
import type {Screen} from '../../core/screen.ts';
import {andChange, atScreen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {homeKey, leaveKey} from '../../core/ways-out.ts';
import {wayKeys} from '../../overlays/go-to/overlay.ts';
import {openSteps} from '../../steps/flow.ts';
import {goBack} from '../../steps/go-on.ts';
import {editStep} from '../../steps/open-step.ts';
import {isReadingTables} from '../../steps/route-tables.ts';
import {openDryRun} from '../dry-run/model.ts';
import {askedFrom} from '../panel/asked-from.ts';
import {backFromAnswers} from '../panel/back.ts';
import {askForProfileName} from '../profiles/questions.ts';
import {changesNothing, countOpen, reviewLines} from './review.ts';
import {standingRead} from './standing-again.ts';

/** Every answer on one page: Enter edits one, or on the last line goes on to the dry run. */
export const reviewScreen: Screen = {
	keys(state) {
		const lines = reviewLines(state);
		const cursor = Math.min(atScreen(state, 'review').cursor, lines.length);
		return [
			helpKey,
			{
				keys: ['enter'],
				label: cursor < lines.length ? 'edit' : 'go on',
				help: 'edit, or go on',
				run(now) {
					const line = lines[cursor];
					return line ? editStep(now, line.step, line.field) : goOnToDryRun(now);
				},
			},
			{
				keys: ['up', 'down', 'home', 'end'],
				label: 'move',
				shown: 'up/down',
				run(now, key) {
					const to = movedTo(key, cursor, lines.length + 1) ?? cursor;
					return turn({...now, screen: {name: 'review', cursor: to}});
				},
			},
			backKey((now, key) => {
				const from = key.name === 'escape' ? askedFrom(now) : undefined;
				return from ? backFromAnswers(now, from) : goBack({...now, editing: false}, 'review');
			}),
			{keys: ['ctrl-s'], label: 'save profile', run: now => turn(askForProfileName(now))},
			...wayKeys,
			homeKey(),
			leaveKey(),
		];
	},
	hears: {
		'standing-read': (state, read) => standingRead(state, read),
		'standing-failed': (state, {trouble}) =>
			turn({...state, notice: {tone: 'bad', text: [trouble.message, trouble.mend].filter(Boolean).join(' · ')}}),
	},
	place: placeAsked,
	about: () => [
		'Every answer on one page. Enter changes one and comes back; the dry run checks all of it and makes nothing.',
	],
};

function goOnToDryRun(state: WizardState): Turn {
	const [open] = openSteps(state);
	// what is ticked by itself is ticked only then, and would be missing of what is made
	if (!open && isReadingTables(askedOf(state))) return turn({...state, notice: stillLoading});
	if (!open && changesNothing(state) && countOpen(reviewLines(state)).refused === 0)
		return turn({
			...state,
			notice: {tone: 'look', text: whyNothing(state)},
		});
	if (!open) return openDryRun(state);
	const notice = {tone: 'look', text: `${open.step.title}: ${open.why}`} as const;
	return andChange(editStep(state, open.step.id), now => ({...now, notice}));
}

function whyNothing({findings}: WizardState): string {
	const left = findings.find(({rule}) => rule === leftRule);
	if (left) return left.message;
	return findings.some(({rule}) => rule === unseenRule)
		? 'the cloud does not show what stands of what you answered: it can’t be compared, and is not changed from here'
		: 'nothing is changed yet: choose what is to be other than it stands';
}
