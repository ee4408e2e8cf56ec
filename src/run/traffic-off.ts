import type {ActionResult, Plan} from '../clouds/contract/cloud.ts';

/**
 * What traffic a run has taken off a tunnel and not given back, in words: of each action that did, or may have. A resume goes on with it, an undo gives
 * it back.
 */
export function trafficOff(
	{actions}: Pick<Plan, 'actions'>,
	sent: ReadonlySet<string>,
	results: ReadonlyMap<string, Pick<ActionResult, 'existed'>>,
): readonly string[] {
	return actions.flatMap(({id, detail, change}) => {
		const result = results.get(id);
		const isTaken = result ? !result.existed : sent.has(id);
		return change?.relieves && isTaken && !results.has(change.relieves.until) ? [detail] : [];
	});
}
