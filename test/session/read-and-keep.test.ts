import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {ConnectionDraft} from '../../src/connection/document.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import type {Reading} from '../../src/session/read.ts';
import type {WizardEvent} from '../../src/wizard/core/event.ts';
import {handoverSummary} from '../../src/wizard/screens/handover/text.ts';
import {bothWays, type Step, Way, type World} from './way.ts';

/* What a user would lose: a wizard that says or keeps something else than the command that does the same. */

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({speed: 2000});
});
afterAll(() => sandbox.close());

const place = {cloud: 'aws', region: 'eu-central-1', id: 'vpn-40f41529'} as const;
const example = readFileSync('examples/aws-vgw-bgp.json', 'utf8');
// the example keeps the schema, as its own test holds
const draft = JSON.parse(example) as ConnectionDraft;

/** Plays both ways on clouds that only are read, and holds that nothing tells one from the other. */
async function same<Outcome>(
	world: Omit<World, 'sandbox'>,
	byCommand: (way: Way) => Promise<Outcome>,
	byWizard: (way: Way) => Promise<Outcome>,
) {
	const {command, wizard} = await bothWays({...world, sandbox}, byCommand, byWizard);
	expect(wizard).toEqual(command);
	return command;
}

const load = (reading: Reading): Step => [
	() => ({type: 'load', slot: reading.what, request: 1, reading}),
	/^loaded$|^load-failed$/,
];
const loaded = (told: readonly WizardEvent[]) => told.flatMap(event => (event.type === 'loaded' ? [event.loaded] : []));

describe('an account is told of alike', () => {
	it('whose it is', async () => {
		const {outcome} = await same(
			{},
			async way => {
				const {answer} = await way.command(['accounts', '--json']);
				return answer.accounts.map(({account}: {account: string}) => account);
			},
			async way => {
				const told = await way.wizard(
					load({what: 'identity', cloud: 'aws'}),
					load({what: 'identity', cloud: 'tencent'}),
				);
				return loaded(told).map(each => (each.what === 'identity' ? each.identity.account : undefined));
			},
		);
		expect(outcome).toEqual([expect.stringMatching(/^\d+$/), expect.stringMatching(/^\d+$/)]);
	});

	it.each([
		['aws', 'eu-central-1'],
		['tencent', 'ap-guangzhou'],
	] as const)('what stands in it: %s', async (cloud, region) => {
		const stateOf = ({id, state}: {readonly id: string; readonly state: string}) => [id, state];
		const {outcome} = await same(
			{},
			async way => {
				const {answer} = await way.command(['status', '--cloud', cloud, '--region', region, '--json']);
				return answer.connections.map(stateOf);
			},
			async way => {
				const [found] = loaded(await way.wizard(load({what: 'status', cloud, region})));
				return found?.what === 'status' ? found.connections.map(stateOf) : [];
			},
		);
		expect(outcome).not.toEqual([]);
	});

	it('what a tunnel does, look by look', {timeout: 30_000}, async () => {
		const looks = 2;
		type Seen = readonly {readonly id: string; readonly tunnels: readonly {readonly state: string}[]}[];
		const statesOf = (seen: Seen) => seen.map(({id, tunnels}) => [id, tunnels.map(({state}) => state)]);
		// the wizard watches as a fleet, and keeps what it saw: the states are the same
		const {command, wizard} = await bothWays(
			{sandbox},
			async way => {
				const args = ['status', place.id, '--region', place.region, '--watch', '--json'];
				const {code, out} = await way.command(args, '', async io => {
					while (io.stdout().split('\n').filter(Boolean).length < looks) await soon();
					io.interrupt();
				});
				expect(code).toBe(130);
				return out.split('\n').map(line => statesOf(JSON.parse(line).connections));
			},
			async way => {
				const seen = (told: readonly WizardEvent[]) =>
					told.flatMap(event =>
						event.type === 'fleet' &&
						event.snapshot.places.length > 0 &&
						event.snapshot.places.every(({polling, asOf}) => !polling && asOf !== undefined)
							? [event.snapshot]
							: [],
					);
				const {cloud, region, id} = place;
				const told = await way.wizard([
					() => ({type: 'watch-fleet', request: 1, choice: {clouds: [cloud], regions: [region], ids: [id]}}),
					all => seen(all).length >= looks,
				]);
				return seen(told).map(({connections}) => statesOf(connections.map(({status}) => status)));
			},
		);
		expect(wizard.outcome).toEqual(command.outcome);
		expect(command.asked.length).toBeGreaterThanOrEqual(looks);
	});

	it('what would make another like one that stands', async () => {
		const {outcome} = await same(
			{},
			async way => {
				const {cloud, region, id} = place;
				const args = ['profiles', 'import', '--from', cloud, '--id', id, '--region', region, '--json'];
				const {answer} = await way.command(args);
				return {assumed: answer.assumed, left: answer.leftOut.map(({field}: {field: string}) => field)};
			},
			async way => {
				const read = (told: readonly WizardEvent[]) => {
					const event = told.find(each => each.type === 'read-back');
					if (event?.type !== 'read-back') throw new Error('it was not read');
					return event.found;
				};
				const told = await way.wizard(
					[() => ({type: 'read-back', request: 1, ...place}), /^read-back/],
					[all => saving(read(all).draft.name ?? '', read(all).draft), /^profile-saved|^prompt-failed/],
				);
				const mark = 'left out: ';
				const {notes} = read(told);
				const left = notes.filter(note => note.startsWith(mark)).flatMap(note => note.slice(mark.length).split(', '));
				return {assumed: notes.filter(note => !note.startsWith(mark)), left};
			},
		);
		expect(outcome).toMatchObject({left: expect.arrayContaining([expect.stringContaining('PreSharedKey')])});
	});
});

describe('a connection is handed over alike', () => {
	const written = (told: readonly WizardEvent[]) => {
		const event = told.at(-1);
		if (event?.type !== 'handover' || event.event.heard !== 'written') throw new Error(JSON.stringify(event));
		return event.event.written;
	};

	it.each([
		['strongswan', {nat: true, siteRanges: ['192.168.7.0/24']}, ['--nat', 'yes', '--site-range', '192.168.7.0/24']],
		['libreswan', {prefer: 'first'}, ['--prefer', 'first']],
	] as const)('for %s', async (device, site, options) => {
		const {kept} = await same(
			{},
			async way => {
				const args = ['config', place.id, '--region', place.region, '--device', device, ...options, '--json'];
				const {answer} = await way.command([...args, '--out', join(way.home, 'office')]);
				return answer.files.map(({name, what}: {name: string; what: string}) => ({name, what}));
			},
			async way => {
				const choice = {kind: 'device', id: device} as const;
				const told = await way.wizard(
					[() => ({type: 'handover', request: 1, wanted: {want: 'side', place}}), /^handover$/],
					[
						() => ({type: 'handover', request: 2, wanted: {want: 'write', place, choice, site, path: '~/office'}}),
						/^handover$/,
					],
				);
				return written(told).files;
			},
		);
		expect(Object.keys(kept)).toContain('office/STEPS.md');
	});

	it.each(['terraform', 'cloudformation', 'aws-cli'] as const)('as code: %s', async format => {
		const earlier = {
			'code/theirs.sh': 'x',
			'code/.tunnelwright-files': JSON.stringify({of: place.id, files: {'theirs.sh': 'x'}}),
		};
		const {kept, outcome} = await same(
			{files: earlier},
			async way => {
				const args = ['export', place.id, '--region', place.region, '--format', format, '--json'];
				const {answer} = await way.command([...args, '--out', join(way.home, 'code')]);
				return {files: answer.files.length, left: answer.left.length};
			},
			async way => {
				const choice = {kind: 'code', id: format} as const;
				const wanted = {want: 'write', place, choice, site: {}, path: join(way.home, 'code')} as const;
				const {files, left} = written(await way.wizard([() => ({type: 'handover', request: 1, wanted}), /^handover$/]));
				return {files: files.length, left: left.length};
			},
		);
		expect(outcome).toMatchObject({left: 1});
		expect(Object.keys(kept).length).toBeGreaterThan(2);
	});

	it('as code, with the steps that follow', async () => {
		const {outcome} = await same(
			{},
			async way => {
				const args = ['export', place.id, '--region', place.region, '--format', 'terraform'];
				const {out} = await way.command([...args, '--out', join(way.home, 'code')]);
				return out.split('\n').filter(line => line.startsWith('  '));
			},
			async way => {
				const choice = {kind: 'code', id: 'terraform'} as const;
				const wanted = {want: 'write', place, choice, site: {}, path: '~/code'} as const;
				const told = await way.wizard([() => ({type: 'handover', request: 1, wanted}), /^handover$/]);
				return handoverSummary({phase: 'written', written: written(told)}).filter(line => line !== '');
			},
		);
		expect(outcome).toEqual(expect.arrayContaining(['  Apply']));
	});
});

describe('what is kept is kept alike', () => {
	const named = (...names: readonly string[]) =>
		JSON.stringify({profiles: names.map(name => ({name, document: draft}))});
	const stored = (name: string) => JSON.stringify({version: 1, profiles: [{name, savedAt: 1, document: draft}]});
	const ended = /^profile-saved$|^prompt-(done|failed)$/;
	const isDone = (told: readonly WizardEvent[]) =>
		told.some(({type}) => type === 'profile-saved' || type === 'prompt-done');
	const byCommand =
		(...args: readonly string[]) =>
		async (way: Way) =>
			(await way.command(['profiles', ...args.map(arg => arg.replace(/^~/, way.home))])).code === 0;
	const byWizard =
		(...steps: readonly Step[]) =>
		async (way: Way) =>
			isDone(await way.wizard(...steps));

	it.each([
		['saved', ['save', 'office', '~/site.json'], [[() => saving('office', draft), ended]]],
		[
			'under another name',
			['rename', 'old', 'new'],
			[[() => ({type: 'rename-profile', name: 'old', to: 'new'}), ended]],
		],
		[
			'gone',
			['delete', 'old'],
			[
				[() => ({type: 'list-profiles'}), /^profiles$/],
				[() => ({type: 'delete-profile', name: 'old'}), ended],
			],
		],
		[
			'in a file',
			['export', 'old', '~/out.json'],
			[[() => ({type: 'export-profile', name: 'old', path: '~/out.json'}), ended]],
		],
		['not there', ['delete', 'older'], [[() => ({type: 'delete-profile', name: 'older'}), ended]]],
	] as const satisfies readonly (readonly [string, readonly string[], readonly Step[]])[])(
		'a profile: %s',
		async (_what, args, steps) => {
			const files = {'site.json': example, 'config/profiles.json': stored('old')};
			const {kept} = await same({files}, byCommand(...args), byWizard(...steps));
			expect(kept['config/profiles.json']).toContain('"profiles"');
		},
	);

	it.each([
		['of two, both', {'some.json': named('one', 'two')}, true],
		[
			'of two whose second name is taken, neither',
			{'some.json': named('one', 'two'), 'config/profiles.json': stored('two')},
			false,
		],
		['of two with one name, neither', {'some.json': named('one', 'ONE')}, false],
		[
			'a request whose region only the profile of the cloud’s tool names',
			{
				'some.json': JSON.stringify({Type: 'ipsec.1', CustomerGatewayId: 'cgw-0e11f167', VpnGatewayId: 'vgw-9a4cacf3'}),
				'.aws/config': '[default]\nregion = eu-west-1\n',
			},
			true,
		],
		[
			'no damaged store, which is set aside',
			{'some.json': named('one'), 'config/profiles.json': '{"version": 1'},
			true,
		],
		['not the id of a connection', {}, false],
	] as const)('imported: %s', async (_what, files, done) => {
		const file = Object.keys(files).length > 0 ? '~/some.json' : place.id;
		const {outcome} = await same(
			{files, env: {AWS_REGION: '', AWS_DEFAULT_REGION: ''}},
			byCommand('import', file),
			byWizard([() => ({type: 'import-profile', path: file}), ended]),
		);
		expect(outcome).toBe(done);
	});

	it('imported: what the sandbox made up of a site, as the profiles file of another machine marks it', async () => {
		const madeUp = {'site.address': '203.0.113.24'};
		const there = JSON.stringify({version: 1, profiles: [{name: 'there', savedAt: 1, document: draft, madeUp}]});
		const {kept} = await same(
			{files: {'some.json': there}},
			byCommand('import', '~/some.json'),
			byWizard([() => ({type: 'import-profile', path: '~/some.json'}), ended]),
		);
		expect(JSON.parse(kept['config/profiles.json'] ?? '').profiles).toEqual([expect.objectContaining({madeUp})]);
	});
});

it('the report of a dry run goes where ~ says', async () => {
	const way = await Way.open({sandbox});
	const told = await way.wizard(
		[() => ({type: 'preflight', request: 1, draft, keys: {}, generated: {}}), /^preflight-(done|failed)$/],
		[
			all => {
				const planned = all.find(event => event.type === 'planned');
				if (planned?.type !== 'planned') throw new Error(JSON.stringify(all.at(-1)));
				const {plan, commandLines} = planned;
				return {type: 'write-report', path: '~/report.md', plan, checks: [], commandLines, identity: undefined};
			},
			/^prompt-/,
		],
	);
	expect(told.at(-1)).toEqual({type: 'prompt-done', message: 'report written to ~/report.md'});
	expect(readFileSync(join(way.home, 'report.md'), 'utf8')).toContain('CreateVpnConnection');
	await way.close();
});

function saving(name: string, answers: ConnectionDraft) {
	return {type: 'save-profile', name, draft: answers, again: false, madeUp: {}} as const;
}

function soon(): Promise<void> {
	return new Promise(resolve => {
		setTimeout(resolve, 20);
	});
}
