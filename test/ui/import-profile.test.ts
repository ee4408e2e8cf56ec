import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {openProfiles} from '../../src/profiles/profiles.ts';
import {foldersOf} from '../../src/run/folders.ts';
import {Files} from '../../src/ui/effects/files.ts';
import type {WizardEvent} from '../../src/wizard/core/event.ts';
import {cloudsOf} from './clouds-of.ts';

const key = 'Abc_123.def456GHI';

async function importing(content: object, variables: Record<string, string>) {
	const folder = mkdtempSync(join(tmpdir(), 'tunnelwright-import-'));
	const env = {TUNNELWRIGHT_HOME: folder, ...variables};
	const path = join(folder, 'request.json');
	writeFileSync(path, JSON.stringify(content));
	const events: WizardEvent[] = [];
	const files = new Files(env, cloudsOf(env), event => events.push(event));
	files.run({type: 'import-profile', path});
	await files.flush();
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

	it('says where the region comes from when nothing names one', async () => {
		const {said, profiles} = await importing(request, {});
		expect(said).toContain('AWS_REGION');
		expect(profiles).toEqual([]);
	});
});
