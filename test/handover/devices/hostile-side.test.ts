import {describe, expect, test} from 'vitest';
import {connectionDocument} from '../../../src/clouds/document/documents.ts';
import {Secret} from '../../../src/connection/secret.ts';
import {UserError} from '../../../src/connection/user-error.ts';
import {sampleFiles} from '../../../src/handover/devices/cloud-sample/files.ts';
import {awsEverything} from '../every-option.ts';
import {declaredIn} from '../formats/written-code.ts';
import {sideOf, tunnel} from '../sides.ts';
import {deviceFiles} from './written-files.ts';

/* What a user would lose: a gateway on which root runs what a name in a cloud says, or code that is not what it looks like. */

describe('files for a root shell', () => {
	test.each([
		['an id', sideOf({id: 'vpn-1; reboot'})],
		['an id that is a path', sideOf({id: '../../etc/cron.d/x'})],
		['a region', sideOf({region: 'eu-central-1\nx'})],
		['a tunnel’s name', sideOf({}, [{name: 'x {\n} y'}])],
		['an outside address', sideOf({}, [{cloudAddress: '1.2.3.4 $(reboot)'}])],
		['an address with a zone', sideOf({}, [{cloudAddress: 'fe80::1%eth0'}])],
		['an inside address', sideOf({}, [{inside: {cloud: 'x', site: '169.254.0.2', prefixLength: 30}}])],
		['a prefix length', sideOf({}, [{inside: {cloud: '169.254.0.1', site: '169.254.0.2', prefixLength: Number.NaN}}])],
		['a range', sideOf({routing: 'static', cloudRanges: ['0.0.0.0/0\n\treboot']})],
		['a pair', sideOf({}, [{pairs: [{cloudSide: '10.0.0.0/8', siteSide: 'x'}]}])],
		['an identity', sideOf({}, [{siteIdentity: {type: 'fqdn', value: 'a\u001B[2J'}}])],
		['an AS number', sideOf({}, [{bgp: {cloudAsn: Number.POSITIVE_INFINITY, siteAsn: 1, holdSeconds: 30}}])],
		['a lifetime', sideOf({}, [{ike: {...tunnel.ike, lifetimeSeconds: Number.NaN}}])],
	])('%s that can’t be one is refused, not written', (_what, side) => {
		const kind = {id: '1', slug: 'aws:x', vendor: 'x', platform: 'x', software: 'x'};
		for (const target of ['strongswan', 'libreswan'] as const)
			expect(() => deviceFiles(target, side, {})).toThrow(UserError);
		expect(() => sampleFiles(kind, {text: new Secret('x'), notes: []}, side, {})).toThrow(UserError);
	});

	test('a sample keeps its lines and loses what turns them round', () => {
		const kind = {id: '1', slug: 'aws:x', vendor: 'x', platform: 'x', software: 'x'};
		const [file] = sampleFiles(kind, {text: new Secret('a\r\n\tb\u202Ec\u009Bd\u2066'), notes: []}, sideOf(), {});
		expect(file?.content instanceof Secret && file.content.reveal()).toBe('a\r\n\tbcd');
	});
});

test.each(['terraform', 'cloudformation'] as const)('%s with a name that can’t be seen is not written', format => {
	const document = connectionDocument.parse({...awsEverything, tags: {cost: '4711\u202E'}});
	expect(() => declaredIn(format, {document})).toThrow(/tags\.cost holds characters that can’t be seen/);
});
