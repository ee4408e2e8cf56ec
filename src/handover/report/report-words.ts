import type {CheckResult} from '../../clouds/contract/cloud.ts';
import {cloudName} from '../../clouds/registry.ts';
import {printable} from '../../connection/printable.ts';
import type {DryRun} from './report.ts';

export const checkGlyphs: Readonly<Record<CheckResult, string>> = {pass: '✔', refuse: '✖', warn: '!', unknown: '–'};
export const checkWords: Readonly<Record<CheckResult, string>> = {
	pass: 'pass',
	refuse: 'refused',
	warn: 'look at it',
	unknown: 'cannot be checked',
};

/** Cloud, region and account, on one line. */
export function whereLine({plan, identity}: DryRun): string {
	const account = identity?.account ? `account ${printable(identity.account)}` : 'account not known';
	return [cloudName(plan.cloud), plan.region, account, identity?.sandbox ? 'SANDBOX' : ''].filter(Boolean).join(' · ');
}
