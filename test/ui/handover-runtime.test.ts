import {mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {Runtime} from '../../src/ui/runtime.ts';
import type {HandoverHeard, HandoverWant} from '../../src/wizard/screens/handover/event.ts';

/* What a user would lose: a device that brings up parts of two connections, or a command in STEPS.md that asks another account. */

const place = {cloud: 'aws', region: 'eu-central-1', id: 'vpn-40f41529'} as const;
const choice = {kind: 'device', id: 'strongswan'} as const;
const home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
let sandbox: Sandbox;
let runtime: Runtime;
let heard: (event: HandoverHeard) => void = () => {};

beforeAll(async () => {
	sandbox = await startSandbox({speed: 2000});
	const {AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret, ...rest} = sandbox.env;
	mkdirSync(join(home, '.aws'));
	const keys = `aws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;
	writeFileSync(join(home, '.aws/credentials'), `[corp]\n${keys}[eu~1]\n${keys}`);
	const env = {...rest, HOME: home, TUNNELWRIGHT_HOME: join(home, 'own')};
	runtime = new Runtime({sandbox: false, env, awsProfile: 'corp'}, {write: () => {}, leave: () => {}}, event => {
		if (event.type === 'handover') heard(event.event);
	});
	runtime.run({type: 'use-profile', cloud: 'aws', profile: 'eu~1'});
	await answered({want: 'side', place});
});
afterAll(async () => {
	await runtime.close();
	await sandbox.close();
	rmSync(home, {recursive: true, force: true});
});

function answered(wanted: HandoverWant): Promise<HandoverHeard> {
	return new Promise(resolve => {
		heard = resolve;
		runtime.run({type: 'handover', request: 1, wanted});
	});
}

const write = (path: string) => answered({want: 'write', place, choice, site: {}, path});
const look = (path: string) => answered({want: 'folder', place, choice, path, fresh: false});

it('names the picked account in the steps, on the disk and on the screen', async () => {
	const folder = join(home, 'office');
	const event = await write(folder);
	const shown = event.heard === 'written' ? event.written.steps : '';
	for (const steps of [shown, readFileSync(join(folder, 'STEPS.md'), 'utf8')]) {
		expect(steps).toContain(`tunnelwright status --aws-profile 'eu~1' ${place.id}`);
		expect(steps).not.toMatch(/tunnelwright status (?!--aws-profile 'eu~1')/);
	}
});

it('names no option of a command where the folder was filled since it was looked at', async () => {
	const folder = join(home, 'filled');
	expect(await look(folder)).not.toHaveProperty('problem');
	expect(await write(folder)).toMatchObject({heard: 'written'});
	const again = await write(folder);
	expect(again).toMatchObject({
		heard: 'write-failed',
		trouble: {mend: 'name another folder, or move these files away'},
	});
});

it('says of a folder that the files of another connection stand there, before anything is written, and loses none', async () => {
	const folder = join(home, 'shanghai');
	mkdirSync(folder);
	writeFileSync(join(folder, 'theirs.conf'), 'theirs');
	writeFileSync(join(folder, '.tunnelwright-files'), JSON.stringify({of: 'vpn-0000aaaa', files: {'theirs.conf': 'x'}}));
	const before = readdirSync(folder);
	expect(await look(folder)).toMatchObject({
		heard: 'folder',
		says: '',
		problem: `it holds files of vpn-0000aaaa, not of ${place.id}: name another folder, one for each connection`,
	});
	expect(await write(folder)).toMatchObject({heard: 'write-failed'});
	expect(readdirSync(folder)).toEqual(before);
	writeFileSync(join(folder, '.tunnelwright-files'), JSON.stringify({of: place.id, files: {'theirs.conf': 'x'}}));
	expect(await look(folder)).not.toHaveProperty('problem');
});
