import {chmodSync, mkdtempSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {fakeIo} from './fake-io.ts';
import '../torture/quick-waits.mjs';
import {standingDocument as document} from './standing-document.ts';

/* What a user would lose: an approved plan that turns into another one, since the account moved or somebody edited the file; or a key in a file of a pipeline. */
let sandbox: Sandbox;
let home: string;
let file: string;
beforeEach(async () => {
	sandbox = await startSandbox({speed: 500});
	home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
	file = join(home, 'plan.json');
});
afterEach(() => sandbox.close());

async function run(args: readonly string[], input: object = {}, env: Record<string, string> = {}) {
	const own = fakeIo({
		input: JSON.stringify(input),
		env: {...sandbox.env, TUNNELWRIGHT_HOME: home, ...env},
		sleep: async (_ms, signal) => signal.throwIfAborted(),
	});
	const code = await runArguments(args, undefined, own);
	const json = args.includes('--json') ? JSON.parse(own.stdout()) : undefined;
	return {code, out: own.stdout(), err: own.stderr(), json};
}

const changes = () =>
	sandbox.requests.filter(({action, dryRun, code}) => !dryRun && code === '' && !/^(Describe|Get|Search)/.test(action));
const saved = () => JSON.parse(readFileSync(file, 'utf8'));
/** Puts another value into the file, as somebody with an editor would; undefined takes the member out. */
function edit(path: string, value: unknown): void {
	const plan = saved();
	const names = path.split('.');
	const last = names.pop() ?? '';
	const holder = names.reduce((found, name) => found[name], plan);
	holder[last] = value;
	writeFileSync(file, JSON.stringify(plan));
}

const example = 'aws-vgw-static';
const tagged = document(example, {tags: {team: 'network'}});

describe('a plan of something new', () => {
	const key = 'Abcdefghijkl_mnopq1234';
	const own = document('tencent-vpc-policy', {presharedKey: {from: 'env', name: 'OFFICE_KEY'}});

	it('is saved for its user alone, without the key, and made from the file', async () => {
		const plan = await run(['plan', '-', '--out', file], own, {OFFICE_KEY: key});
		expect([plan.code, plan.err]).toEqual([0, expect.stringContaining(`tunnelwright apply ${file} --yes`)]);
		expect(statSync(file).mode & 0o777).toBe(0o600);
		expect(readFileSync(file, 'utf8')).not.toContain(key);
		expect(Object.keys(saved())[0]).toBe('tunnelwrightPlan');
		const applied = await run(['apply', file, '--yes', '--json'], {}, {OFFICE_KEY: key});
		expect([applied.code, applied.json.result], applied.err).toEqual([0, 'made']);
		expect(readdirSync(home).sort()).toEqual(['plan.json', 'state']);
	});

	it('is refused once it stands, and says what is done by now', async () => {
		await run(['plan', '-', '--out', file], own, {OFFICE_KEY: key});
		await run(['apply', file, '--yes'], {}, {OFFICE_KEY: key});
		const before = changes().length;
		const again = await run(['apply', file, '--yes', '--json'], {}, {OFFICE_KEY: key});
		expect([again.code, again.json.error.kind]).toEqual([3, 'user']);
		expect(again.json.error.items).toEqual(
			expect.arrayContaining([
				expect.stringMatching(/^connection: was none, is vpnx-/),
				expect.stringContaining('not to be done any more: create VPN tunnel'),
			]),
		);
		expect(changes()).toHaveLength(before);
	});

	it('is not saved where the system can’t look, and says why', async () => {
		symlinkSync('plan.json', file);
		const refused = await run(['plan', '-', '--out', file], own, {OFFICE_KEY: key});
		expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('links lead in a circle')]);
	});

	it('is not saved where it could not be carried out', async () => {
		const refused = await run(['plan', '-', '--out', file], own);
		expect([refused.code, refused.err]).toEqual([3, expect.stringContaining('not saved')]);
		expect(readdirSync(home)).not.toContain('plan.json');
	});
});

describe('a plan of a connection that stands', () => {
	beforeEach(async () => {
		const made = await run(['apply', '-', '--yes', '--wait', 'up', '--timeout', '60'], document(example));
		expect(made.code, made.err).toBe(0);
		expect((await run(['plan', '-', '--out', file], tagged)).code).toBe(0);
	});

	it('is carried out as it is, though a tunnel went down meanwhile', async () => {
		sandbox.setTunnel(saved().stood.id, 1, 'DOWN');
		const before = changes().length;
		const applied = await run(['apply', file, '--yes', '--json']);
		expect([applied.code, applied.json.result], applied.err).toEqual([0, 'changed']);
		expect(
			changes()
				.slice(before)
				.map(({action}) => action),
			// of the connection, and of the customer gateway that was made with it
		).toEqual(['CreateTags', 'CreateTags']);
	});

	it('is refused where a value moved meanwhile, which is named, was and is', async () => {
		const other = {security: {preset: 'strong', options: {dpdTimeoutSeconds: 45}}};
		expect((await run(['apply', '-', '--yes'], document(example, other))).code).toBe(0);
		const before = changes().length;
		const {code, json} = await run(['apply', file, '--yes', '--json']);
		expect(code).toBe(3);
		expect(json.error.items.join('\n')).toMatch(/dpdTimeoutSeconds: was (?:30|nothing), is 45/);
		expect(changes()).toHaveLength(before);
	});

	it.each<[string, string, unknown, RegExp]>([
		['a value of a call', 'plan.actions.1.parameters.Tags', [{Key: 'team', Value: 'x'}], /not the same any more/],
		['an action', 'plan.actions', [], /to be done by now/],
		['the account', 'account', '999999999999', /account: was 999999999999, is 111122223333/],
		['what stood', 'stood.settings.name', 'other', /name: was other, is mine/],
		['the document', 'plan.document.tags', {team: 'other'}, /not the same any more/],
		['what stood beside it', 'stood.beside', ['tag cost: 4711'], /beside it tag cost: 4711 stood, and is not there/],
		[
			'its attachment',
			'stood.attachment',
			{id: 'tgw-attach-1', tags: {team: 'x'}},
			/attachment tgw-attach-1, tag team = x stood, and is not there/,
		],
		['whose account it was', 'account', null, /account: was not known, is 111122223333/],
		['the region', 'plan.region', 'eu-west-1', /region: was eu-west-1, is eu-central-1/],
	])('is refused where %s was edited, and nothing is done', async (_what, path, value, says) => {
		edit(path, value);
		const before = changes().length;
		const {code, json} = await run(['apply', file, '--yes', '--json']);
		expect(code).toBe(3);
		expect(json.error.items.join('\n')).toMatch(says);
		expect(changes()).toHaveLength(before);
	});

	it.each<[string, string, unknown, number]>([
		['a newer format', 'tunnelwrightPlan', 2, 2],
		['no format', 'tunnelwrightPlan', 'x', 2],
		['no actions', 'plan.actions', undefined, 2],
		['a text where a list belongs', 'stood.routes', 'x', 2],
		['the sandbox', 'sandbox', true, 3],
		['a member of nothing', 'approvedBy', 'x', 2],
		['options where none belong', 'converge', {prune: true}, 2],
		['a value that stands, where none is read', 'plan.exists.settings', {}, 2],
		['a member of an action', 'plan.actions.0.note', 'x', 2],
	])('with %s is refused before anything is asked', async (_what, path, value, code) => {
		edit(path, value);
		const before = sandbox.requests.length;
		const applied = await run(['apply', file, '--yes']);
		expect(applied.code).toBe(code);
		// what is read of it and what is not is a difference that somebody has to see
		if (!['tunnelwrightPlan', 'sandbox'].includes(path)) expect(applied.err).toContain(path);
		expect(sandbox.requests).toHaveLength(before);
	});

	it('takes none of the options that it has in it, and is planned by nobody', async () => {
		expect((await run(['apply', file, '--yes', '--prune'])).err).toContain('a saved plan has its options in it');
		expect((await run(['apply', file, '--yes', '--keep-endpoints'])).err).toContain(
			'a saved plan has its options in it',
		);
		expect((await run(['plan', file])).err).toContain('is a saved plan, and no document');
		expect((await run(['apply', file])).err).toContain('--yes');
		expect((await run(['apply', file, file, '--yes'])).err).toContain('apply a saved plan by itself');
	});
});

describe('a plan that keeps the endpoints', () => {
	it('is applied as it was planned: lifecycle control changes, and no tunnel goes down', async () => {
		const controlled = {...tagged, security: {preset: 'strong', options: {lifecycleControl: true}}};
		expect((await run(['apply', '-', '--yes', '--json'], tagged)).code).toBe(0);
		expect((await run(['plan', '-', '--keep-endpoints', '--out', file], controlled)).code).toBe(0);
		expect(JSON.parse(readFileSync(file, 'utf8')).plan.converge).toEqual({keepEndpoints: true});
		const {code, json} = await run(['apply', file, '--yes', '--json']);
		expect([code, json.result]).toEqual([0, 'changed']);
		const plan = await run(['plan', '-', '--json'], controlled);
		expect(plan.json.result).toBe('exists');
	});
});

describe('the file', () => {
	it('takes the place of an earlier plan, and of nothing else', async () => {
		const words = ['plan', '-', '--out', file];
		expect((await run(words, tagged)).code).toBe(0);
		const before = readFileSync(file, 'utf8');
		expect((await run(words, document(example))).code).toBe(0);
		expect(readFileSync(file, 'utf8')).not.toBe(before);
		writeFileSync(file, JSON.stringify(tagged));
		const {code, err} = await run(words, tagged);
		expect([code, err]).toEqual([2, expect.stringContaining('is no saved plan: it is not replaced')]);
		expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(tagged);
	});

	it('is not written where its folder is not, and that this machine has none is an exit code of its own', async () => {
		const {code, err} = await run(['plan', '-', '--out', join(home, 'nowhere', 'plan.json')], tagged);
		expect([code, err]).toEqual([5, expect.stringContaining("can't be written")]);
	});

	it.skipIf(process.getuid?.() === 0)('that can’t be written is told', async () => {
		chmodSync(home, 0o500);
		expect((await run(['plan', '-', '--out', file], tagged)).err).toContain("can't be written");
		chmodSync(home, 0o700);
	});

	it('of the embedded sandbox can be applied by nobody, which is said', async () => {
		const {code, err} = await run(['plan', '-', '--sandbox', '--out', file], document('aws-vgw-bgp'));
		expect([code, err]).toEqual([0, expect.stringContaining('nobody can apply it')]);
		expect((await run(['apply', file, '--yes', '--sandbox'])).err).toContain('embedded sandbox clouds, which ended');
	});
});
