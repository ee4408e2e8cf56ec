import {type AwsKeyPair, awsAccount, awsAdministrator, awsReader} from '../../aws-keys.ts';
import {fleetAccount} from '../../fleet/fleet-accounts.ts';
import {planFleet} from '../../fleet/fleet-plan.ts';
import type {SandboxOptions} from '../../sandbox.ts';
import {enabledRegion} from '../region/regions.ts';
import {Account, usualInventory} from './account.ts';
import {fillFleetRegion} from './inventory-fleet.ts';

interface Accounts {
	readonly accounts: ReadonlyMap<string, Account>;
	readonly keys: readonly AwsKeyPair[];
}

/** The accounts by their numbers, and every key that one of them knows. */
export function accountsOf({fleet, extraGateways = 0}: SandboxOptions, start: number): Accounts {
	if (!fleet)
		return {
			accounts: new Map([[awsAccount, new Account(start, usualInventory(extraGateways))]]),
			keys: [awsAdministrator, awsReader],
		};
	const plan = planFleet(fleet);
	const regions = plan.regions.ec2.map(enabledRegion);
	const owners = Array.from({length: plan.accounts}, (_, index) => fleetAccount(index).aws);
	const accounts = owners.map(({account}, index): [string, Account] => [
		account,
		new Account(start, {
			regions,
			furnished: plan.regions.ec2,
			fill: (region, at) => fillFleetRegion(region, at, plan, index),
			seed: `${account} `,
		}),
	]);
	return {accounts: new Map(accounts), keys: owners.flatMap(owner => owner.keys)};
}

/** What the first of the accounts says that has something to say. */
export function firstOf<T>(accounts: readonly Account[], ask: (account: Account) => T | undefined): T | undefined {
	for (const account of accounts) {
		const said = ask(account);
		if (said !== undefined) return said;
	}

	return undefined;
}
