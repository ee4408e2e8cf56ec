import {fleetAccount} from '../../fleet/fleet-accounts.ts';
import {planFleet} from '../../fleet/fleet-plan.ts';
import type {SandboxOptions} from '../../sandbox.ts';
import {type TencentKey, tencentAccountUin, tencentKeys} from '../protocol/tencent-keys.ts';
import {createInventory} from './inventory.ts';
import {fleetInventory} from './inventory-fleet.ts';
import type {Partition} from './store.ts';

interface Accounts {
	/** What an account holds, by its UIN: made when it is first asked for. */
	readonly accounts: ReadonlyMap<string, () => readonly Partition[]>;
	readonly keys: readonly TencentKey[];
}

/** The accounts as they stand when the sandbox starts, and every key that one of them knows. */
export function accountsOf({fleet}: SandboxOptions, startMs: number): Accounts {
	if (!fleet)
		return {accounts: new Map([[tencentAccountUin, once(() => createInventory(startMs))]]), keys: tencentKeys};
	const plan = planFleet(fleet);
	const owners = Array.from({length: plan.accounts}, (_, index) => fleetAccount(index).tencent);
	return {
		accounts: new Map(
			owners.map(({account}, index) => [account, once(() => fleetInventory(plan, index, startMs))] as const),
		),
		keys: owners.flatMap(({keys}) => keys),
	};
}

function once<T>(make: () => T): () => T {
	let made: {readonly value: T} | undefined;
	return () => {
		made ??= {value: make()};
		return made.value;
	};
}
