import {expect, test} from 'vitest';
import {statusJson, statusText} from '../../src/commands/status-text.ts';
import {connectionOf} from '../ui/fixtures.ts';

/* What a user would lose: a tunnel that is UP and carries nothing is told like one that works. */
test('the hint of a tunnel that is UP is told', () => {
	const status = connectionOf('berlin', 1);
	const tunnels = status.tunnels.map(tunnel => ({
		...tunnel,
		message: '0 BGP ROUTES',
		hint: 'the device announces no prefix',
	}));
	expect(statusText({...status, tunnels})).toContain('possible: the device announces no prefix');
	const likely = tunnels.map(tunnel => ({...tunnel, hintSureness: 'likely' as const}));
	expect(statusText({...status, tunnels: likely})).toContain('likely: the device announces no prefix');
	expect(statusText(status)).not.toMatch(/likely|possible/);
});

test('routing is told by the words of its cloud, and in JSON by that of the document', () => {
	const tunnel = {...connectionOf('berlin', 1), cloud: 'tencent', routing: 'static'} as const;
	expect(statusText(tunnel).split('\n')[0]).toMatch(/ · destination routes$/);
	expect(statusJson(tunnel)).toMatchObject({routing: 'static'});
	expect(statusText(connectionOf('berlin', 1)).split('\n')[0]).toMatch(/ · BGP$/);
});

test('a tunnel that changed in time to come is said to have a wrong time', () => {
	const now = Date.now();
	const status = connectionOf('berlin', 1);
	const since = (at: number) =>
		statusText({...status, tunnels: status.tunnels.map(tunnel => ({...tunnel, since: at}))}, now);
	expect(since(now + 180_000)).toMatch(/since 20\S+Z, which is yet to come by this machine’s clock/);
	expect(since(now - 1000)).not.toContain('yet to come');
});
