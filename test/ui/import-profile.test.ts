import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {openProfiles} from '../../src/profiles/profiles.ts';
import {foldersOf} from '../../src/run/folders.ts';
import {Files} from '../../src/ui/effects/files.ts';
import type {WizardEvent} from '../../src/wizard/core/event.ts';
import {threeSteps} from '../run/memory-cloud.ts';
import {cloudsOf} from './clouds-of.ts';

type ProfileEffect = Parameters<Files['run']>[0];

const key = 'Abc_123.def456GHI';

async function importing(content: object, variables: Record<string, string>, ...more: readonly ProfileEffect[]) {
	const folder = mkdtempSync(join(tmpdir(), 'tunnelwright-import-'));
	const env = {TUNNELWRIGHT_HOME: folder, ...variables};
	const path = join(folder, 'request.json');
	writeFileSync(path, JSON.stringify(content));
	const events: WizardEvent[] = [];
	const files = new Files(env, cloudsOf(env), event => events.push(event));
	for (const effect of [{type: 'import-profile', path}, ...more] as const) {
		files.run(effect);
		await files.flush();
	}

	return {said: JSON.stringify(events), profiles: (await openProfiles(foldersOf(env).config)).list().profiles};
}

describe('the wizard imports what the command line imports', () => {
	const request = {
		Type: 'ipsec.1',
		CustomerGatewayId: 'cgw-0e11f167',
		VpnGatewayId: 'vgw-9a4cacf3',
		Options: {TunnelOptions: [{PreSharedKey: key}, {}]},
	};

	it('takes an aws request over, keeps no key of it and says so', async () => {
		const {said, profiles} = await importing(request, {AWS_REGION: 'eu-central-1'});
		expect(profiles.map(({document}) => document)).toMatchObject([
			{cloud: 'aws', region: 'eu-central-1', cloudGateway: {id: 'vgw-9a4cacf3'}},
		]);
		expect(said).toContain('Options.TunnelOptions[0].PreSharedKey');
		expect(said).toMatch(/leaves algorithms of tunnels\[0\] and tunnels\[1\] to AWS.*set security\.preset to strong/);
		expect(said + JSON.stringify(profiles)).not.toContain(key);
	});

	it('names no option of a command where a name is taken, a file stands or an id is typed', async () => {
		const {document} = threeSteps();
		const path = join(mkdtempSync(join(tmpdir(), 'tunnelwright-import-')), 'site.json');
		writeFileSync(path, JSON.stringify(document));
		const again = await importing(
			document,
			{},
			{type: 'import-profile', path},
			{type: 'export-profile', name: document.name, path},
			{type: 'import-profile', path: 'vpn-40f41529'},
		);
		expect(again.profiles).toHaveLength(1);
		expect(again.said).toContain('give it another name in the file, or rename the profile that has it');
		expect(again.said).toContain('exists already · name another file');
		expect(again.said).toContain('vpn-40f41529 is a connection, and a FILE is meant here · name a file');
		expect(again.said).not.toMatch(/--[a-z]/);
	});

	it('says where the region comes from when nothing names one', async () => {
		const {said, profiles} = await importing(request, {});
		expect(said).toContain('AWS_REGION');
		expect(said).not.toContain('--region');
		expect(profiles).toEqual([]);
	});
});
