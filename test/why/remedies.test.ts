import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {preferredEncryption, preferredGroups, preferredIntegrity} from '../../src/handover/devices/algorithms.ts';
import {causes} from '../../src/why/causes/registry.ts';
import {diagnose} from '../../src/why/diagnose.ts';
import {remedyOf} from '../../src/why/remedy.ts';
import type {Known} from '../../src/why/why.ts';
import {deviceWords} from '../../src/why/words/device.ts';
import {proposalWords} from '../../src/why/words/proposals.ts';
import {valuesOf} from '../../src/why/words/values.ts';
import {down, known, up} from './known.ts';
import {sideOf, sideWith} from './sides.ts';

/* What a user would lose: a command that his device does not know, an algorithm that no file of ours has, and the mend of the second tunnel. */

const bothDown = [down, {...up, state: 'DOWN'} as const];
const remedies = (more: Partial<Known>) =>
	causes.map(cause => ({id: cause.id, ...remedyOf(cause, {...known({side: sideOf()}, bothDown), ...more}, [1, 2])}));
const ofStrongswan = /swanctl|ipsec\.conf|strongSwan/;
const ofLinux = /^(?:tcpdump|ip |ping -c|vtysh|swanctl|ipsec )/;

describe('where nobody knows which device it is', () => {
	test.each(remedies({}))('$id: words of one device are said to be that device’s', ({mend, prove}) => {
		for (const line of mend)
			if (ofStrongswan.test(line)) expect(line).toMatch(/^If the device is strongSwan: |FortiOS/);
		for (const {where, command} of prove)
			if (ofLinux.test(command)) expect(where, command).toMatch(/if it is |if it runs |on a host|host at the cloud/);
	});
});

describe('where the device’s lines were given', () => {
	const vendors = ['FortiOS', 'Cisco IOS', 'Cisco ASA', 'PAN-OS', 'Junos', 'RouterOS'];
	test.each(vendors)('%s is told nothing of strongSwan, and typed nothing of Linux', writer => {
		for (const {id, mend, prove} of remedies({writers: [writer]})) {
			expect(mend.join('\n'), id).not.toMatch(ofStrongswan);
			for (const {where, command, shows} of prove) {
				if (where.startsWith('on the device')) expect(command.replace(/^curl/, ''), id).not.toMatch(ofLinux);
				if (command.includes('--device strongswan')) expect(shows).toContain('those of any device');
			}
		}
	});

	test.each([
		['charon', 'strongswan', /swanctl\.conf/],
		['Libreswan', 'libreswan', /ipsec\.(?:conf|secrets)/],
	])('%s: its own files and commands, without an if', (writer, device, file) => {
		const told = remedies({writers: [writer]});
		const text = told.flatMap(({mend, prove}) => [...mend, ...prove.map(({where, command}) => `${where} ${command}`)]);
		expect(text.join('\n')).not.toMatch(/if it is |If the device is /);
		expect(text.join('\n')).toMatch(file);
		expect(text.join('\n')).toContain(`--device ${device} `);
	});
});

describe('which algorithms are the best', () => {
	test('in words and in the device’s line, the order is that of the files that are handed over', () => {
		const ciphers = ['aes256-gcm', 'aes128-gcm', 'aes256-cbc', 'aes128-cbc', 'sm4-cbc', '3des-cbc'] as const;
		const hashes = ['sha256', 'sha384', 'sha512', 'sha1', 'sm3'] as const;
		fc.assert(
			fc.property(
				fc.subarray([...ciphers], {minLength: 1}),
				fc.subarray([...hashes]),
				fc.subarray([14, 19, 20, 16, 2]),
				(encryption, integrity, dhGroups) => {
					const words = proposalWords({encryption, integrity, dhGroups});
					expect(words.startsWith(preferredEncryption(encryption)[0] ?? '?')).toBe(true);
					if (integrity.length > 0) expect(words).toContain(`with ${preferredIntegrity(integrity)[0]}`);
					if (dhGroups.length > 0) expect(words).toContain(`DH group ${preferredGroups(dhGroups)[0]}`);
				},
			),
		);
		const ike = {
			encryption: ['aes128-cbc', 'aes256-cbc', 'aes256-gcm'],
			integrity: ['sha256', 'sha384'],
			dhGroups: [14, 20],
			lifetimeSeconds: 28_800,
		} as const;
		const line = (writer: string) =>
			deviceWords({writers: [writer]}).ike?.(valuesOf(known({side: sideWith({ike})}), 1)) ?? '';
		expect(line('charon')).toMatch(/= aes256gcm16-prfsha384-ecp384$/);
		expect(line('Libreswan')).toMatch(/=aes_gcm256-sha2_384;dh20$/);
	});

	test('what strongSwan has no keyword for is said in words', () => {
		const sm = {encryption: ['sm4-cbc'], integrity: ['sm3'], dhGroups: [14], lifetimeSeconds: 3600} as const;
		const {mend} = remedies({side: sideWith({ike: sm, esp: sm}), writers: ['charon']}).find(
			({id}) => id === 'phase-1-proposal',
		) ?? {mend: []};
		expect(mend.join('\n')).not.toMatch(/= \S*sm[34]/);
		expect(mend.join('\n')).toContain('strongSwan has none of these');
	});
});

describe('a cause of both tunnels', () => {
	test('is mended in both: what differs stands for each, what is the same once', () => {
		const [wrongKey] = remedies({writers: ['charon']}).filter(({id}) => id === 'wrong-key');
		const text = wrongKey?.mend.join('\n') ?? '';
		for (const {outsideAddress} of bothDown) expect(text).toContain(`id-2 = ${outsideAddress}`);
		expect(wrongKey?.mend.filter(line => line.startsWith('Quotes')).length).toBe(1);
		expect(new Set(wrongKey?.prove.map(({command}) => command)).size).toBe(wrongKey?.prove.length);
	});

	test('lines that differ in nothing but the tunnel are one, and name both', () => {
		const told = remedies({}).find(({id}) => id === 'phase-1-proposal')?.mend ?? [];
		expect(told.filter(line => line.includes('The cloud takes'))).toEqual([
			'The cloud takes for phase 1 of tunnels 1 and 2: aes256-cbc, with sha256, DH group 14. Write one of each on the device.',
		]);
	});

	test('is proved in both', () => {
		const {verdicts} = diagnose(known({side: sideOf(), tunnels: [1, 2]}, bothDown));
		const {prove, tunnels} = verdicts.find(({cause}) => cause.id === 'nobody-initiates') ?? {};
		expect(tunnels).toEqual([1, 2]);
		expect(prove?.map(({command}) => command)).toEqual([
			'swanctl --initiate --child vpn-40f41529-1',
			'swanctl --initiate --child vpn-40f41529-2',
		]);
	});
});
