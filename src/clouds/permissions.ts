import type {CloudId} from '../connection/finding.ts';
import type {CloudErrorInfo} from './contract/cloud-error.ts';
import {moduleOf} from './registry.ts';

/** An error of a cloud, as far as it tells of permissions. */
type Refusal = Pick<CloudErrorInfo, 'cloud' | 'code' | 'call' | 'message'>;

/**
 * The actions that these credentials lack, as a policy of the cloud's names them, where that is why a call was refused; none otherwise.
 * The cloud's message names them, and they may be others than the call's: a create with tags needs more. Where it names none, the call
 * itself is meant.
 */
export function missingPermissions({cloud, code, call = '', message}: Refusal): readonly string[] {
	if (!isDenied({cloud, code})) return [];
	const {named, actionOf, inPolicy} = moduleOf(cloud).permissions;
	const found = [...message.matchAll(named)].map(([, action = '']) => action);
	const actions = found.length > 0 ? found : call === '' ? [] : [actionOf(call)];
	return [...new Set(actions)].map(inPolicy);
}

/** Whether the cloud said that these credentials may not make the call, which tells nothing of what the call is about. */
export function isDenied({cloud, code}: Pick<Refusal, 'cloud' | 'code'>): boolean {
	return moduleOf(cloud).permissions.denied.test(code);
}

/** A policy that allows these actions and nothing else, ready to be pasted. */
export function policyFor(cloud: CloudId, actions: readonly string[]): Readonly<Record<string, unknown>> {
	return moduleOf(cloud).permissions.policy([...new Set(actions)].sort());
}

/** The same as text. */
export function policyText(cloud: CloudId, actions: readonly string[]): string {
	return JSON.stringify(policyFor(cloud, actions), null, 2);
}

/** What a policy is called where it goes. */
export function policyTitle(cloud: CloudId): string {
	return moduleOf(cloud).permissions.title;
}

/** All that the checks of a dry run found missing, each once. */
export function missingPermissionsOf(checks: readonly {readonly permissions?: readonly string[]}[]): readonly string[] {
	return [...new Set(checks.flatMap(({permissions}) => permissions ?? []))].sort();
}
