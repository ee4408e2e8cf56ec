import type {Key} from '../../core/key.ts';
import type {Command} from '../../core/key-map.ts';
import type {WizardState} from '../../core/state.ts';

/** Keys while the help is open: scrolling and closing. Anything else does nothing, so that nothing happens unseen. */
export function helpKey(state: WizardState, key: Key, command: Command | undefined): WizardState {
	const {help} = state;
	if (!help) return state;
	if (command === 'close') return {...state, help: undefined};
	if (command !== 'move') return state;
	const by = {up: -1, down: 1, 'page-up': -10, 'page-down': 10}[key.name as string] ?? 0;
	return {...state, help: {scroll: Math.max(0, help.scroll + by)}};
}

/** A scrolled text was asked to begin below its last page: it stands at the last one. */
export function scrollEnded(state: WizardState, top: number): WizardState {
	if (state.help) return {...state, help: {scroll: Math.min(state.help.scroll, top)}};
	const {dryRun, panel, handover, undo} = state.late;
	if (state.screen.name === 'undo' && undo) return {...state, late: {...state.late, undo: {...undo, row: top}}};
	if (state.screen.name === 'dry-run' && dryRun?.open)
		return {...state, late: {...state.late, dryRun: {...dryRun, open: {...dryRun.open, top}}}};
	if (state.screen.name === 'panel' && panel?.open)
		return {...state, late: {...state.late, panel: {...panel, open: {top}}}};
	if (state.screen.name === 'handover' && handover)
		return {...state, late: {...state.late, handover: {...handover, top}}};
	return state;
}
