import type {UndoStep} from '../../contract/cloud.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import {isDenied} from '../../permissions.ts';
import type {AwsReach} from '../wire/ask.ts';
import {awsKinds} from './kinds.ts';

/**
 * The steps that these credentials may not make, as a dry run of one call of each kind says. An endpoint that ignores DryRun
 * carries the call out, so this is for when the deletion is wanted. What AWS answers beside a refusal of the permission says nothing.
 */
export async function forbiddenSteps(
	reach: AwsReach,
	steps: readonly UndoStep[],
): Promise<readonly {readonly step: UndoStep; readonly error: CloudError}[]> {
	const first = steps.filter((step, index) => steps.findIndex(({call}) => call === step.call) === index);
	const answers = await Promise.all(
		first.map(async step => {
			try {
				await awsKinds.find(({undo}) => undo?.call === step.call)?.undo?.askWhetherAllowed?.(step, reach);
				return [];
			} catch (error) {
				if (!(error instanceof CloudError) || error.info.kind === 'aborted') throw error;
				return isDenied(error.info) ? [{step, error}] : [];
			}
		}),
	);
	return answers.flat();
}
