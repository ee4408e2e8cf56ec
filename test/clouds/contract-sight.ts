import {expect} from 'vitest';
import type {Cloud, ConnectionStatus} from '../../src/clouds/contract/cloud.ts';
import type {Secret} from '../../src/connection/secret.ts';

const hour = 3_600_000;

/**
 * What every cloud promises of a connection that is looked at alone, where it tells of one: tunnels by the keys of its status, nothing that could not be
 * read where everything may be, counts in their order, and no key in any of it.
 */
export async function expectSight(
	cloud: Cloud,
	{region, id, tunnels}: ConnectionStatus,
	secrets: Iterable<Secret>,
	signal: AbortSignal,
): Promise<void> {
	const keys = tunnels.map(({key}) => key);
	const now = Date.now();
	const sight = await cloud.sight?.(region, id, signal);
	const traffic = await cloud.traffic?.(region, id, {from: now - hour, to: now}, signal);
	const log = await cloud.tunnelLog?.(region, id, now - hour, signal);
	if (sight) {
		expect(sight.tunnels.map(({key}) => key)).toEqual(keys);
		expect(sight.unread).toEqual([]);
		expect(sight.gateways).toEqual([]);
		expect(sight.at).toBeGreaterThanOrEqual(now);
	}

	for (const {tunnel, points} of traffic?.series ?? []) {
		if (tunnel !== undefined) expect(keys).toContain(tunnel);
		const times = points.map(({at}) => at);
		expect(times).toEqual([...times].sort((one, other) => one - other));
	}

	if (log?.state === 'off') expect(log.says).not.toBe('');
	else if (log) expect(log.state).toBe('read');
	for (const secret of secrets) expect(JSON.stringify({sight, traffic, log})).not.toContain(secret.reveal());
}
