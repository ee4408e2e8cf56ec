import type {Cloud} from '../contract/cloud.ts';
import type {CloudActions} from './action-kind.ts';
import {findAction, performAction, settleAction, standingParts} from './run-action.ts';
import {undoAction, undoStepsOf} from './undo-action.ts';

/** What a cloud does with its actions: how each is found, made and taken back, over what reaches the cloud. */
export function carriedOut<Reach>(
	actions: CloudActions<Reach>,
	reach: Reach,
): Pick<Cloud, 'find' | 'perform' | 'settle' | 'standing' | 'undoSteps' | 'undo'> {
	return {
		find: (action, context) => findAction(actions, action, context, reach),
		perform: (action, context) => performAction(actions, action, context, reach),
		settle: (action, result, context) => settleAction(actions, action, result, context, reach),
		standing: (action, context) => standingParts(actions, action, context, reach),
		undoSteps: made => undoStepsOf(actions, made),
		undo: (step, context) => undoAction(actions, step, context, reach),
	};
}
