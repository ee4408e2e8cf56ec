import type {TencentInventory} from '../read/inventory.ts';
import type {TencentClient} from '../wire/client.ts';

/** What the actions of Tencent Cloud reach its API by. */
export interface Reach {
	readonly client: TencentClient;
	readonly inventory: TencentInventory;
	/** Run and action of every create that this process has sent: what is found of them afterwards is the run's own. */
	readonly sent: Set<string>;
}
