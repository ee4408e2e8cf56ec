import type {CloudId, UndoStep} from '../clouds/contract/cloud.ts';
import {moduleOf} from '../clouds/registry.ts';

/** A step in words that its call's own values make: the words of a journal may be of something else. */
export function asCalled(cloud: CloudId, step: UndoStep): UndoStep {
	const {deletions} = moduleOf(cloud);
	return {
		...step,
		title: deletions[step.call]?.title ?? step.call,
		detail: Object.values(step.parameters).flat().join(', '),
	};
}
