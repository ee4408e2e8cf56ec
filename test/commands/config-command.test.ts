import {
	chmodSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import {lookAtFolder} from '../../src/handover/folder/look-at-folder.ts';
import {makePrivateFolder} from '../../src/run/folders.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {fakeIo} from './fake-io.ts';

let sandbox: Sandbox;
let folder: string;
beforeAll(async () => {
	sandbox = await startSandbox();
});
afterAll(() => sandbox.close());
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
});

async function config(args: readonly string[], env: Readonly<Record<string, string>> = sandbox.env) {
	const io = fakeIo({env: {...env, TUNNELWRIGHT_HOME: folder}});
	const code = await runArguments(['config', ...args], undefined, io);
	return {code, out: io.stdout(), err: io.stderr()};
}

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);
const read = (name: string) => readFileSync(join(folder, 'out', name), 'utf8');
const awsKey = /[\w.]{32}/;

describe('config', () => {
	it('writes the files of a connection that stands, for their owner alone, and prints no key', async () => {
		const out = join(folder, 'out');
		const {code, out: said, err} = await config(['vpn-40f41529', '--device', 'strongswan', '--out', out]);
		expect({code, err}).toEqual({code: 0, err: ''});
		const names = readdirSync(out);
		expect(names.sort()).toEqual([
			'.tunnelwright-files',
			'STEPS.md',
			'frr.conf',
			'interfaces.sh',
			'mss.nft',
			'retransmit.conf',
			'swanctl.conf',
			'sysctl.conf',
			'tunnelwright-vpn-40f41529.service',
		]);
		for (const name of names) expect([name, mode(join(out, name))]).toEqual([name, '600']);
		expect(mode(out)).toBe('700');
		const secrets = [...read('swanctl.conf').matchAll(/secret = 0s(\S+)/g)].map(([, key]) => key ?? '');
		expect(secrets).toHaveLength(2);
		for (const secret of secrets) {
			const key = Buffer.from(secret, 'base64').toString();
			expect(key).toMatch(awsKey);
			expect(said).not.toContain(key);
			expect(read('STEPS.md')).not.toContain(key);
		}
	});

	it('overwrites nothing, follows no link, and leaves no half of it', async () => {
		const out = join(folder, 'out');
		await config(['vpn-40f41529', '--device', 'strongswan', '--out', out]);
		const before = read('swanctl.conf');
		writeFileSync(join(out, 'frr.conf'), 'mine');
		const again = await config(['vpn-40f41529', '--device', 'libreswan', '--out', out]);
		expect(again.code).toBe(2);
		expect(again.err).toMatch(/holds .*frr\.conf.* already/);
		expect(readdirSync(out)).not.toContain('ipsec.conf');
		expect([read('swanctl.conf'), read('frr.conf')]).toEqual([before, 'mine']);

		const linked = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
		symlinkSync(join(linked, 'elsewhere'), join(linked, 'swanctl.conf'));
		expect((await config(['vpn-40f41529', '--device', 'strongswan', '--out', linked])).code).toBe(2);
		expect(readdirSync(linked)).toEqual(['swanctl.conf']);
		symlinkSync(join(linked, 'elsewhere'), join(linked, 'nowhere'));
		const nowhere = await config(['vpn-40f41529', '--device', 'strongswan', '--out', join(linked, 'nowhere')]);
		expect(nowhere.err).toContain('a link in its path leads nowhere');
	});

	it('puts no key and no script where others could put their own in its place, nor into a folder named by a dash', async () => {
		const others = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
		chmodSync(others, 0o777);
		const asked = ['vpn-40f41529', '--device', 'strongswan', '--out'];
		const itself = await config([...asked, others]);
		expect(itself.code).toBe(2);
		expect(itself.err).toContain(`others may write to ${others}`);
		expect(itself.err).toContain(`chmod go-w ${others}`);
		const within = await config([...asked, join(others, 'a', 'b')]);
		expect([within.code, readdirSync(others)]).toEqual([2, []]);
		const way = join(folder, 'way');
		symlinkSync(others, way);
		expect((await config([...asked, join(way, 'a')])).err).toContain(`others may write to ${way}`);
		// as the wizard's own field tells it, before anything is written
		expect(await lookAtFolder(join(others, 'a'), [], 'vpn-40f41529')).toMatchObject({
			problem: expect.stringContaining(`others may write to ${others}`),
		});
		chmodSync(others, 0o1777);
		expect((await config([...asked, join(others, 'a')])).code).toBe(0);

		const dash = await config([...asked, '-']);
		expect([dash.code, existsSync('-')]).toEqual([2, false]);
		expect(dash.err).toContain('the files hold keys: they are not printed');
	});

	it('mixes no files of two connections, and says which of another device stand', async () => {
		const out = join(folder, 'out');
		expect((await config(['vpn-40f41529', '--device', 'strongswan', '--out', out])).code).toBe(0);
		const before = readdirSync(out).sort();
		const other = await config(['vpnx-5p7vkch8', '--device', 'strongswan', '--out', out, '--replace']);
		expect(other.code).toBe(2);
		expect(other.err).toContain('holds files of vpn-40f41529, not of vpnx-5p7vkch8');
		expect(other.err).toContain('tunnelwright-vpn-40f41529.service');
		expect(readdirSync(out).sort()).toEqual(before);
		const same = await config(['vpn-40f41529', '--device', 'libreswan', '--out', out, '--replace']);
		expect(same.code).toBe(0);
		const left = same.out.split('\n').filter(line => line.includes('of an earlier writing'));
		expect(left).toEqual([
			`${out} also holds files of an earlier writing, which are not for this hand-over and stand as they were: swanctl.conf, retransmit.conf`,
		]);
		const json = await config(['vpn-40f41529', '--device', 'libreswan', '--out', out, '--replace', '--json']);
		expect(JSON.parse(json.out).left).toEqual(['swanctl.conf', 'retransmit.conf'].map(name => join(out, name)));
		for (const name of readdirSync(out)) rmSync(join(out, name));
		expect((await config(['vpnx-5p7vkch8', '--device', 'strongswan', '--out', out])).code).toBe(0);
	});

	it('says which folder cannot be written', async () => {
		const file = join(folder, 'file');
		writeFileSync(file, '');
		chmodSync(file, 0o600);
		const {code, err} = await config(['vpn-40f41529', '--device', 'strongswan', '--out', join(file, 'x')]);
		expect(code).toBe(2);
		expect(err).toContain('could not be written');
	});

	it.runIf(process.platform === 'linux')('ends at once where no folder can be made', async () => {
		for (const out of ['/proc/tunnelwright', '/proc/tunnelwright/a/b']) {
			const {code, err} = await config(['vpn-40f41529', '--device', 'strongswan', '--out', out]);
			expect(code).toBe(5);
			expect(err).toContain(`${out} could not be written: no folder can be made there`);
		}

		expect(() => makePrivateFolder('/proc/tunnelwright/state')).toThrow(expect.objectContaining({exit: 5}));
	});

	it('reads Tencent Cloud’s tunnels as they are', async () => {
		const out = join(folder, 'out');
		expect((await config(['vpnx-5p7vkch8', '--device', 'strongswan', '--nat', 'no', '--out', out])).code).toBe(0);
		expect(read('swanctl.conf')).toContain('proposals = 3des-md5-modp768');
		expect(read('swanctl.conf')).toContain('local_ts = 10.10.0.0/16');
		expect(read('swanctl.conf')).toContain('local_addrs = 183.60.249.126');
	});

	it('a tunnel that Tencent Cloud takes second, by its routes’ priority, the site takes second too', async () => {
		const metric = async (id: string) => {
			const own = join(folder, 'out', id);
			const given = [id, '--device', 'strongswan', '--cloud-range', '10.8.0.0/16', '--out', own];
			expect((await config(given)).code).toBe(0);
			const up = /tunnel1_is_up\(\) \{\n.* metric (\d+)\n/.exec(readFileSync(join(own, 'interfaces.sh'), 'utf8'))?.[1];
			return Number(up);
		};
		expect(await metric('vpnx-eal8tpn2')).toBeGreaterThanOrEqual(200);
		expect(await metric('vpnx-5p7vkch8')).toBeLessThan(200);
	});

	it('takes a vendor’s configuration from the cloud: by its name, or by words that only one has', async () => {
		const out = join(folder, 'out');
		expect((await config(['vpn-40f41529', '--device', 'cisco csrv', '--out', out])).code).toBe(0);
		expect(read('cisco-systems-inc-csrv-ami-ios-12-4.txt')).toContain('(recommended)');
		expect(mode(join(out, 'cisco-systems-inc-csrv-ami-ios-12-4.txt'))).toBe('600');
		expect(read('STEPS.md')).not.toMatch(/Pre-Shared/);
		const many = await config(['vpn-40f41529', '--device', 'cisco', '--out', join(folder, 'b')]);
		expect(many.code).toBe(2);
		expect(many.err).toContain('aws:cisco-systems-inc-isr');
		const tencent = join(folder, 'c');
		expect((await config(['vpnx-5p7vkch8', '--device', 'tencent:h3c-comware-v1-0', '--out', tencent])).code).toBe(0);
		expect(readFileSync(join(tencent, 'h3c-comware-v1-0.txt'), 'utf8')).toContain('ike keychain vpnx-5p7vkch8');
	});

	it('lists the devices of both clouds, and those that hold some words', async () => {
		const {out} = await config(['--list-devices']);
		expect(out).toMatch(/^strongswan /m);
		expect(out).toMatch(/^aws:juniper/m);
		expect(out).toMatch(/^tencent:cisco/m);
		const cisco = await config(['--list-devices', '--filter', 'cisco', '--json']);
		const {devices} = JSON.parse(cisco.out);
		expect(devices.length).toBeGreaterThan(2);
		for (const {device} of devices) expect(device).toContain('cisco');
	});

	it('without credentials still lists its own devices', async () => {
		const {code, out} = await config(['--list-devices'], {
			AWS_REGION: 'eu-central-1',
			AWS_EC2_METADATA_DISABLED: 'true',
		});
		expect(code).toBe(0);
		expect(out).toMatch(/^strongswan /m);
	});

	it.each([
		[['--device', 'strongswan', '--out', 'x'], 'which connection'],
		[['vpn-40f41529', '--out', 'x'], '--device'],
		[['vpn-40f41529', '--device', 'strongswan'], '--out'],
		[['vpn-40f41529', '--device', 'strongswan', '--out', 'x', '--site-range', '10.0.0.0/33'], 'prefix length'],
		[['vpn-40f41529', '--device', 'strongswan', '--out', 'x', '--site-range', 'fe80::1\nbad'], 'IPv6'],
	])('says what is missing: %j', async (args, says) => {
		const {code, err} = await config(args);
		expect(code).toBe(2);
		expect(err).toContain(says);
	});
});
