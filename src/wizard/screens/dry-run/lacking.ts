import {missingPermissions, missingPermissionsOf, policyText, policyTitle} from '../../../clouds/permissions.ts';
import type {Lacking} from '../../core/state.ts';
import type {RunModel} from '../run/model.ts';
import type {DryRunModel} from './model.ts';

/** The actions that these credentials lack, as far as the checks or what ended them tell; undefined where none is known. */
export function lackingOf({plan, checks, trouble}: DryRunModel): Lacking | undefined {
	const actions = missingPermissionsOf(checks);
	return plan && actions.length > 0 ? {cloud: plan.cloud, actions} : trouble?.lacking;
}

/** The same of a run: what ended it, or what its last call lacked. */
export function lackingOfRun({error, trouble}: RunModel): Lacking | undefined {
	if (trouble || !error) return trouble?.lacking;
	const actions = missingPermissions(error);
	return actions.length > 0 ? {cloud: error.cloud, actions} : undefined;
}

/** A policy that allows them and nothing else. */
function lackingText({cloud, actions}: Lacking): string {
	return policyText(cloud, actions);
}

/** The policy as an intent of a screen: for the clipboard. */
export function copiedPolicy(lacking: Lacking): {readonly type: 'copy'; readonly text: string; readonly what: string} {
	return {type: 'copy', text: `${lackingText(lacking)}\n`, what: 'the policy'};
}

export const lackingTitle = 'MISSING PERMISSIONS';

/** Both, as lines below that. */
export function lackingLines(lacking: Lacking): readonly string[] {
	return [
		...lacking.actions,
		'',
		`${policyTitle(lacking.cloud)}, for whoever looks after the account:`,
		'',
		...lackingText(lacking).split('\n'),
	];
}
