import type {Environment} from '../connection/environment.ts';

/** What keeps a terminal that is there from the wizard's screens. */
type NoScreen = 'dumb' | 'reader';

/**
 * Whether the wizard's grid can be drawn, or is of use: undefined then. A dumb terminal can't move its cursor, and what reads a screen aloud
 * reads a grid row by row. INK_SCREEN_READER is Ink's own variable, which knows `true` alone; here every value but `0`, `false` and '' says so.
 */
export function noScreen({TERM, INK_SCREEN_READER: reader = ''}: Environment): NoScreen | undefined {
	if (TERM === 'dumb') return 'dumb';
	return ['', '0', 'false'].includes(reader.toLowerCase()) ? undefined : 'reader';
}
