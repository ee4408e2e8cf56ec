import './register.ts';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {runArguments} from '../../../src/commands/run-commands.ts';
import {fakeIo} from '../../commands/fake-io.ts';
import {staticThird} from './documents.ts';
import type {ThirdConnection} from './own-document.ts';
import {worldOf} from './world.ts';

/* What a user would lose: a cloud that is one folder, and that a command knows nothing of all the same. */

let home: string;
beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
});

afterEach(() => rmSync(home, {recursive: true, force: true}));

const world = () => worldOf({THIRD_WORLD: home});

async function run(args: readonly string[], given: Parameters<typeof fakeIo>[0] = {}) {
	const io = fakeIo({
		env: {TUNNELWRIGHT_HOME: home, THIRD_WORLD: home, THIRD_TOKEN: 'letters', THIRD_REGION: 'third-north'},
		sleep: async (_ms, signal) => signal.throwIfAborted(),
		...given,
	});
	const code = await runArguments(args, undefined, io);
	return {code, out: io.stdout(), err: io.stderr()};
}

const input = JSON.stringify(staticThird);

async function applied(
	document: ThirdConnection = staticThird,
): Promise<{readonly connectionId: string; readonly runId: string}> {
	const {code, out, err} = await run(['apply', '-', '--yes', '--json'], {input: JSON.stringify(document)});
	expect({code, err}).toMatchObject({code: 0});
	return JSON.parse(out);
}

test('plan says what would be made, as calls and as lines, and makes nothing', async () => {
	const {code, out} = await run(['plan', '-'], {input});
	expect(code).toBe(0);
	for (const line of ['create site', 'create tunnel', 'create route', 'third CreateTunnel'])
		expect(out).toContain(line);
	expect(world().requests.filter(({action}) => /^Create/.test(action))).toEqual([]);
});

test('apply makes it, again makes nothing, status shows it, and its key is nowhere', async () => {
	const {connectionId: id} = await applied();
	expect(id).toMatch(/^tun-\d+$/);
	const made = world().things.size;
	expect(await run(['apply', '-', '--yes'], {input})).toMatchObject({code: 0});
	expect(world().things.size).toBe(made);
	const {out} = await run(['status', id]);
	expect(out).toContain('Third Cloud');
	expect(out).toContain('UP');
	expect(JSON.parse((await run(['status', '--json'])).out).connections).toMatchObject([{cloud: 'third', id}]);
	const key = world().things.get(id)?.key?.reveal() ?? 'no key';
	expect((await run(['runs', '--json'])).out).not.toContain(key);
});

test('a run is taken back, and a connection deleted with what was made for it', async () => {
	const {runId} = await applied();
	expect(await run(['runs', 'undo', runId, '--yes'])).toMatchObject({code: 0});
	expect([...world().things.keys()]).toEqual(['cgw-third1']);
	const {connectionId: id} = await applied();
	const {code, out, err} = await run(['delete', id, '--confirm', staticThird.name, '--json']);
	expect({code, err}).toMatchObject({code: 0});
	expect(JSON.stringify(JSON.parse(out))).toContain('third');
	expect([...world().things.keys()]).toEqual(['cgw-third1']);
});

test('config writes the site’s side, with the key, for a device that knows nothing of the cloud', async () => {
	const {connectionId: id} = await applied();
	const {code, err} = await run(['config', id, '--device', 'strongswan', '--out', join(home, 'site')]);
	expect({code, err}).toMatchObject({code: 0});
	const key = world().things.get(id)?.key?.reveal() ?? 'no key';
	expect(readFileSync(join(home, 'site/swanctl.conf'), 'utf8')).toContain(`0s${Buffer.from(key).toString('base64')}`);
});

test('export has its own format, and says so of one that is another cloud’s', async () => {
	const {connectionId: id} = await applied();
	const {code, out} = await run(['export', id, '--format', 'third-json']);
	expect(code).toBe(0);
	expect(out).toContain('"thirdTunnel"');
	expect(await run(['export', id, '--format', 'tccli'])).toMatchObject({code: 2});
});

test('profiles keep it, and read it back from the cloud', async () => {
	const {connectionId: id} = await applied();
	expect(await run(['profiles', 'save', 'one', '-'], {input})).toMatchObject({code: 0});
	expect(await run(['profiles', 'import', '--from', 'third', '--id', id, '--name', 'two'])).toMatchObject({code: 0});
	const {profiles} = JSON.parse((await run(['profiles', 'list', '--json'])).out);
	expect(profiles).toMatchObject([
		{name: 'one', cloud: 'third'},
		{name: 'two', cloud: 'third'},
	]);
	expect(await run(['plan', '--profile', 'one'])).toMatchObject({code: 0});
});

test('skeleton, schema and accounts speak of it', async () => {
	const {out} = await run(['skeleton', 'third']);
	expect(out).toContain('heartbeatSeconds');
	expect(await run(['plan', '-'], {input: out})).toMatchObject({code: 2});
	expect((await run(['schema'])).out).toContain('"third"');
	const {accounts} = JSON.parse((await run(['accounts', '--json'])).out);
	expect(accounts).toContainEqual(expect.objectContaining({cloud: 'third', account: '3000000001'}));
});

test('a document that breaks its schema is told of in the same words', async () => {
	const {code, err} = await run(['plan', '-'], {input: JSON.stringify({...staticThird, heartbeatSeconds: 99})});
	expect(code).toBe(2);
	expect(err).toContain('heartbeatSeconds: 99');
});
