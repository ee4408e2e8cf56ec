import {asking, type Turn, turn, type WizardState} from '../../core/state.ts';
import {renewingKeys} from './model.ts';
import {rotate} from './open.ts';

/** Goes on with a renewal that stopped; one that has no journal yet is begun again. */
export function resumeKeys(before: WizardState): Turn {
	return renewingKeys.on(before, model => {
		const runId = model.run?.runId ?? '';
		if (runId === '') return rotate(before);
		const {state, request} = asking(before, 'keys');
		const running = renewingKeys.put(state, {...model, phase: 'running', trouble: undefined});
		return turn(running, {type: 'resume-rotation', request, runId, keys: model.typed});
	});
}
