import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {ConnectionDraft} from '../../src/connection/document.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import type {WizardEvent} from '../../src/wizard/core/event.ts';
import {type Before, BothWays, expectSame} from './both-ways.ts';

/* What a user would lose: a wizard that says or keeps something else than the command that does the same. */

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({speed: 2000});
});
afterAll(() => sandbox.close());

const both = (before?: Before) => new BothWays(sandbox, before);
const json = ({out}: {readonly out: string}) => JSON.parse(out);
const place = {cloud: 'aws', region: 'eu-central-1', id: 'vpn-40f41529'} as const;
const example = readFileSync('examples/aws-vgw-bgp.json', 'utf8');
// the example keeps the schema, as its own test holds
const draft = JSON.parse(example) as ConnectionDraft;

/** The answer to a wish, whose failure is an answer too. */
const is =
	(...types: readonly WizardEvent['type'][]) =>
	(event: WizardEvent) =>
		types.includes(event.type);

describe('an account is told of alike', () => {
	it.each(['aws', 'tencent'] as const)('whose it is: %s', async cloud => {
		const command = await both().command(
			() => ['accounts', '--json'],
			said => json(said).accounts.find((account: {cloud: string}) => account.cloud === cloud).account,
		);
		const wizard = await both().wizard(async ({run}) => {
			// the command asks both clouds
			for (const each of ['aws', 'tencent'] as const)
				if (each !== cloud) await run(loading({what: 'identity', cloud: each}), is('loaded', 'load-failed'));
			const event = await run(loading({what: 'identity', cloud}), is('loaded', 'load-failed'));
			return event.type === 'loaded' && event.loaded.what === 'identity' ? event.loaded.identity.account : undefined;
		});
		expect(command.outcome).toMatch(/^\d+$/);
		expectSame(command, wizard);
	});

	it('what stands in it', async () => {
		const idsOf = (connections: readonly {readonly id: string; readonly state: string}[]) =>
			connections.map(({id, state}) => [id, state]);
		const command = await both().command(
			() => ['status', '--cloud', 'aws', '--region', place.region, '--json'],
			said => idsOf(json(said).connections),
		);
		const wizard = await both().wizard(async ({run}) => {
			const reading = {what: 'status', cloud: 'aws', region: place.region} as const;
			const event = await run(loading(reading), is('loaded', 'load-failed'));
			return event.type === 'loaded' && event.loaded.what === 'status' ? idsOf(event.loaded.connections) : [];
		});
		expect(command.outcome.length).toBeGreaterThan(0);
		expectSame(command, wizard);
	});

	it('what a tunnel does, look by look', async () => {
		const looks = 2;
		const statesOf = (
			connections: readonly {readonly id: string; readonly tunnels: readonly {readonly state: string}[]}[],
		) => connections.map(({id, tunnels}) => [id, tunnels.map(({state}) => state)]);
		const command = await both().command(
			() => ['status', place.id, '--region', place.region, '--watch', '--json'],
			({code, out}) => {
				expect(code).toBe(130);
				return out
					.split('\n')
					.slice(0, looks)
					.map(line => statesOf(JSON.parse(line).connections));
			},
			async ({io}) => {
				await until(() => io.stdout().split('\n').filter(Boolean).length >= looks);
				io.interrupt();
			},
		);
		const wizard = await both().wizard(async ({run, events}) => {
			const seen = () =>
				events.flatMap(event => (event.type === 'snapshot' && !event.snapshot.polling ? [event.snapshot] : []));
			await run({type: 'watch', request: 1, ...place, ids: [place.id]}, () => seen().length >= looks);
			return seen()
				.slice(0, looks)
				.map(({connections}) => statesOf(connections));
		});
		expectSame(command, wizard);
	}, 30_000);

	it('what would make another like one that stands', async () => {
		const command = await both().command(
			() => ['profiles', 'import', '--from', 'aws', '--id', place.id, '--region', place.region, '--json'],
			said => ({assumed: json(said).assumed, left: json(said).leftOut.map(({field}: {field: string}) => field)}),
		);
		const wizard = await both().wizard(async ({run}) => {
			const event = await run({type: 'read-back', request: 1, ...place}, is('read-back', 'read-back-failed'));
			if (event.type !== 'read-back') throw new Error('it was not read');
			const {notes, draft: read} = event.found;
			await run(
				{type: 'save-profile', name: read.name ?? '', draft: read, again: false, madeUp: {}},
				is('profile-saved'),
			);
			const left = notes.filter(note => note.startsWith('left out: ')).flatMap(note => note.slice(10).split(', '));
			return {assumed: notes.filter(note => !note.startsWith('left out: ')), left};
		});
		expect(command.outcome.left).not.toEqual([]);
		expectSame(command, wizard);
	});
});

describe('a connection is handed over alike', () => {
	it.each([
		['strongswan', {nat: true, siteRanges: ['192.168.7.0/24']}, ['--nat', 'yes', '--site-range', '192.168.7.0/24']],
		['libreswan', {prefer: 'first'}, ['--prefer', 'first']],
	] as const)('for %s', async (device, site, options) => {
		const out = (home: string) => ['--out', join(home, 'office')];
		const command = await both().command(
			home => ['config', place.id, '--region', place.region, '--device', device, ...options, ...out(home), '--json'],
			said => json(said).files.map(({name, what}: {name: string; what: string}) => ({name, what})),
		);
		const wizard = await both().wizard(async ({run, home}) => {
			const path = join(home, 'office');
			await run({type: 'handover', request: 1, wanted: {want: 'side', place}}, is('handover'));
			const wanted = {want: 'write', place, choice: {as: 'device', device}, site, path} as const;
			const event = await run({type: 'handover', request: 2, wanted}, is('handover'));
			return event.type === 'handover' && event.event.heard === 'written' ? event.event.written.files : [event];
		});
		expect(Object.keys(command.kept)).toContain('office/STEPS.md');
		expectSame(command, wizard);
	});

	it.each(['terraform', 'cloudformation', 'aws-cli'] as const)('as code: %s', async format => {
		const command = await both().command(
			home => ['export', place.id, '--region', place.region, '--format', format, '--out', join(home, 'code')],
			({code}) => code,
		);
		const wizard = await both().wizard(async ({run, home}) => {
			const choice = {as: 'code', format} as const;
			const wanted = {want: 'write', place, choice, site: {}, path: join(home, 'code')} as const;
			const event = await run({type: 'handover', request: 1, wanted}, is('handover'));
			return event.type === 'handover' && event.event.heard === 'written' ? 0 : event;
		});
		expect(Object.keys(command.kept).filter(name => name.startsWith('code/')).length).toBeGreaterThan(1);
		expectSame(command, wizard);
	});
});

describe('what is kept is kept alike', () => {
	const named = (...names: readonly string[]) =>
		JSON.stringify({profiles: names.map(name => ({name, document: draft}))});
	const stored = (name: string) => JSON.stringify({version: 1, profiles: [{name, savedAt: 1, document: draft}]});

	it('a profile: saved, under another name, gone', async () => {
		const at = both({files: {'site.json': example}});
		const saved = await at.command(
			home => ['profiles', 'save', 'office', join(home, 'site.json')],
			({code}) => code,
		);
		const wizard = await at.wizard(async ({run}) => {
			const event = await run(
				{type: 'save-profile', name: 'office', draft, again: false, madeUp: {}},
				is('profile-saved'),
			);
			return event.type === 'profile-saved' ? 0 : event;
		});
		expectSame(saved, wizard);
		const files = Object.fromEntries(Object.entries(saved.kept).map(([name, content]) => [name, content]));
		const before = both({files});
		expectSame(
			await before.command(
				() => ['profiles', 'rename', 'office', 'branch'],
				({code}) => code,
			),
			await before.wizard(async ({run}) => {
				await run({type: 'rename-profile', name: 'office', to: 'branch'}, is('prompt-done', 'prompt-failed'));
				return 0;
			}),
		);
		expectSame(
			await before.command(
				() => ['profiles', 'delete', 'office'],
				({code}) => code,
			),
			await before.wizard(async ({run}) => {
				await run({type: 'list-profiles'}, is('profiles'));
				await run({type: 'delete-profile', name: 'office'}, is('prompt-done', 'prompt-failed'));
				return 0;
			}),
		);
		expectSame(
			await before.command(
				home => ['profiles', 'export', 'office', join(home, 'out.json')],
				({code}) => code,
			),
			await before.wizard(async ({run}) => {
				await run({type: 'export-profile', name: 'office', path: '~/out.json'}, is('prompt-done', 'prompt-failed'));
				return 0;
			}),
		);
	});

	it.each([
		['of two, both', {'two.json': named('one', 'two')}, 0],
		[
			'of two whose second name is taken, neither',
			{'two.json': named('one', 'two'), 'own/config/profiles.json': stored('two')},
			2,
		],
		['of two with one name, neither', {'two.json': named('one', 'ONE')}, 2],
		[
			'a request whose region only the profile of the cloud’s tool names',
			{
				'two.json': JSON.stringify({Type: 'ipsec.1', CustomerGatewayId: 'cgw-0e11f167', VpnGatewayId: 'vgw-9a4cacf3'}),
				'.aws/config': '[default]\nregion = eu-west-1\n',
			},
			0,
		],
		['a damaged store, which is set aside', {'two.json': named('one'), 'own/config/profiles.json': '{"version": 1'}, 0],
		['the id of a connection is no file', {}, 2],
	] as const)('imported: %s', async (_what, files, code) => {
		const at = both({files, env: {AWS_REGION: '', AWS_DEFAULT_REGION: ''}});
		const path =
			code === 2 && Object.keys(files).length === 0 ? () => place.id : (home: string) => join(home, 'two.json');
		const command = await at.command(
			home => ['profiles', 'import', path(home)],
			said => {
				expect(said.code).toBe(code);
				return {done: said.code === 0, setAside: /set aside/.test(said.err)};
			},
		);
		const wizard = await at.wizard(async ({run, home, events}) => {
			const event = await run({type: 'import-profile', path: path(home)}, is('prompt-done', 'prompt-failed'));
			const told = events.flatMap(each => (each.type === 'notice' ? [each.notice.text] : [])).join('\n');
			return {done: event.type === 'prompt-done', setAside: /set aside/.test(told)};
		});
		expectSame(command, wizard);
	});
});

function loading(reading: Extract<Parameters<WizardRun>[0], {type: 'load'}>['reading']) {
	return {type: 'load', slot: reading.what, request: 1, reading} as const;
}

type WizardRun = Parameters<Parameters<BothWays['wizard']>[0]>[0]['run'];

async function until(holds: () => boolean): Promise<void> {
	while (!holds()) await new Promise(resolve => setTimeout(resolve, 20));
}
