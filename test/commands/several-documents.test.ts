import {mkdirSync, mkdtempSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {fakeIo} from './fake-io.ts';
import '../torture/quick-waits.mjs';
import {standingDocument as document} from './standing-document.ts';

/* What a user would lose: one of fifty connections that was passed over in silence, or all that came after one that failed. */
let sandbox: Sandbox;
let home: string;
let folder: string;
beforeEach(async () => {
	sandbox = await startSandbox({speed: 500});
	home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
	folder = join(home, 'sites');
	mkdirSync(folder);
});
afterEach(() => sandbox.close());

async function run(args: readonly string[], input: object = {}, interruptAt?: RegExp) {
	const own = fakeIo({
		input: JSON.stringify(input),
		env: {...sandbox.env, TUNNELWRIGHT_HOME: home},
		sleep: async (_ms, signal) => signal.throwIfAborted(),
		...(interruptAt
			? {
					out(text) {
						if (interruptAt.test(text)) own.interrupt();
						lines.push(text);
					},
				}
			: {}),
	});
	const lines: string[] = [];
	const code = await runArguments(args, undefined, own);
	const json = args.includes('--json') ? JSON.parse(own.stdout()) : undefined;
	return {code, out: interruptAt ? lines.join('\n') : own.stdout(), err: own.stderr(), json};
}

const put = (name: string, content: unknown) =>
	writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
const berlin = document('aws-vgw-bgp', {name: 'berlin'});
const rome = document('aws-vgw-static', {
	name: 'rome',
	site: {kind: 'new', name: 'rome', address: '198.51.100.77', asn: 64_902},
});
const refused = document('aws-vgw-bgp', {name: 'oslo', cloudGateway: {kind: 'vgw', id: 'vgw-0123456789abcdef0'}});
const made = () =>
	sandbox.requests.filter(({action, code, dryRun}) => action === 'CreateVpnConnection' && code === '' && !dryRun)
		.length;

describe('a folder', () => {
	it('or a file that the system gives to nobody is told with its reason', async () => {
		symlinkSync('circle', join(home, 'circle'));
		const {code, err} = await run(['plan', join(home, 'circle')]);
		expect([code, err]).toEqual([2, expect.stringMatching(/can.t be read: ELOOP/)]);
	});

	it('is planned file by file, by name, with what was passed over and a summary', async () => {
		put('b.json', rome);
		put('a.json', berlin);
		put('package.json', {name: 'sites'});
		put('notes.txt', 'x');
		const {code, out, err} = await run(['plan', folder]);
		expect(code).toBe(0);
		expect(out.indexOf('── ')).toBe(0);
		expect(out).toMatch(/a\.json · berlin · [\s\S]*b\.json · rome · [\s\S]*IN ALL\n/);
		expect(out.match(/can be made as the document says/g)).toHaveLength(2);
		expect(err).toMatch(/passed over: .*package\.json: it is no connection document/);
		expect((await run(['plan', folder, '--exit-code'])).code).toBe(5);
		const {json} = await run(['plan', folder, '--json']);
		expect(json).toMatchObject([
			{file: join(folder, 'a.json'), result: 'ready', name: 'berlin'},
			{file: join(folder, 'b.json'), result: 'ready', name: 'rome'},
		]);
	});

	it('with one document gives a list all the same', async () => {
		put('a.json', berlin);
		expect((await run(['plan', folder, '--json'])).json).toMatchObject([{name: 'berlin'}]);
	});

	it.each<[string, () => void, RegExp]>([
		['no document', () => put('package.json', {name: 'sites'}), /holds no connection document/],
		['a document that breaks off', () => put('a.json', '{"version": 1, '), /a\.json is not JSON/],
		[
			'one that does not hold to the schema',
			() => put('a.json', {...berlin, nme: 'x'}),
			/a\.json is not a connection document/,
		],
		[
			'two of one connection',
			() => ['a.json', 'c.json'].map(name => put(name, berlin)),
			/are both of the connection berlin/,
		],
	])('with %s is refused as a whole, before anything is asked', async (_what, fill, says) => {
		put('b.json', rome);
		if (_what === 'no document') folder = mkdtempSync(join(home, 'other-'));
		fill();
		const {code, err} = await run(['apply', folder, '--yes']);
		expect([code, err]).toEqual([2, expect.stringMatching(says)]);
		expect(sandbox.requests).toEqual([]);
	});
});

describe('several documents', () => {
	it('are applied one after the other, and converge', async () => {
		put('a.json', berlin);
		put('b.json', rome);
		const files = [join(folder, 'b.json'), join(folder, 'a.json')];
		const {code, json} = await run(['apply', ...files, '--yes', '--json']);
		expect([code, json]).toMatchObject([0, [{result: 'made'}, {result: 'made'}]]);
		expect(json.map(({file}: {file: string}) => file)).toEqual(files);
		const again = await run(['apply', folder, '--yes']);
		expect([again.code, again.out.match(/nothing was made or changed/g)?.length]).toEqual([0, 2]);
	});

	it('that are of one connection are refused: the second would undo the first', async () => {
		put('a.json', berlin);
		expect((await run(['apply', folder, '--yes'])).code).toBe(0);
		put('b.json', {...berlin, name: 'rome'});
		const before = sandbox.requests.length;
		const {code, err} = await run(['apply', folder, '--yes', '--prune']);
		expect([code, err]).toEqual([2, expect.stringMatching(/a\.json and .*b\.json are both of the connection vpn-/)]);
		const changes = sandbox.requests.slice(before).filter(({action}) => !/^(Describe|Get|Search)/.test(action));
		expect(changes).toEqual([]);
	});

	it('that come to be of one connection by the first one are refused at the second', async () => {
		put('a.json', berlin);
		put('b.json', {...berlin, name: 'rome'});
		const {code, json} = await run(['apply', folder, '--yes', '--json']);
		expect([code, made()]).toEqual([2, 1]);
		expect(json).toMatchObject([
			{result: 'made'},
			{
				result: 'failed',
				error: {message: expect.stringMatching(/a\.json and .*b\.json are both of the connection vpn-/)},
			},
		]);
	});

	it('stop at the first that fails, and go on with --keep-going; the worst end is the command’s', async () => {
		put('a.json', refused);
		put('b.json', rome);
		const stopped = await run(['apply', folder, '--yes', '--json']);
		expect([stopped.code, made()]).toEqual([3, 0]);
		expect(stopped.json).toMatchObject([{result: 'refused'}, {result: 'not begun'}]);
		const all = await run(['apply', folder, '--yes', '--keep-going']);
		expect([all.code, made()]).toEqual([3, 1]);
		expect(all.out).toMatch(/IN ALL\n {2}.*a\.json.* {3}a check refuses\n {2}.*b\.json.* {3}made/);
	});

	it('that stand are summed up as what is done to them: changed, or made whole', async () => {
		put('a.json', berlin);
		expect((await run(['apply', folder, '--yes'])).code).toBe(0);
		put('a.json', {...berlin, tags: {team: 'network'}});
		put('b.json', rome);
		const {code, out} = await run(['plan', folder]);
		expect(code).toBe(0);
		expect(out).toMatch(/a\.json.* {3}differs, and can be changed as the document says$/m);
		expect(out).toMatch(/b\.json.* {3}can be made as the document says$/m);
	});

	it.each([
		[[], 'not begun'],
		[['--keep-going'], 'not begun: the time limit was over'],
	])('begin none once the time limit is over, and blame nothing else for it: %j', async (more, says) => {
		await sandbox.close();
		sandbox = await startSandbox({speed: 1});
		put('a.json', berlin);
		put('b.json', rome);
		const {code, out, err} = await run(['apply', folder, '--yes', '--timeout', '3', ...more]);
		expect([code, made()], err).toEqual([4, 1]);
		expect(out).toMatch(new RegExp(`b\\.json · rome · .* {3}${says}$`, 'm'));
		expect(out + err).not.toContain('credentials');
	});

	it('end with the one that is under way at Ctrl-C', async () => {
		put('a.json', berlin);
		put('b.json', rome);
		const {code, out} = await run(['apply', folder, '--yes'], {}, /^3\/4 /);
		expect(code, out).toBe(130);
		expect(out).toMatch(/b\.json · rome · .* {3}not begun/);
		expect(made()).toBe(1);
	});

	it('have no plan to be saved, no connection of all of them, and one standard input', async () => {
		put('a.json', berlin);
		put('b.json', rome);
		expect((await run(['plan', folder, '--out', join(home, 'p.json')])).err).toContain(
			'a plan is saved of one document',
		);
		expect((await run(['apply', folder, '--yes', '--connection', 'vpn-1'])).err).toContain(
			'one connection is named for several',
		);
		expect((await run(['plan', '-', '-'])).err).toContain('standard input can be read once');
	});
});
