import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {bootUnit} from '../../../src/handover/linux/network-files.ts';
import {sideOf} from '../sides.ts';

/*
 * What a user would lose: every tunnel, at the device's next reboot. systemd leaves a unit out of the boot that closes a ring.
 */
const unit = bootUnit(sideOf());
const text = String(unit.content);
const listed = (key: string) => (new RegExp(`^${key}=(.*)$`, 'm').exec(text)?.[1] ?? '').split(' ');

/** How Debian 12 and 13 order what stands beside it. */
const neighbors = {
	'frr.service': 'Wants=network.target\nAfter=network-pre.target systemd-sysctl.service\nBefore=network.target',
	'strongswan.service': 'Wants=network-online.target\nAfter=network-online.target',
	'ipsec.service': 'Wants=network-online.target\nAfter=network-online.target',
};

describe('the unit that is started at boot', () => {
	test('comes before the programs that use its interfaces, and waits for no network, which FRR itself comes before', () => {
		expect(listed('Before')).toEqual(
			expect.arrayContaining(['strongswan.service', 'ipsec.service', 'frr.service', 'network.target']),
		);
		expect(text).not.toContain('network-online');
		expect(listed('After')).not.toContain('network.target');
		expect(text).not.toMatch(/Requires=/);
	});

	test('makes everything before the others start, and begins anew after a failure', () => {
		expect(text).toMatch(/^ExecStartPre=\/bin\/sh \S+\/interfaces\.sh up$/m);
		expect(text).toMatch(/^ExecStart=\/bin\/sh \S+\/interfaces\.sh watch$/m);
		expect(text).toMatch(/^Restart=always$/m);
	});
});

const folder = mkdtempSync(join(tmpdir(), 'tunnelwright-unit-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));
const verify = (target: string) =>
	spawnSync('systemd-analyze', ['verify', '--man=no', target], {
		encoding: 'utf8',
		env: {...process.env, SYSTEMD_UNIT_PATH: `${folder}:`},
	});
const hasVerify = spawnSync('systemd-analyze', ['--version']).status === 0;
if (!hasVerify) process.stderr.write('skipped: the boot unit, since systemd-analyze is not here\n');

test.runIf(hasVerify)('systemd finds no ring in a boot with FRR, strongSwan, Libreswan and the network', () => {
	const wants = [unit.name, ...Object.keys(neighbors), 'network-online.target'].join(' ');
	writeFileSync(join(folder, unit.name), text);
	for (const [name, order] of Object.entries(neighbors))
		writeFileSync(join(folder, name), `[Unit]\n${order}\n[Service]\nExecStart=/bin/true\n`);
	writeFileSync(join(folder, 'trial.target'), `[Unit]\nWants=${wants}\n`);
	const {status, stderr} = verify('trial.target');
	expect({status, ring: /cycle/.test(stderr)}).toEqual({status: 0, ring: false});
	// and it would find one
	writeFileSync(join(folder, unit.name), text.replace(/^After=.*$/m, 'After=network-online.target'));
	expect(verify('trial.target').stderr).toContain('Found ordering cycle');
});
