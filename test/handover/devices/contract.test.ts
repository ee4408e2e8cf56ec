import {afterAll, describe, expect, test} from 'vitest';
import type {DeviceSide} from '../../../src/connection/device-side.ts';
import {Secret} from '../../../src/connection/secret.ts';
import {UserError} from '../../../src/connection/user-error.ts';
import type {Device} from '../../../src/handover/devices/device.ts';
import {ownDevices, registerDevice, sampleDevices} from '../../../src/handover/devices/registry.ts';
import {changedTunnel} from '../../../src/handover/devices/tunnel-change.ts';
import type {HandoverFile, SiteFacts} from '../../../src/handover/handover-file.ts';
import {acme} from '../made-up-device/device.ts';
import {sideOf, tunnel} from '../sides.ts';
import {hostileSides} from './hostile-sides.ts';

/*
 * What every device is held to that stands in the registry, one that only the tests know among them. What a user would lose: a device
 * that is offered and then fails, a page of steps without a way back, a key in a file that is read by others.
 */

afterAll(registerDevice(acme));

const key = 'Only.for_this.test';
const {bgp: _none, ...withoutBgp} = tunnel;
const ofSite = [{cloudSide: '10.20.0.0/16', siteSide: '192.168.4.0/24'}];

/** Connections of every kind that clouds have. */
const sides: Readonly<Record<string, DeviceSide>> = {
	'BGP over two tunnels': sideOf({siteRanges: ['192.168.4.0/24']}, [
		{},
		{name: 'vpn-0a1b-2', cloudAddress: '192.0.2.20'},
	]),
	'static routes': {...sideOf({routing: 'static'}), tunnels: [withoutBgp]},
	'policies with IKEv1': {
		...sideOf({cloud: 'tencent', routing: 'policy', siteRanges: ['192.168.4.0/24']}),
		tunnels: [
			{
				...withoutBgp,
				pairs: [...ofSite, {cloudSide: '10.21.0.0/16', siteSide: '192.168.5.0/24'}],
				ikeVersions: [1],
				ike: {...tunnel.ike, encryption: ['aes256-cbc'], integrity: ['sha256']},
			},
		],
	},
	'identities by name': sideOf({}, [
		{siteIdentity: {type: 'fqdn', value: 'site.example'}, cloudIdentity: {type: 'fqdn', value: 'cloud.example'}},
	]),
	'IPv6 inside': sideOf({cloudRanges: ['fd00:9::/48']}, [
		{
			insideIpv6: {cloud: 'fd00::1', site: 'fd00::2', prefixLength: 126},
			pairs: [{cloudSide: '::/0', siteSide: '::/0'}],
		},
	]),
	'a key that is elsewhere': sideOf({}, [{key: {from: 'elsewhere', says: 'ask the vault'}}]),
	'a cloud that begins, with a probe': sideOf({cloud: 'tencent', routing: 'static', notes: ['a note']}, [
		{probe: {cloud: '169.254.128.1', site: '169.254.128.2'}, cloudInitiates: true, cloudRestarts: true},
	]),
	'ESP in UDP, in any case': sideOf({alwaysUdp: true}),
	'algorithms that hardly any device speaks': sideOf({}, [
		{ike: {...tunnel.ike, encryption: ['sm4-cbc'], integrity: ['sm3']}},
	]),
};

const facts: readonly SiteFacts[] = [
	{},
	{nat: true, prefer: 'first'},
	{nat: false, prefer: 'equal', siteRanges: ['172.16.0.0/12'], cloudRanges: ['10.99.0.0/16']},
];

const signal = new AbortController().signal;
// a device that tunnelwright writes for is made from what was read: it asks no cloud
const cloud = {} as never;

async function made(device: Device, side: DeviceSide, site: SiteFacts = {}): Promise<readonly HandoverFile[]> {
	return (await device.load()).make({side, site, cloud}, signal);
}

/** Undefined where the device refuses; any other error is a bug. */
async function allowed(device: Device, side: DeviceSide, site: SiteFacts = {}) {
	try {
		return await made(device, side, site);
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		expect(error.details.mend ?? '', `${error.message}: and what is to be done?`).not.toBe('');
		return undefined;
	}
}

const textOf = ({content}: HandoverFile) => (content instanceof Secret ? content.reveal() : content);
const stepsOf = (files: readonly HandoverFile[]) => textOf(files.at(-1) ?? {name: '', content: '', what: ''});
const sectionOf = (page: string, title: string) =>
	page.split(/^## /m).find(part => part.startsWith(`${title}\n`)) ?? '';
const every = Object.entries(sides);

test('every device has a name of its own, and no cloud’s', () => {
	const ids = ownDevices().map(({id}) => id);
	expect(new Set(ids).size).toBe(ids.length);
	expect(ids).toContain(acme.id);
});

describe.each(ownDevices())('$name', device => {
	test('is listed: a name for the command line, a title that begins with its name, what its files depend on', () => {
		expect(device.id).toMatch(/^[a-z0-9][a-z0-9-]{0,27}$/);
		expect(device.title.startsWith(`${device.name} `)).toBe(true);
		expect(device.title).toBe(`${device.name} ${device.system}`);
		expect(device.asks.filter(ask => !['nat', 'prefer', 'siteRanges', 'cloudRanges'].includes(ask))).toEqual([]);
	});

	test('takes a connection with BGP, and one with static routes', async () => {
		for (const name of ['BGP over two tunnels', 'static routes'])
			expect([name, (await made(device, sides[name] ?? sideOf())).length > 1]).toEqual([name, true]);
	});

	test.each(every)('%s: files or a reason, whatever is said of the site', async (_name, side) => {
		for (const site of facts) {
			const files = await allowed(device, side, site);
			for (const file of files ?? []) {
				expect(file.what).not.toBe('');
				expect(textOf(file)).not.toMatch(/undefined|NaN|\[object |\[secret\]/);
				expect(textOf(file).endsWith('\n')).toBe(true);
			}
		}
	});

	test('the names of the files are known before, plain, and each its own; the page of steps is the last', async () => {
		const maker = await device.load();
		for (const [, side] of every) {
			const names = (await allowed(device, side))?.map(({name}) => name) ?? [];
			expect(maker.fileNames(side)).toEqual(names);
			expect(new Set(names).size).toBe(names.length);
			for (const name of names) expect(name).toMatch(/^[A-Za-z0-9][\w.-]{0,100}$/);
			if (names.length > 0) expect(names.at(-1)).toBe('STEPS.md');
		}
	});

	test('the page says what the files are, what is needed, how to apply, check and take back, and what each tunnel is', async () => {
		for (const [, side] of every) {
			const files = await allowed(device, side);
			if (!files) continue;
			const page = stepsOf(files);
			const titles = [...page.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
			const tunnels = side.tunnels.map(({name}) => name);
			expect(titles).toEqual(['Files', 'Before', 'Apply', 'Check', 'Take back', 'Know', ...tunnels]);
			for (const title of ['Before', 'Apply', 'Check', 'Take back']) expect(sectionOf(page, title)).toMatch(/^1\. \S/m);
			for (const {name} of files.slice(0, -1)) expect(sectionOf(page, 'Files')).toContain(`- \`${name}\`: `);
			for (const note of side.notes) expect(sectionOf(page, 'Know')).toContain(`- ${note}`);
			for (const {name, cloudAddress} of side.tunnels) expect(sectionOf(page, name)).toContain(cloudAddress);
			expect(sectionOf(page, 'Apply')).toContain(side.id);
			expect(sectionOf(page, 'Take back')).toContain(side.id);
			expect(sectionOf(page, 'Check')).toContain(`tunnelwright status ${side.id} --region ${side.region}`);
		}
	});

	test('keys stand in files that are secret, and on no page', async () => {
		const forms = [key, Buffer.from(key).toString('base64'), Buffer.from(key).toString('hex')];
		for (const [, side] of every) {
			const files = await allowed(device, side);
			for (const file of files ?? [])
				if (!(file.content instanceof Secret))
					for (const form of forms) expect([file.name, file.content.includes(form)]).toEqual([file.name, false]);
			const keyed = side.tunnels.some(own => own.key.from === 'cloud');
			const secret = files?.filter(({content}) => content instanceof Secret).map(textOf) ?? [];
			if (files && keyed) expect(forms.some(form => secret.some(text => text.includes(form)))).toBe(true);
		}
	});

	test('a key that is elsewhere: the page says where', async () => {
		const files = await allowed(device, sides['a key that is elsewhere'] ?? sideOf());
		if (files) expect(sectionOf(stepsOf(files), 'Before')).toContain('ask the vault');
	});

	test('the same connection gives the same files', async () => {
		for (const [, side] of every) {
			const [once, again] = await Promise.all([allowed(device, side), allowed(device, side)]);
			expect(once?.map(textOf)).toEqual(again?.map(textOf));
		}
	});

	test('a name cannot begin a line, nor steer a terminal', async () => {
		const name = 'office\n! evil\r\nevil\u001B[2J';
		for (const [, side] of every)
			for (const file of (await allowed(device, {...side, name, notes: [name]})) ?? [])
				expect([file.name, /^\s*(! )?evil|\u001B/m.test(textOf(file))]).toEqual([file.name, false]);
	});

	test.each(hostileSides)('%s that can’t be one is refused, not written', async (_what, side) => {
		await expect(made(device, side)).rejects.toThrow(UserError);
		expect((await device.load()).fileNames(side)).toEqual([]);
	});
});

/** A device that only a cloud has a sample for. */
const [sample] = sampleDevices([
	{id: 'x1', slug: 'aws:router-7', vendor: 'Router AG', platform: 'Seven', software: '7.1'},
]);
const others = ['vpn-0a1b-2', '192.0.2.20'];

/*
 * A change of one tunnel. What a user would lose: the other tunnel, by a file or a line that touches it, or the traffic, by a page that takes a tunnel
 * down before it is drained.
 */
describe.each([...ownDevices(), ...(sample ? [sample] : [])])('one tunnel changed on $name', device => {
	const changeOf = async (side: DeviceSide, what: 'key' | 'security', site: SiteFacts = {}) => {
		const [first] = side.tunnels;
		try {
			return (await device.load()).change(changedTunnel(side, first?.cloudAddress ?? '', site, what));
		} catch (error) {
			if (!(error instanceof UserError)) throw error;
			return undefined;
		}
	};
	const whats = ['key', 'security'] as const;
	const all = every.flatMap(([name, side]) => whats.map(what => [name, what, side] as const));

	test('connections of both kinds can be changed', async () => {
		for (const name of ['BGP over two tunnels', 'static routes'])
			for (const what of whats)
				expect([name, what, ((await changeOf(sides[name] ?? sideOf(), what)) ?? []).length > 0]).toEqual([
					name,
					what,
					true,
				]);
	});

	test.each(all)('%s, %s: files with a page, or a reason', async (_name, what, side) => {
		for (const site of facts) {
			const files = (await changeOf(side, what, site)) ?? [];
			for (const file of files) {
				expect(file.what).not.toBe('');
				expect(file.name).toMatch(/^[A-Za-z0-9][\w.-]{0,100}$/);
				expect(textOf(file)).not.toMatch(/undefined|NaN|\[object |\[secret\]/);
				expect(textOf(file).endsWith('\n')).toBe(true);
			}

			if (files.length > 0) expect(files.at(-1)?.name).toBe('STEPS-tunnel-1.md');
		}
	});

	test.each(all)(
		'%s, %s: drained before it is changed, checked before it is brought back',
		async (_name, what, side) => {
			const files = await changeOf(side, what);
			if (!files) return;
			const page = stepsOf(files);
			const titles = [...page.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
			const parts = ['Files', 'Before', 'Drain', 'Change', 'Check', 'Bring back', 'Know'];
			expect(titles).toEqual([...parts, side.tunnels[0]?.name]);
			for (const title of parts.slice(1, 6)) expect(sectionOf(page, title)).toMatch(/^1\. \S/m);
			for (const {name} of files.slice(0, -1)) {
				expect(sectionOf(page, 'Files')).toContain(`- \`${name}\`: `);
				expect(sectionOf(page, 'Change')).toContain(name);
			}

			const asked = `tunnelwright status ${side.id} --region ${side.region}`;
			for (const title of ['Before', 'Drain', 'Check'])
				expect([title, sectionOf(page, title).includes(asked)]).toEqual([title, true]);
		},
	);

	test('nothing of the other tunnel is in it', async () => {
		const side = sides['BGP over two tunnels'] ?? sideOf();
		for (const what of whats)
			for (const file of (await changeOf(side, what)) ?? [])
				for (const other of others) expect([file.name, textOf(file).includes(other)]).toEqual([file.name, false]);
	});

	test('a new key stands in a secret file alone; other algorithms come without any key', async () => {
		const forms = [key, Buffer.from(key).toString('base64'), Buffer.from(key).toString('hex')];
		const holds = (file: HandoverFile) => forms.some(form => textOf(file).includes(form));
		for (const [, side] of every) {
			const keyed = (await changeOf(side, 'key')) ?? [];
			for (const file of keyed)
				if (!(file.content instanceof Secret)) expect([file.name, holds(file)]).toEqual([file.name, false]);
			if (keyed.length > 0 && side.tunnels[0]?.key.from === 'cloud') expect(keyed.some(holds)).toBe(true);
			expect(((await changeOf(side, 'security')) ?? []).filter(holds)).toEqual([]);
		}
	});

	test('a key that is elsewhere: the page says where', async () => {
		const files = await changeOf(sides['a key that is elsewhere'] ?? sideOf(), 'key');
		if (files) expect(sectionOf(stepsOf(files), 'Before')).toContain('ask the vault');
	});

	test('its files can lie beside those of the whole connection', async () => {
		const side = sides['BGP over two tunnels'] ?? sideOf();
		const whole = (await device.load()).fileNames(side);
		for (const what of whats)
			for (const {name} of (await changeOf(side, what)) ?? []) expect(whole).not.toContain(name);
	});

	test.each(hostileSides)('%s that can’t be one is refused, not written', async (_what, side) => {
		const {change} = await device.load();
		for (const what of whats) {
			const changed = {side, site: {}, tunnel: side.tunnels[0] ?? tunnel, number: 1, what};
			expect(() => change(changed)).toThrow(UserError);
		}
	});

	test('a name cannot begin a line, nor steer a terminal', async () => {
		const name = 'office\n! evil\r\nevil\u001B[2J';
		for (const [, side] of every)
			for (const what of whats)
				for (const file of (await changeOf({...side, name}, what)) ?? [])
					expect([file.name, /^\s*(! )?evil|\u001B/m.test(textOf(file))]).toEqual([file.name, false]);
	});
});

test('a tunnel is named by its address, its name on the device, or the id of a connection that has no other', () => {
	const two = sides['BGP over two tunnels'] ?? sideOf();
	const [first, second] = two.tunnels;
	expect(changedTunnel(two, '192.0.2.20', {}, 'key')).toMatchObject({number: 2, tunnel: second});
	expect(changedTunnel(two, 'vpn-0a1b-1', {}, 'key')).toMatchObject({number: 1, tunnel: first});
	expect(changedTunnel(sideOf(), 'vpn-0a1b', {}, 'key')).toMatchObject({number: 1});
	expect(() => changedTunnel(two, 'vpn-0a1b', {}, 'key')).toThrow(UserError);
	expect(() => changedTunnel(two, '192.0.2.99', {}, 'key')).toThrow(/has no tunnel/);
});
