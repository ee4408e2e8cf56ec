import {readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {questions, WizardUser} from './wizard-user.ts';

/* What a user would lose: files that do not come, that others may read, that overwrite theirs; a key on the screen, in a scrollback, in a recording. */

async function atHome(args: readonly string[] = [], size = {columns: 120, rows: 40}): Promise<WizardUser> {
	const user = await WizardUser.atHome({...size, args});
	onTestFinished(user.opened.close);
	return user;
}

const mode = (file: string) => (statSync(file).mode & 0o777).toString(8);

/** Every key in the files of a folder, in every notation that they stand in. */
function keysIn(folder: string): readonly string[] {
	const found = readdirSync(folder).flatMap(name => {
		const text = readFileSync(path.join(folder, name), 'utf8');
		const encoded = [...text.matchAll(/\b0s([A-Za-z0-9+/=]+)/g)].map(([, key]) => key ?? '');
		const plain = [...text.matchAll(/Pre-Shared Key +: (\S+)|key simple (\S+)/g)];
		return [
			...encoded.flatMap(key => [key, Buffer.from(key, 'base64').toString()]),
			...plain.map(([, a, b]) => a ?? b ?? ''),
		];
	});
	return found.filter(Boolean);
}

function expectNoKey(user: WizardUser, keys: readonly string[]): void {
	expect(keys.length).toBeGreaterThan(0);
	for (const key of keys) expect(user.screen.bytes.includes(key)).toBe(false);
}

test('what was just made is handed over: device, questions, folder, files for one person alone, the steps', {
	timeout: 120_000,
}, async () => {
	const user = await atHome();
	await user.enterUntil(questions.dryRun);
	await user.makeFromDryRun();
	const panel = await user.at(/h hand-over/);
	const id = /vpn-[0-9a-f]+/.exec(panel)?.[0] ?? '';
	await user.screen.type('h');
	await user.at('Which device ends');
	await user.at(/Juniper/); // the cloud's own devices are read
	user.press('enter');
	await user.at(/❯ Behind NAT/);
	user.press('down', 'enter');
	await user.at(/❯ BGP prefers/);
	user.press('enter');
	await user.at(/❯ Ranges of the site/);
	await user.screen.type('172.16.10.0/24');
	user.press('enter');
	await user.at(/❯ Folder/);
	await user.at('will be made, for you alone');
	user.press('enter');
	const done = await user.at('Written for strongSwan');
	const folder = path.join(user.opened.machine.home, /~\/(\S+)/.exec(done)?.[1] ?? 'nowhere');
	expect(readdirSync(folder).sort()).toEqual([
		'.tunnelwright-files',
		'STEPS.md',
		'frr.conf',
		'interfaces.sh',
		'mss.nft',
		'retransmit.conf',
		'swanctl.conf',
		'sysctl.conf',
		`tunnelwright-${id}.service`,
	]);
	expect(mode(folder)).toBe('700');
	for (const name of readdirSync(folder)) expect([name, mode(path.join(folder, name))]).toEqual([name, '600']);
	expect(readFileSync(path.join(folder, 'frr.conf'), 'utf8')).toContain('network 172.16.10.0/24');
	expect(readFileSync(path.join(folder, 'swanctl.conf'), 'utf8')).not.toContain('local_addrs = %any');
	user.press('end');
	await user.at('the end');
	user.press('escape');
	await user.at(/h hand-over/);
	await user.screen.type('q');
	expect((await user.end()).code).toBe(0);
	await user.screen.until(/in order: \S+STEPS\.md/, 1000);
	const keys = keysIn(folder);
	expect(keys).toHaveLength(4); // two tunnels, each as it is and in base64
	expectNoKey(user, keys);
});

test('from the list of what stands: a list that failed is read again, nothing is overwritten, samples and code come too', {
	timeout: 120_000,
}, async () => {
	const user = await atHome(['--fault', 'garbage:DescribeCustomerGatewayVendors:4'], {columns: 80, rows: 24});
	const {home} = user.opened.machine;
	await user.at(/Watch tunnels\s+\d+ connections/);
	user.press('down', 'down', 'enter');
	await user.at(/8 connections/);
	await user.find('vpnx-cjkgz001');
	user.press('enter');
	await user.at(/h hand-over/);
	await user.screen.type('h');
	await user.at(/The cloud’s devices: [\s\S]*ctrl-r tries again/);
	user.press('ctrlR');
	await user.at(/h3c/);
	// typing finds it; a folder of the user's own is left as it is
	await user.screen.type('h3c');
	await user.at(/❯ h3c/);
	user.press('enter');
	await user.at(/❯ Behind NAT/);
	user.press('enter');
	await user.at('will be made');
	writeFileSync(path.join(home, 'mine'), '');
	user.press('ctrlU');
	await user.screen.type('~/mine');
	await user.at('that is a file, not a folder');
	user.press('ctrlU');
	await user.screen.type('~/device');
	await user.at('~/device will be made');
	user.press('enter');
	await user.at('Written for h3c comware, to ~/device');
	const device = path.join(home, 'device');
	expect(readdirSync(device).sort()).toEqual(['.tunnelwright-files', 'STEPS.md', 'h3c-comware-v1-0.txt']);
	expect(mode(path.join(device, 'h3c-comware-v1-0.txt'))).toBe('600');

	await user.screen.type('n');
	await user.at('Which device ends');
	user.press('enter');
	await user.at(/❯ Behind NAT/);
	user.press('enter');
	await user.at(/❯ Folder/);
	await user.at('it holds');
	user.press('enter');
	await user.at(/❯ Folder/);
	user.press('ctrlU');
	await user.screen.type('code');
	user.press('escape');
	await user.at('Which device ends');
	user.press('tab');
	await user.at('as code');
	user.press('enter');
	await user.at('will be made');
	user.press('enter');
	const done = await user.at(/Written for terraform, to ~\/\S+/);
	const folder = path.join(home, /to ~\/(\S+)/.exec(done)?.[1] ?? 'nowhere');
	const code = readFileSync(path.join(folder, 'main.tf'), 'utf8');
	expect(code).toContain('id = "vpnx-cjkgz001"');
	expect(mode(path.join(folder, 'main.tf'))).toBe('600');

	await user.screen.type('q');
	expect((await user.end()).code).toBe(0);
	await user.screen.until('terraform plan', 1000);
	const keys = keysIn(device);
	expectNoKey(user, keys);
	for (const key of keys) expect(code.includes(key)).toBe(false);
});
