import {noWayBack} from '../../../clouds/contract/change-words.ts';
import {moduleOf} from '../../../clouds/registry.ts';
import {lackingOfRun} from '../dry-run/lacking.ts';
import {hasWayBack, isRelievedChanged, mayStand, type RunModel, takenOff} from './model.ts';
import {verbOf} from './verb.ts';

/** What gives traffic back that was taken off; nothing where none was. */
export function backSteps(model: RunModel): readonly string[] {
	if (takenOff(model).length === 0) return [];
	return [
		model.plan.deed && isRelievedChanged(model)
			? 'The tunnel is without its traffic: r gives it back once it is UP.'
			: 'The tunnel is without its traffic: u gives it back now, r once the change is made.',
	];
}

/** What to do now, in the order of doing it. */
export function nextSteps(model: RunModel): readonly string[] {
	const {phase, error, trouble, plan} = model;
	const verb = verbOf(plan);
	if (phase !== 'stopped') return [];
	return [
		...backSteps(model),
		...(error?.mend && !trouble ? [error.mend] : []),
		...(lackingOfRun(model) ? ['p copies a policy that allows it; it stands below.'] : []),
		...(error?.ambiguous || model.inDoubt.length > 0
			? ['It may have been carried out all the same: it is looked for before it is ever sent again.']
			: []),
		...(model.undoing
			? ['It is being taken back: u goes on with that.']
			: error?.gone
				? ['What it was about is gone, and it can’t go on: f forgets it, in the list of what was begun.']
				: [
						`r goes on from here: what is ${verb.did === 'made' ? 'there' : 'changed'} is found, and nothing is ${verb.did} twice.`,
					]),
		...(plan.deed && mayStand(model) && !hasWayBack(model)
			? [`It can’t be taken back: ${noWayBack[plan.deed.kind]}.`]
			: []),
		...(hasWayBack(model) && !plan.deed
			? [
					verb.to === 'change'
						? 'u puts back what stood before this run. Until then what was changed stays.'
						: `u takes back what this run made. Until then it stays${moduleOf(plan.cloud).billsWhatStands ? ', and may cost money' : ''}.`,
				]
			: []),
	];
}
