import {stepLines} from '../../../connection/steps-page.ts';
import {modelSlot} from '../../core/model-slot.ts';
import type {WizardState} from '../../core/state.ts';
import type {Written} from './event.ts';

/** What was handed over, for the normal screen. */
export function writtenSummary(state: WizardState): readonly string[] {
	return (handedOver.of(state) ?? []).flatMap(({title, folder, files}) => [
		`Files for ${title}: ${folder} (${files.map(({name}) => name).join(', ')})`,
		...(files.some(({name}) => name === 'STEPS.md') ? [`What to do with them, in order: ${folder}/STEPS.md`] : []),
	]);
}

/** What is printed on leaving from the hand-over itself: what was written last, and the steps that follow. */
export function handoverSummary({
	phase,
	written,
}: {
	readonly phase: string;
	readonly written: Written | undefined;
}): readonly string[] {
	return phase === 'written' && written ? stepLines(written.steps) : [];
}

/** Every set of files that was written, for the end. */
export const handedOver = modelSlot<readonly Written[]>('handed over');
