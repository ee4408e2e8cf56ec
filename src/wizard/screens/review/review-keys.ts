import {askedOf} from '../../answers/asked.ts';
import type {Key} from '../../core/key.ts';
import type {Command} from '../../core/key-map.ts';
import {stillLoading} from '../../core/loads.ts';
import type {WizardState} from '../../core/state.ts';
import {andChange, type Turn, turn} from '../../core/turn.ts';
import {openSteps} from '../../steps/flow.ts';
import {editStep} from '../../steps/move.ts';
import {isReadingTables} from '../../steps/route-tables.ts';
import {openDryRun} from '../dry-run/open.ts';
import {reviewLines} from './review.ts';

/** The review: up and down through the answers, Enter edits one, or on the last line goes on to the dry run. */
export function reviewCommand(state: WizardState, command: Command, key: Key): Turn {
	if (state.screen.name !== 'review') return turn(state);
	const lines = reviewLines(state);
	const cursor = Math.min(state.screen.cursor, lines.length);
	if (command === 'move') {
		const to = {up: cursor - 1, down: cursor + 1, home: 0, end: lines.length}[key.name as string] ?? cursor;
		return turn({...state, screen: {name: 'review', cursor: Math.max(0, Math.min(to, lines.length))}});
	}

	if (command !== 'forward') return turn(state);
	const line = lines[cursor];
	if (line) return editStep(state, line.step, line.field);
	const open = openSteps(state)[0];
	// what is ticked by itself is ticked only then, and would be missing of what is made
	if (!open && isReadingTables(askedOf(state))) return turn({...state, notice: stillLoading});
	if (!open) return openDryRun(state);
	const notice = {tone: 'look', text: `${open.step.title}: ${open.why}`} as const;
	return andChange(editStep(state, open.step.id), now => ({...now, notice}));
}
