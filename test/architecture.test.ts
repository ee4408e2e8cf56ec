import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';

const src = fileURLToPath(new URL('../src/', import.meta.url));

interface Import {
	readonly from: string;
	/** Relative to src for our own files, else the module's name. */
	readonly to: string;
	readonly typeOnly: boolean;
	/** Loaded when it is wanted, and not with the file itself. */
	readonly isDynamic: boolean;
}

const statement = /^[ \t]*(?:import|export)\s+(type\s+)?(?:([^'";]*?)\sfrom\s+)?'([^']+)'/gm;
/** `{type A, type B}`: gone when the types are. */
const onlyTypes = /^\{\s*type\s[^,}]*(?:,\s*type\s[^,}]*)*,?\s*\}$/;
const dynamic = /\bimport\('([^']+)'\)/g;

function importsOf(file: string): Import[] {
	const text = readFileSync(path.join(src, file), 'utf8');
	const resolve = (to: string) => (to.startsWith('.') ? path.posix.join(path.posix.dirname(file), to) : to);
	return [
		...[...text.matchAll(statement)].map(([, type, names = '', to]) => ({
			from: file,
			to: resolve(to!),
			typeOnly: type !== undefined || onlyTypes.test(names),
			isDynamic: false,
		})),
		...[...text.matchAll(dynamic)].map(([, to]) => ({from: file, to: resolve(to!), typeOnly: false, isDynamic: true})),
	];
}

const files = readdirSync(src, {recursive: true, encoding: 'utf8'})
	.map(file => file.replaceAll(path.sep, '/'))
	.filter(file => /\.tsx?$/.test(file));
const imports = files.flatMap(importsOf);
const ours = imports.filter(({to}) => files.includes(to));

/** From the ground up. Those of one floor may use each other where the list says so. */
const floors = [
	['connection'],
	['clouds'],
	['run', 'watch', 'handover', 'profiles'],
	['why'],
	['session'],
	['wizard'],
	['ui'],
	['commands'],
	['main.ts'],
];

const roomOf = (file: string) => file.split('/')[0]!;
const floorOf = (file: string) => floors.findIndex(rooms => rooms.includes(roomOf(file)));
const show = ({from, to}: Import) => `${from} imports ${to}`;

/**
 * What a cloud is, what a document is, what lists, questions and texts are made of, and this program's own end: nothing of it reads an account, a
 * device or a journal.
 */
const light: readonly string[] = [
	'clouds/permissions.ts',
	'clouds/registry.ts',
	'clouds/sign-in/in-this-account.ts',
	'handover/devices/registry.ts',
	'handover/folder/left-note.ts',
	'handover/formats/registry.ts',
	'run/bug-report.ts',
	'run/debug-log.ts',
	'run/file-trouble.ts',
	'run/process-end.ts',
	'run/version.ts',
	'watch/fleet/fleet.ts',
	'watch/fleet/health.ts',
	'watch/maintenance-text.ts',
	'watch/watch-snapshot.ts',
	'why/why.ts',
];
const isLight = (file: string) => light.includes(file) || /^clouds\/(?:contract|document)\//.test(file);

/** What opens the sandbox for a user, and knows where its inventory begins: the commands, and the wizard's session. */
const mayStartSandbox = (file: string) =>
	roomOf(file) === 'commands' || file === 'clouds/embedded.ts' || file === 'session/open-session.ts';

describe('the house', () => {
	test('every file stands on a floor', () => {
		const homeless = files.filter(file => floorOf(file) < 0 && roomOf(file) !== 'sandbox');
		expect(homeless).toEqual([]);
		expect(ours.length).toBeGreaterThan(100); // or the imports were not found at all, and every rule below would hold
	});

	test('a floor imports only from below', () => {
		const upward = ours.filter(
			({from, to}) => roomOf(from) !== 'sandbox' && roomOf(to) !== 'sandbox' && floorOf(to) > floorOf(from),
		);
		expect(upward.map(show)).toEqual([]);
	});

	test('the variables of a process are one type, but for the sandbox, which shares no code', () => {
		const written = files.filter(
			file =>
				roomOf(file) !== 'sandbox' &&
				/\benv\b.*: Readonly<Record<string, string \| undefined>>|type Environment =/.test(
					readFileSync(path.join(src, file), 'utf8'),
				),
		);
		expect(written).toEqual(['connection/environment.ts']);
	});

	test('the wizard’s effects and the commands call use cases, and nothing below them', () => {
		const below = ours.filter(
			({from, to}) =>
				['ui', 'commands'].includes(roomOf(from)) &&
				['clouds', 'run', 'watch', 'why', 'handover', 'profiles'].includes(roomOf(to)) &&
				!isLight(to),
		);
		expect(below.map(show)).toEqual([]);
	});

	test('the sandbox shares no code with what it stands in for', () => {
		const shared = ours.filter(({from, to}) => roomOf(from) === 'sandbox' && roomOf(to) !== 'sandbox');
		const used = ours.filter(
			({from, to}) => roomOf(to) === 'sandbox' && roomOf(from) !== 'sandbox' && !mayStartSandbox(from),
		);
		expect([...shared, ...used].map(show)).toEqual([]);
	});

	test('the sandbox speaks the wire protocols itself, without the clients it is there to judge', () => {
		const clients = imports.filter(
			({from, to}) => roomOf(from) === 'sandbox' && /^@aws-sdk|^@smithy|^tencentcloud/.test(to),
		);
		expect(clients.map(show)).toEqual([]);
	});

	test('only a cloud knows its SDK', () => {
		const outside = imports.filter(
			({from, to}) =>
				(/^@aws-sdk|^@smithy/.test(to) && !from.startsWith('clouds/aws/')) ||
				(to.startsWith('tencentcloud') && !from.startsWith('clouds/tencent/')),
		);
		expect(outside.map(show)).toEqual([]);
	});

	test('the wizard takes from the clouds their types, their registry and what it lists: nothing that is heavy or reaches out', () => {
		const light = (file: string) =>
			[
				'clouds/registry.ts',
				'clouds/permissions.ts',
				'clouds/contract/change-words.ts',
				'clouds/contract/traffic-checks.ts',
				'clouds/document/key-variable.ts',
				'clouds/document/security-presets.ts',
				'clouds/sign-in/in-this-account.ts',
				'handover/devices/registry.ts',
				'handover/devices/device-command.ts',
				'handover/formats/registry.ts',
				'watch/fleet/fleet.ts',
				'watch/fleet/health.ts',
				'watch/fleet/health.ts',
				'watch/maintenance-text.ts',
				'why/why.ts',
			].includes(file);
		const running = ours.filter(
			({from, to, typeOnly}) =>
				roomOf(from) === 'wizard' && !typeOnly && !['wizard', 'connection'].includes(roomOf(to)) && !light(to),
		);
		const beyond = ours.filter(
			({from, to}) =>
				roomOf(from) === 'wizard' && roomOf(to) === 'clouds' && !to.startsWith('clouds/contract/') && !light(to),
		);
		expect([...running, ...beyond].map(show)).toEqual([]);
	});

	test('a device and a format are known to their registry alone: the rest reads the list', () => {
		const own = /^handover\/(?:devices|formats)\/[^/]+\//;
		const known = ours.filter(
			({from, to}) =>
				own.test(to) && !from.startsWith(own.exec(to)?.[0] ?? '') && !/^handover\/\w+\/registry\.ts$/.test(from),
		);
		expect(known.map(show)).toEqual([]);
	});

	test('no file waits at run time for one that waits for it', () => {
		const atRunTime = new Map(
			files.map(file => [
				file,
				ours.filter(({from, typeOnly, isDynamic}) => from === file && !typeOnly && !isDynamic).map(({to}) => to),
			]),
		);
		const reached = (from: string) => {
			const found = new Set(atRunTime.get(from));
			for (const file of found) for (const next of atRunTime.get(file) ?? []) found.add(next);
			return found;
		};
		expect(files.filter(file => reached(file).has(file)).sort()).toEqual([]);
	});
});

test('a file has one purpose: none is past 300 lines', () => {
	const long = files.filter(file => readFileSync(path.join(src, file), 'utf8').split('\n').length - 1 > 300);
	expect(long).toEqual([]);
});

/** What a cloud brings to the wizard's questions is asked at each key, as these are. */
const pure = (file: string) => ['connection', 'wizard'].includes(roomOf(file)) || /^clouds\/[^/]+\/form\//.test(file);

describe('the pure core', () => {
	test('connection/ and wizard/ reach no file, network or process', () => {
		const reaching = imports.filter(
			({from, to}) => pure(from) && /^node:/.test(to) && !['node:util', 'node:crypto'].includes(to),
		);
		expect(reaching.map(show)).toEqual([]);
	});

	test('connection/ and wizard/ read no clock and wait for nothing', () => {
		const impure =
			/\bDate\.now\(|\bnew Date\(\)|\bset(?:Timeout|Interval|Immediate)\(|\bMath\.random\(|\bprocess\.|\bfetch\(/;
		const found = files.filter(pure).flatMap(file =>
			readFileSync(path.join(src, file), 'utf8')
				.split('\n')
				.filter(line => impure.test(line) && !/^\s*(?:\*|\/\/|\/\*)/.test(line))
				.map(line => `${file}: ${line.trim()}`),
		);
		expect(found).toEqual([]);
	});
});

test('zod is imported as a namespace: taken as one name, all of its languages come along into the bundle', () => {
	const whole = files.filter(file =>
		/import (?:type )?\{[^}]*\bz\b[^}]*\} from 'zod'/.test(readFileSync(path.join(src, file), 'utf8')),
	);
	expect(whole).toEqual([]);
});
