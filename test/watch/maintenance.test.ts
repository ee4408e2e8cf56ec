import {describe, expect, it} from 'vitest';
import type {ConnectionStatus, Maintenance} from '../../src/clouds/contract/cloud.ts';
import {maintenanceEveryMs} from '../../src/watch/maintenance.ts';
import {dueTogether, maintenanceNow, maintenanceText} from '../../src/watch/maintenance-text.ts';
import {watch} from '../../src/watch/watch.ts';
import type {WatchSnapshot} from '../../src/watch/watch-snapshot.ts';
import {cloudError, MemoryCloud} from '../run/memory-cloud.ts';

/* What a user would lose: a tunnel that goes down on a day that was announced; or tunnels that are not told since their maintenance can't be read. */

const connection = (id: string): ConnectionStatus => ({
	cloud: 'aws',
	region: 'eu-central-1',
	id,
	name: 'office',
	state: 'available',
	phase: 'settled',
	routing: 'bgp',
	tunnels: [1, 2].map(number => ({key: `3.120.14.${number}`, state: 'UP' as const, raw: 'UP', message: ''})),
});
const pending: Maintenance = {key: '3.120.14.2', pending: 'Available', autoAppliedAfter: 1_800_000_000_000};

class Maintained extends MemoryCloud {
	readonly asked: string[] = [];
	answer: () => Promise<readonly Maintenance[]> = async () => [pending];
	async maintenance(_region: string, id: string): Promise<readonly Maintenance[]> {
		this.asked.push(id);
		return this.answer();
	}
}

/** The answered snapshots of so many polls, each `stepMs` of the clock after the other. */
async function polls(cloud: MemoryCloud, count: number, stepMs: number, maintenance = true) {
	const answered: WatchSnapshot[] = [];
	const stop = new AbortController();
	let now = 1_000_000;
	const sleep = async () => {
		now += stepMs;
	};
	const options = {region: 'eu-central-1', signal: stop.signal, now: () => now, sleep, maintenance};
	for await (const snapshot of watch(cloud, options)) {
		if (snapshot.polling) continue;
		answered.push(snapshot);
		if (answered.length === count) stop.abort();
	}

	return answered;
}

function maintained(...ids: readonly string[]): Maintained {
	const cloud = new Maintained();
	cloud.statuses = ids.map(connection);
	return cloud;
}

describe('the maintenance of what is watched', () => {
	it('comes with the tunnels, on the one that it is of', async () => {
		const snapshots = await polls(maintained('vpn-1'), 3, 5000);
		expect(snapshots.at(-1)?.connections[0]?.tunnels.map(tunnel => tunnel.maintenance)).toEqual([undefined, pending]);
	});

	it('is asked for once an hour, however often the tunnels are', async () => {
		const cloud = maintained('vpn-1', 'vpn-2');
		await polls(cloud, 20, 5000);
		expect(cloud.asked).toEqual(['vpn-1', 'vpn-2']);
		const later = maintained('vpn-1');
		await polls(later, 13, maintenanceEveryMs / 4);
		expect(later.asked).toHaveLength(4);
	});

	it('is asked for of hundreds of connections, some beside each poll, and of each once an hour', async () => {
		const ids = Array.from({length: 170}, (_, index) => `vpn-${index}`);
		const cloud = maintained(...ids);
		const last = (await polls(cloud, 600, 5000)).at(-1);
		expect(cloud.asked).toEqual(ids);
		expect(last?.connections.every(({tunnels}) => tunnels.some(({maintenance}) => maintenance))).toBe(true);
		const refused = maintained(...ids);
		refused.answer = async () => {
			throw cloudError({code: 'UnauthorizedOperation'});
		};
		await polls(refused, 20, 5000);
		expect(refused.asked).toEqual(['vpn-0']);
	});

	it('keeps no answer waiting', async () => {
		const cloud = maintained('vpn-1');
		cloud.answer = () => new Promise(() => {});
		expect((await polls(cloud, 5, 5000)).at(-1)?.connections).toHaveLength(1);
		expect(cloud.asked).toHaveLength(1);
	});

	it('that is refused is told as that, and asked for no more until an hour is over; the tunnels stay', async () => {
		const cloud = maintained('vpn-1', 'vpn-2');
		cloud.answer = async () => {
			throw cloudError({code: 'UnauthorizedOperation'});
		};
		const last = (await polls(cloud, 5, 5000)).at(-1);
		expect(last?.maintenanceUnread?.code).toBe('UnauthorizedOperation');
		expect(last?.error).toBeUndefined();
		expect(last?.connections).toHaveLength(2);
		expect(cloud.asked).toEqual(['vpn-1']);
	});

	it('costs nothing where nobody asked for it, or the cloud tells of none', async () => {
		const cloud = maintained('vpn-1');
		await polls(cloud, 3, 5000, false);
		expect(cloud.asked).toEqual([]);
		const other = new MemoryCloud();
		other.statuses = [connection('vpn-1')];
		expect(await polls(other, 3, 5000)).toHaveLength(3);
	});
});

describe('maintenance in words', () => {
	it('names the command that does it at a time of one’s own, for that tunnel', () => {
		expect(maintenanceNow(connection('vpn-1'), 2)).toContain(
			'tunnelwright replace-tunnel vpn-1 2 --cloud aws --region eu-central-1 --apply-maintenance',
		);
	});

	const iso = (at: number) => new Date(at).toISOString();

	it('says when the cloud does it by itself, and says nothing where there is none', () => {
		expect(maintenanceText(connection('vpn-1'), pending, iso)).toMatch(/pending \(Available\).*after 2027-01-15T/);
		expect(maintenanceText(connection('vpn-1'), {key: 'x', pending: ''}, iso)).toBeUndefined();
	});

	it('warns where both tunnels of a connection are due', () => {
		const due = connection('vpn-1');
		const [first, second] = due.tunnels;
		if (!first || !second) throw new Error('two tunnels');
		expect(dueTogether({...due, tunnels: [first, {...second, maintenance: pending}]})).toBeUndefined();
		const both = [first, second].map(tunnel => ({...tunnel, maintenance: pending}));
		expect(dueTogether({...due, tunnels: both})).toMatch(/one after the other/);
	});
});
