import type {Plan} from '../../src/clouds/contract/cloud.ts';
import {beginDelete} from '../../src/run/delete.ts';
import type {Removal} from '../../src/run/removal.ts';
import {MemoryCloud} from './memory-cloud.ts';

/** A deletion of a connection, begun and left: its journal stands, nobody works on it. */
export async function beginAndLeave(
	stateFolder: string,
	{cloud, region}: Pick<Plan, 'cloud' | 'region'>,
	connection: Partial<Removal['connection']>,
): Promise<string> {
	const removal: Removal = {
		cloud,
		region,
		connection: {id: 'vpn-1', name: 'office', state: 'available', ...connection},
		steps: [],
		goesWith: [],
		stays: [],
		notes: [],
	};
	const journal = await beginDelete(
		new MemoryCloud(),
		removal,
		{stateFolder, sandbox: false, account: '1'},
		new AbortController().signal,
	);
	await journal.close();
	return journal.runId;
}
