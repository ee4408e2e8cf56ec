import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {runArguments} from '../../../src/commands/run-commands.ts';
import {registerDevice} from '../../../src/handover/devices/registry.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../../src/sandbox/start.ts';
import {Runtime} from '../../../src/ui/runtime.ts';
import type {HandoverHeard, HandoverWant} from '../../../src/wizard/screens/handover/event.ts';
import {handoverFields} from '../../../src/wizard/screens/handover/model.ts';
import {openingHandover} from '../../../src/wizard/screens/handover/steps.ts';
import {fakeIo} from '../../commands/fake-io.ts';
import {press} from '../../ui/fixtures.ts';
import {updateHandover} from '../../wizard/happenings.ts';
import {acme} from './device.ts';

/* A device is one folder: this one is no part of the program, and is offered and written like those that are. */

const place = {cloud: 'aws', region: 'eu-central-1', id: 'vpn-40f41529'} as const;
const home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
const takeAway = registerDevice(acme);
let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({speed: 2000});
});
afterAll(async () => {
	takeAway();
	await sandbox.close();
	rmSync(home, {recursive: true, force: true});
});

async function config(...args: readonly string[]) {
	const io = fakeIo({env: {...sandbox.env, TUNNELWRIGHT_HOME: home}});
	const code = await runArguments(['config', ...args], undefined, io);
	return {code, out: io.stdout(), err: io.stderr()};
}

test('nothing in src names it', () => {
	const named = readdirSync('src', {recursive: true, encoding: 'utf8'}).filter(
		file => /\.tsx?$/.test(file) && /\bacme\b/i.test(readFileSync(join('src', file), 'utf8')),
	);
	expect(named).toEqual([]);
});

test('the list of devices has it, as a line and in JSON; the help names it', async () => {
	expect((await config('--list-devices', '--filter', 'acme router')).out).toBe(`acme  ${acme.title}`);
	const {devices} = JSON.parse((await config('--list-devices', '--filter', 'acme', '--json')).out);
	expect(devices).toEqual([{device: 'acme', from: 'tunnelwright', title: acme.title}]);
	expect((await config('--help')).out).toContain('acme, or one that');
});

test('its files are written for their owner alone', async () => {
	const out = join(home, 'by-command');
	const {code, err} = await config(place.id, '--device', 'Acme', '--out', out);
	expect({code, err}).toEqual({code: 0, err: ''});
	const names = readdirSync(out);
	expect(names.sort()).toEqual(['.tunnelwright-files', 'STEPS.md', 'acme.cfg']);
	for (const name of names) expect((statSync(join(out, name)).mode & 0o777).toString(8)).toBe('600');
	expect(readFileSync(join(out, 'acme.cfg'), 'utf8')).toMatch(/^tunnel \S+ key \S+$/m);
});

test('the wizard offers it, asks what its files depend on, and writes them', async () => {
	const folder = join(home, 'by-wizard');
	let model = openingHandover({place, name: 'berlin', sandbox: true}).model;
	const wants: HandoverWant[] = [];
	const on = (...events: readonly (string | HandoverHeard)[]) => {
		for (const each of events) {
			const turned = updateHandover(
				model,
				typeof each === 'string' ? {type: 'key', key: press(each)} : {type: 'heard', event: each},
			);
			model = turned.model;
			wants.push(...turned.effects.flatMap(effect => (effect.type === 'handover' ? [effect.wanted] : [])));
		}
	};

	const runtime = new Runtime(
		{sandbox: false, env: {...sandbox.env, HOME: home, TUNNELWRIGHT_HOME: join(home, 'own')}},
		{write: () => {}, leave: () => {}},
		event => {
			if (event.type === 'handover') heard(event.event);
		},
	);
	let heard: (event: HandoverHeard) => void = () => {};
	const answered = (wanted: HandoverWant) =>
		new Promise<HandoverHeard>(resolve => {
			heard = resolve;
			runtime.run({type: 'handover', request: 1, wanted});
		});
	mkdirSync(folder, {mode: 0o700});
	on(await answered({want: 'side', place}), ...'acme', 'enter');
	expect(model.choice).toEqual({kind: 'device', id: 'acme'});
	expect(handoverFields(model)[0]).toBe('nat');
	expect(wants).toContainEqual(expect.objectContaining({want: 'folder', path: 'berlin-acme', fresh: true}));
	const choice = {kind: 'device', id: 'acme'} as const;
	expect(await answered({want: 'write', place, choice, site: {nat: false}, path: folder})).toMatchObject({
		heard: 'written',
		written: {title: 'Acme', files: [{name: 'acme.cfg'}, {name: 'STEPS.md'}]},
	});
	await runtime.close();
	expect(readdirSync(folder).sort()).toEqual(['.tunnelwright-files', 'STEPS.md', 'acme.cfg']);
});
