import {mkdtempSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {beforeEach, describe, expect, it} from 'vitest';
import type {Plan} from '../../src/clouds/contract/cloud.ts';
import {executePlan, type RunOptions} from '../../src/run/engine.ts';
import {createJournal, readJournal, reopenRun} from '../../src/run/journal.ts';
import type {RunEvent} from '../../src/run/run-event.ts';
import {cloudError} from './memory-cloud.ts';
import {changeOf, changePlan, seen, TwoTunnels, tunnels} from './two-tunnels.ts';

/*
 * What a user would lose: the site's traffic, because the second tunnel was touched while the first was not back, or a run that hangs without a word.
 */
const {up, down} = seen;
const times = {limitMs: 20_000, pollMs: 1000, soakMs: 2000, clockOffMs: 0, firstLookMs: 3000, lateMs: 2000};

async function run(cloud: TwoTunnels, plan: Plan, options: Partial<RunOptions> = {}): Promise<RunEvent[]> {
	const events: RunEvent[] = [];
	const given = {secrets: new Map(), signal: new AbortController().signal, times};
	const sleep = async (_ms: number, signal: AbortSignal) => signal.throwIfAborted();
	for await (const event of executePlan(cloud, plan, {...given, sleep, ...options})) events.push(event);
	return events;
}

const waits = (events: readonly RunEvent[]) =>
	events.flatMap(event => (event.type === 'action-waiting' ? [event.why] : []));
const failure = (events: readonly RunEvent[]) =>
	events.flatMap(event => (event.type === 'action-failed' ? [event.error] : []))[0];

let cloud: TwoTunnels;
let state: string;
beforeEach(() => {
	cloud = new TwoTunnels();
	state = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
});

const both = () => changePlan(changeOf(1), changeOf(2));

describe('tunnel by tunnel', () => {
	it('touches the second once the first is UP again and has been for a while, and says what is waited for', async () => {
		const events = await run(cloud, both());
		expect(events.at(-1)).toMatchObject({type: 'finished', changed: ['tunnel-1', 'tunnel-2'], made: []});
		expect(cloud.log).toEqual([
			...['UP UP', 'UP UP', 'UP UP', 'change tunnel-1'],
			...['DOWN UP', 'DOWN UP', 'UP UP'],
			...['UP UP', 'UP UP', 'UP UP', 'change tunnel-2'],
			...['UP DOWN', 'UP DOWN', 'UP UP'],
		]);
		expect(waits(events)).toContain(
			'tunnel 1 (192.0.2.1) is DOWN: it is waited for until it is as before. On the site’s device: start tunnel 1 from its side',
		);
		expect(waits(events)).toContain(
			'tunnel 2 (192.0.2.2) is UP: it is watched for 2 s before tunnel 1 (192.0.2.1) is changed',
		);
	});

	it('takes the cloud’s word that a tunnel has been UP for long', async () => {
		cloud.play(2, [{...up, since: Date.now() - 60_000}]);
		await run(cloud, changePlan(changeOf(1)));
		expect(cloud.log.slice(0, 2)).toEqual(['UP UP', 'change tunnel-1']);
	});

	it('begins its watch anew where the other tunnel went down meanwhile, and says what is to be done', async () => {
		cloud.play(2, [up, up, down, up]);
		const events = await run(cloud, changePlan(changeOf(1)));
		expect(waits(events)).toContain(
			'tunnel 2 (192.0.2.2) is DOWN: it has to carry the traffic while tunnel 1 (192.0.2.1) is changed. Bring it UP on the site’s device',
		);
		expect(cloud.log.indexOf('change tunnel-1')).toBe(6);
	});

	it('changes nothing while the other tunnel is DOWN: it would cut the site off', async () => {
		cloud.play(2, [down]);
		const journal = await createJournal(state);
		const events = await run(cloud, both(), {journal});
		await journal.close();
		expect(failure(events)).toMatchObject({
			says: 'tunnel 2 (192.0.2.2) is DOWN: changing tunnel 1 (192.0.2.1) now would cut the site off',
			retryable: false,
			ambiguous: false,
			mend: expect.not.stringContaining('--even-if-down'),
			mendByOption: expect.stringContaining('--even-if-down'),
		});
		expect(events.at(-1)).toMatchObject({type: 'stopped', made: []});
		expect(cloud.sent).toEqual([]);
		expect(cloud.log).toHaveLength(4);
		// nothing is open: a resume looks anew
		expect((await readJournal(state, journal.runId)).sent.size).toBe(0);
	});

	it('changes it all the same where the plan says so', async () => {
		cloud.play(2, [down]);
		expect((await run(cloud, changePlan(changeOf(1, {needsUp: []})))).at(-1)).toMatchObject({type: 'finished'});
		expect(cloud.log.slice(0, 2)).toEqual(['UP DOWN', 'change tunnel-1']);
	});

	it('takes a tunnel that accepts no route for none that carries traffic, with BGP', async () => {
		cloud.routing = 'bgp';
		cloud.play(2, [{...up, acceptedRoutes: 0}]);
		expect(failure(await run(cloud, both()))?.says).toBe(
			'tunnel 2 (192.0.2.2) is UP, and the cloud accepts no route from it: changing tunnel 1 (192.0.2.1) now would cut the site off',
		);
		expect(cloud.sent).toEqual([]);
	});

	it('does not believe UP that is older than the change: a cloud may be late to tell', async () => {
		const long = {...up, since: Date.now() - 3_600_000};
		cloud.play(2, [long]);
		cloud.afterChange = [long, long, down, down, {...up, since: Date.now() + 60_000}];
		await run(cloud, changePlan(changeOf(1)));
		expect(cloud.log).toEqual(['UP UP', 'change tunnel-1', 'UP UP', 'UP UP', 'DOWN UP', 'DOWN UP', 'UP UP']);
	});

	it('watches a tunnel that was never seen to go down, and what it then says counts for nothing before the next', async () => {
		const long = {...up, since: Date.now() - 3_600_000};
		cloud.play(1, [long]);
		cloud.play(2, [long]);
		cloud.afterChange = [long];
		const events = await run(cloud, both());
		const second = cloud.log.indexOf('change tunnel-2');
		// three looks that it is back, three that it carries the traffic
		expect(cloud.log.slice(1, second)).toEqual(['change tunnel-1', ...Array(6).fill('UP UP')]);
		expect(waits(events)).toContain(
			'tunnel 1 (192.0.2.1) is UP, and was not seen to go down: it is watched for 2 s, for the change may come into force later',
		);
	});

	it('says at its end whether the tunnel was seen to go down at all: a key may come into force later', async () => {
		const ends = async () =>
			(await run(cloud, changePlan(changeOf(1)))).flatMap(event =>
				event.type === 'action-done' ? [event.result.detail] : [],
			);
		cloud.afterChange = [up];
		expect((await ends()).join()).toMatch(
			/not seen to go down: .* may come into force later, as a key at the next rekeying/,
		);
		cloud = new TwoTunnels();
		cloud.afterChange = [down, up];
		expect((await ends()).join()).not.toContain('not seen to go down');
	});

	it('holds the time of a change of state against the one before the call, not against the clock here', async () => {
		const behind = Date.now() - 3_600_000;
		cloud.play(1, [{...up, since: behind}]);
		cloud.play(2, [{...up, since: 1000}]);
		cloud.afterChange = [{...up, since: behind + 60_000}];
		await run(cloud, changePlan(changeOf(1)));
		expect(cloud.log).toEqual(['UP UP', 'change tunnel-1', 'UP UP']);

		const ahead = {...up, since: Date.now() + 3_600_000};
		cloud = new TwoTunnels();
		cloud.play(1, [ahead]);
		cloud.play(2, [{...up, since: 1000}]);
		cloud.afterChange = [ahead];
		await run(cloud, changePlan(changeOf(1)));
		expect(cloud.log).toEqual(['UP UP', 'change tunnel-1', 'UP UP', 'UP UP', 'UP UP']);
	});

	it('does not take the cloud’s word where the clock here may be off by as much', async () => {
		cloud.play(2, [{...up, since: Date.now() - 60_000}]);
		await run(cloud, changePlan(changeOf(1)), {times: {...times, clockOffMs: 120_000}});
		expect(cloud.log.indexOf('change tunnel-1')).toBe(3);
	});

	it('knows after a crash what was seen before the call', async () => {
		const old = {...up, since: 1000};
		cloud.play(1, [old]);
		cloud.afterChange = [old];
		const controller = new AbortController();
		cloud.onLook = () => cloud.sent.length === 1 && controller.abort();
		const journal = await createJournal(state);
		await run(cloud, changePlan(changeOf(1)), {journal, signal: controller.signal});
		await journal.close();
		cloud.onLook = () => {};
		cloud.log.length = 0;
		cloud.play(1, [old, {...up, since: 2000}]);
		const again = await reopenRun(state, journal.runId);
		const events = await run(cloud, changePlan(changeOf(1)), {journal: again.journal, earlier: again.record});
		await again.journal.close();
		expect(events.at(-1)).toMatchObject({type: 'finished', changed: ['tunnel-1']});
		expect(cloud.log).toEqual(['UP UP', 'UP UP']);
	});

	it('waits for what was UP at the change, with the routes that it had then, whatever the plan saw', async () => {
		cloud.routing = 'bgp';
		cloud.play(1, [{...up, acceptedRoutes: 2}]);
		cloud.afterChange = [down, {...up, acceptedRoutes: 1}, {...up, acceptedRoutes: 2}];
		const [tunnel] = tunnels;
		const unplanned = changePlan(changeOf(1, {backUp: []}));
		expect((await run(cloud, unplanned)).at(-1)).toMatchObject({type: 'finished'});
		expect(cloud.log.slice(-3)).toEqual(['DOWN UP', 'UP UP', 'UP UP']);

		cloud = new TwoTunnels();
		cloud.routing = 'bgp';
		cloud.play(1, [{...up, acceptedRoutes: 2}]);
		cloud.afterChange = [down, {...up, acceptedRoutes: 2}];
		const more = changePlan(changeOf(1, {backUp: [{...tunnel, routes: 3}]}));
		expect((await run(cloud, more)).at(-1)).toMatchObject({type: 'finished'});
	});

	it('takes routes that are not told for none, with BGP, on a cloud that tells them', async () => {
		cloud.routing = 'bgp';
		const {acceptedRoutes: _, ...untold} = up;
		cloud.play(2, [untold]);
		expect(failure(await run(cloud, both()))?.says).toContain(
			'the cloud does not tell how many routes it accepts from it: changing tunnel 1 (192.0.2.1) now',
		);
		expect(cloud.sent).toEqual([]);

		cloud.play(2, [up]);
		cloud.afterChange = [down, untold, untold, up];
		await run(cloud, changePlan(changeOf(1)));
		expect(cloud.log.slice(-4)).toEqual(['DOWN UP', 'UP UP', 'UP UP', 'UP UP']);
	});

	it('waits for the routes too, with BGP', async () => {
		cloud.routing = 'bgp';
		const [tunnel] = tunnels;
		cloud.afterChange = [down, {...up, acceptedRoutes: 0}, {...up, acceptedRoutes: 1}, up];
		const events = await run(cloud, changePlan(changeOf(1, {backUp: [{...tunnel, routes: 3}]})));
		expect(waits(events).join('\n')).toContain('tunnel 1 (192.0.2.1) is UP with 1 route of the 3 that it had');
		expect(events.at(-1)).toMatchObject({type: 'finished'});
	});
});

describe('a tunnel that does not come back', () => {
	it('ends the run after a bounded time, with the other untouched; a resume waits on and sends nothing twice', async () => {
		cloud.afterChange = [down];
		const journal = await createJournal(state);
		const events = await run(cloud, both(), {journal});
		await journal.close();
		expect(failure(events)).toMatchObject({
			kind: 'timeout',
			says: 'tunnel 1 (192.0.2.1) did not come back within 20 s after its change',
			message: expect.stringContaining('start tunnel 1 from its side'),
		});
		expect(events.at(-1)).toMatchObject({type: 'stopped', changed: ['tunnel-1']});
		const record = await readJournal(state, journal.runId);
		expect(record.settled.has('tunnel-1')).toBe(false);

		cloud.log.length = 0;
		cloud.play(1, [down, down, up]);
		cloud.afterChange = [down, up];
		const again = await reopenRun(state, journal.runId);
		const rest = await run(cloud, both(), {journal: again.journal, earlier: again.record});
		await again.journal.close();
		expect(rest.at(-1)).toMatchObject({type: 'finished', changed: ['tunnel-1', 'tunnel-2']});
		expect(cloud.log.indexOf('change tunnel-2')).toBeGreaterThan(cloud.log.indexOf('UP UP'));
		expect(cloud.sent).toEqual(['tunnel-1', 'tunnel-2']);
	});

	it('is waited for before the other is touched, though it was DOWN from the beginning', async () => {
		cloud.play(1, [down]);
		cloud.afterChange = [...Array(8).fill(down), up];
		const events = await run(cloud, changePlan(changeOf(1, {backUp: []}), changeOf(2)));
		expect(events.at(-1)).toMatchObject({type: 'finished'});
		const second = cloud.log.indexOf('change tunnel-2');
		expect(cloud.log.slice(second - 3, second)).toEqual(['UP UP', 'UP UP', 'UP UP']);
	});

	it('can be left: Ctrl-C ends the wait, and nothing has failed', async () => {
		const controller = new AbortController();
		cloud.afterChange = [down];
		cloud.onLook = () => cloud.sent.length === 1 && controller.abort();
		const events = await run(cloud, both(), {signal: controller.signal});
		expect(failure(events)).toBeUndefined();
		expect(events.at(-1)).toMatchObject({type: 'stopped', changed: ['tunnel-1']});
	});

	it('ends with the command’s own time limit, which says what was waited for', async () => {
		const limit = new AbortController();
		cloud.afterChange = [down];
		cloud.onLook = () =>
			cloud.log.length > 6 && limit.abort(new DOMException('The operation timed out', 'TimeoutError'));
		const events = await run(cloud, both(), {limit: limit.signal});
		expect(failure(events)).toMatchObject({kind: 'timeout', message: expect.stringContaining('is DOWN')});
		expect(cloud.sent).toEqual(['tunnel-1']);
	});
});

describe('looks without an answer', () => {
	it('are taken again, and count for nothing', async () => {
		const throttled = cloudError({code: 'RequestLimitExceeded', retryable: true});
		cloud.lookErrors.push(undefined, throttled, cloudError({kind: 'network', code: ''}), undefined, undefined);
		const events = await run(cloud, changePlan(changeOf(1)));
		expect(events.at(-1)).toMatchObject({type: 'finished'});
		// one before the trouble, three after it
		expect(cloud.log.indexOf('change tunnel-1')).toBe(4);
		expect(waits(events)).toContain('the tunnels were not told (RequestLimitExceeded): looking again');
	});

	it('end the run where another would not help, and nothing was begun', async () => {
		cloud.lookErrors.push(cloudError({code: 'UnauthorizedOperation'}));
		expect(failure(await run(cloud, both()))?.code).toBe('UnauthorizedOperation');
		expect(cloud.sent).toEqual([]);
	});

	it('end the run after a bounded time where none is answered', async () => {
		cloud.lookErrors.push(...Array(100).fill(cloudError({kind: 'network', code: ''})));
		const events = await run(cloud, both());
		expect(failure(events)).toMatchObject({kind: 'timeout', message: 'tunnel 2 (192.0.2.2) could not be looked at'});
		expect(cloud.sent).toEqual([]);
	});
});

describe('a tunnel that has to carry nothing', () => {
	const draining = () => changePlan(changeOf(1, {drained: tunnels[0], device: ['stop announcing on tunnel 1']}));

	it('is changed once the cloud accepts no route from it, with BGP', async () => {
		cloud.routing = 'bgp';
		cloud.play(1, [up, up, up, up, {...up, acceptedRoutes: 1}, {...up, acceptedRoutes: 0}]);
		const events = await run(cloud, draining());
		expect(cloud.log.indexOf('change tunnel-1')).toBe(6);
		expect(waits(events)).toContain(
			'tunnel 1 (192.0.2.1) still has 3 routes: it has to carry nothing before it is changed. On the site’s device: stop announcing on tunnel 1',
		);
	});

	it('says of what the device has to do only what is due', async () => {
		cloud.routing = 'bgp';
		const device = ['take the traffic off', 'give it the key', 'bring the traffic back'];
		cloud.play(1, [up, up, up, up, {...up, acceptedRoutes: 0}]);
		cloud.afterChange = [down, {...up, acceptedRoutes: 0}, up];
		const events = await run(
			cloud,
			changePlan(changeOf(1, {drained: tunnels[0], device, backUp: [{...tunnels[0], routes: 3}]})),
		);
		const due = (how: string) =>
			waits(events)
				.find(why => why.startsWith(`tunnel 1 (192.0.2.1) ${how}`))
				?.split('device: ')[1];
		expect(due('still has 3 routes')).toBe('take the traffic off');
		expect(due('is DOWN')).toBe('give it the key; bring the traffic back');
		expect(due('is UP, and the cloud accepts no route')).toBe('bring the traffic back');
	});

	it('is changed once it is DOWN, with static routes, which tell nothing', async () => {
		cloud.play(1, [up, up, up, {...up, acceptedRoutes: 0}, down]);
		await run(cloud, draining());
		expect(cloud.log.indexOf('change tunnel-1')).toBe(5);
	});

	it('is not changed where the other one goes down meanwhile', async () => {
		cloud.play(1, [up, up, up, up, down]);
		cloud.play(2, [up, up, up, up, down]);
		const events = await run(cloud, draining());
		expect(failure(events)?.says).toBe('tunnel 1 (192.0.2.1) was not drained within 20 s, and was not changed');
		expect(failure(events)?.message).toContain('tunnel 2 (192.0.2.2) is DOWN');
		expect(cloud.sent).toEqual([]);
	});

	it('is drained once what its device needs is written', async () => {
		cloud.routing = 'bgp';
		cloud.play(1, [up, up, up, {...up, acceptedRoutes: 0}]);
		await run(cloud, draining(), {
			async beforeAction({id}) {
				cloud.log.push(`before ${id}`);
			},
		});
		expect(cloud.log.slice(0, 6)).toEqual(['UP UP', 'UP UP', 'UP UP', 'before tunnel-1', 'UP UP', 'change tunnel-1']);
	});
});

describe('what stands as it is wanted', () => {
	it('is sent by nobody, and waited for: somebody else has taken it down since the plan was made', async () => {
		cloud.made.set('tunnel-1', ['vpn-1']);
		cloud.play(1, [down, down, up]);
		cloud.play(2, [down]);
		const before: string[] = [];
		const events = await run(cloud, changePlan(changeOf(1)), {
			async beforeAction({id}) {
				before.push(id);
			},
		});
		expect(events.at(-1)).toEqual({type: 'finished', connectionId: 'vpn-1', made: []});
		expect([cloud.log, before]).toEqual([['DOWN DOWN', 'DOWN DOWN', 'UP DOWN'], []]);
	});

	it('is not sent either where it came to stand so during the wait for the other tunnel', async () => {
		cloud.onLook = () => cloud.made.set('tunnel-1', ['vpn-1']);
		const events = await run(cloud, changePlan(changeOf(1)));
		expect(events.at(-1)).toEqual({type: 'finished', connectionId: 'vpn-1', made: []});
		expect(cloud.sent).toEqual([]);
	});

	it('is asked for again before a call that was turned away is sent once more, and so is what carries the traffic', async () => {
		cloud.script.set('tunnel-1', ['throttled', 'throttled']);
		cloud.onPerform = () => cloud.sent.length === 1 && cloud.play(2, [down, down, up]);
		const events = await run(cloud, changePlan(changeOf(1)));
		expect(events.at(-1)).toMatchObject({type: 'finished', changed: ['tunnel-1']});
		expect(cloud.log.slice(3, cloud.log.indexOf('change tunnel-1'))).toEqual([
			...['UP DOWN', 'UP DOWN', 'UP UP', 'UP UP', 'UP UP'],
			...['UP UP', 'UP UP', 'UP UP'],
		]);

		cloud = new TwoTunnels();
		cloud.script.set('tunnel-1', ['throttled']);
		cloud.onPerform = () => cloud.made.set('tunnel-1', ['vpn-1']);
		expect((await run(cloud, changePlan(changeOf(1)))).at(-1)).toMatchObject({type: 'finished', made: []});
		expect(cloud.sent).toEqual(['tunnel-1']);
	});

	it('waits for a tunnel that somebody else has taken down between two tries', async () => {
		cloud.script.set('tunnel-1', ['throttled']);
		cloud.onPerform = () => cloud.sent.length === 1 && cloud.play(1, [down]);
		cloud.afterChange = [down, down, up];
		await run(cloud, changePlan(changeOf(1)));
		expect(cloud.log.slice(cloud.log.indexOf('change tunnel-1'))).toEqual([
			...['change tunnel-1', 'DOWN UP', 'DOWN UP', 'UP UP'],
		]);

		// and one that was down by then, for what it wanted stood
		cloud = new TwoTunnels();
		cloud.play(1, [down, down, down, down, up]);
		cloud.onLook = () => cloud.made.set('tunnel-1', ['vpn-1']);
		expect((await run(cloud, changePlan(changeOf(1)))).at(-1)).toMatchObject({type: 'finished', made: []});
		expect(cloud.log.at(-1)).toBe('UP UP');
	});

	it('is found again after a lost reply by what stood before, which the journal keeps', async () => {
		cloud.parts.set('tunnel-1', ['key:1:2']);
		cloud.script.set('tunnel-1', ['lost']);
		const told: unknown[] = [];
		const find = cloud.find.bind(cloud);
		cloud.find = async (action, context) => {
			told.push(context.standing?.get(action.id));
			return find(action, context);
		};
		const journal = await createJournal(state);
		await run(cloud, changePlan(changeOf(1)), {journal});
		await journal.close();
		expect(told).toEqual([undefined, undefined, ['key:1:2']]);
		const {record, journal: again} = await reopenRun(state, journal.runId);
		await again.close();
		const earlier = {...record, results: new Map(), settled: new Set<string>(), sent: new Set(['tunnel-1'])};
		told.length = 0;
		await run(cloud, changePlan(changeOf(1)), {earlier});
		expect(told).toEqual([['key:1:2']]);
	});
});
