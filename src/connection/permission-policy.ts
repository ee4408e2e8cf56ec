import type {CloudId} from './finding.ts';

/** A policy that allows these actions and nothing else, ready to be pasted: IAM's JSON, or CAM's. */
export function policyFor(cloud: CloudId, actions: readonly string[]): Readonly<Record<string, unknown>> {
	const sorted = [...new Set(actions)].sort();
	return cloud === 'aws'
		? {Version: '2012-10-17', Statement: [{Effect: 'Allow', Action: sorted, Resource: '*'}]}
		: {version: '2.0', statement: [{effect: 'allow', action: sorted, resource: ['*']}]};
}

/** The same as text. */
export function policyText(cloud: CloudId, actions: readonly string[]): string {
	return JSON.stringify(policyFor(cloud, actions), null, 2);
}

/** What a policy is called where it goes. */
export function policyTitle(cloud: CloudId): string {
	return cloud === 'aws' ? 'an IAM policy that allows them' : 'a CAM policy that allows them';
}

/** All that the checks of a dry run found missing, each once. */
export function missingPermissionsOf(checks: readonly {readonly permissions?: readonly string[]}[]): readonly string[] {
	return [...new Set(checks.flatMap(({permissions}) => permissions ?? []))].sort();
}
