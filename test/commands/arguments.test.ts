import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {beforeEach, describe, expect, it} from 'vitest';
import {cloudIds} from '../../src/clouds/registry.ts';
import {runArguments} from '../../src/commands/run-commands.ts';
import {wizardArguments} from '../../src/commands/wizard-arguments.ts';
import {threeSteps} from '../run/memory-cloud.ts';
import {fakeIo} from './fake-io.ts';

let home: string;
beforeEach(() => {
	home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
});

async function run(args: readonly string[], given: Parameters<typeof fakeIo>[0] = {}) {
	const io = fakeIo({env: {TUNNELWRIGHT_HOME: home}, ...given});
	const code = await runArguments(args, undefined, io);
	return {code, out: io.stdout(), err: io.stderr()};
}

describe('the arguments that open the wizard are seen without loading anything', () => {
	it.each([
		[[], {sandbox: false}],
		[['--sandbox'], {sandbox: true}],
		[
			['--sandbox', '--speed', '10', '--fault', 'slow', '--fault=reset:CreateVpnConnection'],
			{sandbox: true, speed: 10, faults: ['slow', 'reset:CreateVpnConnection']},
		],
		[['--profile', 'berlin office'], {sandbox: false, profile: 'berlin office'}],
	])('%j', (args, expected) => {
		expect(wizardArguments(args, {}, cloudIds())).toEqual({...expected, env: {}});
	});

	it.each([
		[['plan']],
		[['--help']],
		[['--sandbx']],
		[['--speed', '10']],
		[['--aws-profile=']],
		[['--sandbox', '--speed', 'fast']],
		[['--profile']],
		[['--sandbox', 'x']],
	])('%j is for the full parser', args => {
		expect(wizardArguments(args, {}, cloudIds())).toBeUndefined();
	});
});

it('a bare `profiles` lists them, as a bare `runs` does', async () => {
	expect(await run(['profiles'])).toEqual(await run(['profiles', 'list']));
	expect((await run(['profiles', '--json'])).out).toContain('"profiles": []');
});

describe('a wrong command line says what is wrong, and exits with 2', () => {
	it.each([
		[['plna', 'x.json'], /unknown command 'plna'[\s\S]*Did you mean plan/],
		[['profiles', 'nosuch'], /tunnelwright profiles has no command "nosuch"[\s\S]*it has list, show, save/],
		[['runs', 'nosuch'], /tunnelwright runs has no command "nosuch"[\s\S]*it has list, show, resume/],
		[['profiles', 'save', 'x'], /missing required argument 'file'[\s\S]*tunnelwright profiles save --help/],
		[['plan', 'x.json', '--jsno'], /unknown option '--jsno'[\s\S]*Did you mean --json/],
		[['--speed', '3'], /--speed belongs to the sandbox[\s\S]*add --sandbox, or leave --speed out/],
		[['--fault', 'slow'], /--fault belongs to the sandbox[\s\S]*add --sandbox, or leave --fault out/],
		[['--fault=slow', '--speed=3'], /--fault and --speed belong to the sandbox/],
		[['plan', 'x.json', '--speed', '3'], /--speed belongs to the sandbox/],
		[['--speed', '3', 'runs', 'list'], /--speed belongs to the sandbox/],
		[['profiles', 'list', '--fault', 'slow'], /--fault belongs to the sandbox/],
		[['--aws-profile', ''], /write the name of a profile/],
		[['status', '--tencent-profile='], /write the name of a profile/],
		[['--sandbox', '--speed', 'fast'], /number above 0/],
		[['plan'], /name one document/],
		[['export', '--format', 'terraform'], /name one: .*tunnelwright export/s],
		[['plan', 'x.json', '--profile', 'y'], /name one document/],
		[['plan', '/no/such/file.json'], /no such file/],
		[['plan', ''], /a file without a name can't be read/],
		[['export', 'examples/aws-vgw-bgp.json', '--format', 'terraform', '--out='], /which folder[\s\S]*--out office/],
		[
			['config', 'vpn-1', '--device', 'strongswan', '--out', 'x', '--site-range', '300.1.1.0/24'],
			/--site-range: "300\.1\.1\.0" has 300[\s\S]*write it as in --site-range 192\.168\.0\.0\/16/,
		],
		[['plan', '--profile', 'none'], /no profile "none"/],
		[['apply', 'x.json', '--wait', 'soon'], /available, up/],
		[['apply', 'x.json', '--timeout', '-5'], /seconds as a number above 0/],
		[['status', 'banana'], /not the id of a connection/],
		[['status', 'vpn-40f41529'], /--region/],
		[['status', '--cloud', 'azure'], /aws, tencent/],
		[['profiles', 'show', 'none'], /no profile "none"/],
		[['profiles', 'import', '/no/such/file.json'], /no such file/],
		[['profiles', 'import', 'vpn-40f41529'], /is a connection[\s\S]*profiles import --from aws --id vpn-40f41529/],
		[['sandbox', '--port', '99999'], /0 to 65535/],
		[['sandbox', '--fault', 'flood'], /unknown fault/],
		[['sandbox', '--fleet', 'many'], /number above 0/],
		[['sandbox', '--fleet', '10001'], /1 to 10000 connections/],
		[['sandbox', '--regions', '3'], /add --fleet/],
	])('%j', async (args, expected) => {
		const {code, err, out} = await run(args);
		expect(code).toBe(2);
		expect(err).toMatch(expected);
		expect(out).toBe('');
	});

	it('tells it as JSON where JSON was asked for', async () => {
		const {code, out} = await run(['plna', '--json']);
		expect(code).toBe(2);
		const {error} = JSON.parse(out);
		expect(Object.keys(error)).toEqual(['kind', 'code', 'field', 'message', 'mend', 'requestId', 'items']);
		expect(error.kind).toBe('user');
	});

	it('says where there is no terminal how to go on without one', async () => {
		const io = fakeIo();
		const code = await runArguments([], {sandbox: false, env: {}}, io);
		expect(code).toBe(2);
		expect(io.stderr()).toMatch(/tunnelwright plan FILE.*tunnelwright apply FILE --yes/);
	});
});

describe('help and version', () => {
	it.each([[['--help']], [['plan', '--help']], [['help', 'apply']], [['profiles', '--help']]])(
		'%j is on standard output',
		async args => {
			const {code, out} = await run(args);
			expect(code).toBe(0);
			expect(out).toMatch(/Usage: tunnelwright/);
		},
	);

	it('prints the version of the package', async () => {
		const {code, out} = await run(['--version']);
		expect(code).toBe(0);
		expect(out).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version);
	});
});

describe('a document that keeps no rule', () => {
	it('is told problem by problem, without the key that stands in it', async () => {
		const input = JSON.stringify({...threeSteps().document, region: 'x', presharedKey: 'hunter2hunter2'});
		const {code, err} = await run(['plan', '-', '--sandbox'], {input});
		expect(code).toBe(2);
		expect(err).toContain('region: "x" — must look like eu-central-1');
		expect(err).toContain('presharedKey');
		expect(err).not.toContain('hunter2');
	});

	it('is named by line and column when it is no JSON', async () => {
		const {code, out} = await run(['plan', '-', '--json'], {input: '{\n\t"cloud": aws\n}'});
		expect(code).toBe(2);
		expect(JSON.parse(out).error.message).toMatch(/standard input is not JSON: line 2, column 11/);
	});

	it('is not applied without --yes', async () => {
		const {code, err} = await run(['apply', '-', '--sandbox'], {input: JSON.stringify(threeSteps().document)});
		expect(code).toBe(2);
		expect(err).toMatch(/needs --yes[\s\S]*tunnelwright plan -/);
	});
});

describe('profiles without a screen', () => {
	it('are saved, listed, shown, renamed, exported, imported and deleted', async () => {
		const file = join(home, 'site.json');
		writeFileSync(file, JSON.stringify(threeSteps().document));
		expect((await run(['profiles', 'save', 'office', file])).code).toBe(0);
		expect((await run(['profiles', 'save', 'office', file])).code).toBe(2);
		expect((await run(['profiles', 'save', 'office', file, '--overwrite'])).code).toBe(0);
		const renamed = await run(['profiles', 'rename', 'office', 'hq']);
		expect(renamed).toMatchObject({code: 0, out: 'renamed the profile "office" to "hq"'});
		const list = JSON.parse((await run(['profiles', 'list', '--json'])).out);
		expect(list.profiles).toMatchObject([{name: 'hq', cloud: 'aws', region: 'eu-central-1', routing: 'static'}]);
		expect(JSON.parse((await run(['profiles', 'show', 'hq'])).out)).toEqual(threeSteps().document);
		const copy = join(home, 'copy.json');
		expect((await run(['profiles', 'export', 'hq', copy])).code).toBe(0);
		expect((await run(['profiles', 'export', 'hq', copy])).code).toBe(2);
		expect((await run(['profiles', 'import', copy, '--name', 'two'])).code).toBe(0);
		expect((await run(['profiles', 'delete', 'hq'])).code).toBe(0);
		expect((await run(['profiles', 'list'])).out).toMatch(/^two /);
	});
});

describe('a name or a file that is taken', () => {
	it('is told with the options that are a way out, and with none that is not', async () => {
		const {document} = threeSteps();
		const file = join(home, 'taken.json');
		writeFileSync(file, JSON.stringify({...document, name: 'taken'}));
		expect((await run(['profiles', 'import', file])).code).toBe(0);
		const told = async (...args: readonly string[]) => (await run(['profiles', ...args])).err.split('→ ')[1];
		expect(await told('import', file)).toBe(
			'give it another name with --name, or replace what has it with --overwrite',
		);
		expect(await told('save', 'taken', file)).toBe('choose another name, or replace it with --overwrite');
		expect(await told('export', 'taken', file)).toBe('name another file, or replace it with --overwrite');
		const twice = join(home, 'twice.json');
		writeFileSync(twice, JSON.stringify([1, 2].map(() => ({...document, name: 'twice'}))));
		expect(await told('import', twice)).toBe('give it another name in the file');
		const json = JSON.parse((await run(['profiles', 'import', file, '--json'])).out);
		expect(json.error.mend).toContain('--overwrite');
	});
});

describe('the schema', () => {
	it('that is printed is the one beside the examples, so that editors check them', async () => {
		const {code, out} = await run(['schema']);
		expect(code).toBe(0);
		const beside = JSON.parse(readFileSync('examples/connection.schema.json', 'utf8'));
		expect(beside, 'mend: tunnelwright schema > examples/connection.schema.json').toEqual(JSON.parse(out));
	});
});

describe('runs', () => {
	it('says when there are none', async () => {
		expect(await run(['runs'])).toMatchObject({code: 0, out: 'no run is unfinished'});
		expect(JSON.parse((await run(['runs', '--json'])).out)).toEqual({runs: [], unreadable: []});
	});
});

describe('a bug of ours', () => {
	const readInput = async () => {
		throw new TypeError('x is not a function');
	};

	it('exits with 1, says where to report it, and shows its stack only to those who ask', async () => {
		const plain = await run(['plan', '-', '--sandbox'], {readInput});
		expect(plain.code).toBe(1);
		expect(plain.err).toMatch(/has a bug: TypeError: x is not a function[\s\S]*report it/);
		expect(plain.err).not.toContain('arguments.test.ts');
		expect((await run(['plan', '-', '--debug'], {readInput})).err).toContain('arguments.test.ts');
		expect(JSON.parse((await run(['plan', '-', '--json'], {readInput})).out).error.kind).toBe('bug');
	});
});
