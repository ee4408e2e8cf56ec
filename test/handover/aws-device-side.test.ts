import {inspect} from 'node:util';
import type {VpnConnection} from '@aws-sdk/client-ec2';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {deviceSideOf} from '../../src/clouds/aws/device/device-side.ts';
import {parseGatewayConfiguration} from '../../src/clouds/aws/device/gateway-configuration.ts';
import {Secret} from '../../src/connection/secret.ts';
import {UserError} from '../../src/connection/user-error.ts';
import {deviceFiles} from './devices/written-files.ts';
import {gatewayConfiguration, twoTunnels} from './gateway-configuration.ts';

const parse = (xml: string) => parseGatewayConfiguration(new Secret(xml));
const keys = (xml: string) => parse(xml).tunnels.map(tunnel => tunnel.presharedKey?.reveal());

describe('AWS’s configuration document', () => {
	test('gives addresses, ASNs and keys of both tunnels', () => {
		const {id, customerGatewayId, vpnGatewayId, isStatic, tunnels} = parse(gatewayConfiguration({tunnels: twoTunnels}));
		expect({id, customerGatewayId, vpnGatewayId, isStatic}).toEqual({
			id: 'vpn-0f1e2d3c4b5a69788',
			customerGatewayId: 'cgw-0c0ffee0',
			vpnGatewayId: 'vgw-0a1b2c3d',
			isStatic: false,
		});
		expect(tunnels.map(({cloud, site}) => [cloud, site])).toEqual([
			[
				{outside: '192.0.2.10', inside: {address: '169.254.20.1', prefixLength: 30}, asn: 64_512, holdSeconds: 30},
				{outside: '203.0.113.77', inside: {address: '169.254.20.2', prefixLength: 30}, asn: 65_010, holdSeconds: 30},
			],
			[
				{outside: '192.0.2.20', inside: {address: '169.254.21.1', prefixLength: 30}, asn: 64_512, holdSeconds: 30},
				{outside: '203.0.113.77', inside: {address: '169.254.21.2', prefixLength: 30}, asn: 65_010, holdSeconds: 30},
			],
		]);
		expect(tunnels.map(tunnel => tunnel.presharedKey?.reveal())).toEqual(['First.key_of.two0', '.Second_key.of.two']);
	});

	const same = parse(gatewayConfiguration({tunnels: twoTunnels}));
	const plain = (xml: string) => JSON.stringify(parse(xml));

	test.each([
		['without its declaration', gatewayConfiguration({tunnels: twoTunnels, declaration: false})],
		['with padded texts', gatewayConfiguration({tunnels: twoTunnels, padding: '\n      '})],
		['with CRLF', gatewayConfiguration({tunnels: twoTunnels, padding: '\n '}).replaceAll('\n', '\r\n')],
	])('reads the same %s', (_name, xml) => {
		expect(plain(xml)).toBe(JSON.stringify(same));
		expect(keys(xml)).toEqual(['First.key_of.two0', '.Second_key.of.two']);
	});

	test.each(['<vpn_gateway_id></vpn_gateway_id>', '<vpn_gateway_id/>', ''])(
		'of a transit gateway has no virtual private gateway: %s',
		vpnGateway => {
			expect(parse(gatewayConfiguration({tunnels: twoTunnels, vpnGateway})).vpnGatewayId).toBe('');
		},
	);

	test('static: no BGP, and it says so', () => {
		const tunnels = twoTunnels.map(({asns: _, ...tunnel}) => tunnel);
		const read = parse(gatewayConfiguration({tunnels, isStatic: true}));
		expect(read.isStatic).toBe(true);
		expect(read.tunnels[0]?.cloud).not.toHaveProperty('asn');
	});

	test('one tunnel, IPv6 inside beside IPv4, and a 32 bit ASN', () => {
		const [first] = twoTunnels;
		const {tunnels} = parse(
			gatewayConfiguration({
				tunnels: [{...first!, insideIpv6: ['fd00:1::1', 'fd00:1::2'], asns: [4_200_000_001, 65_010]}],
			}),
		);
		expect(tunnels).toHaveLength(1);
		expect(tunnels[0]?.cloud).toMatchObject({
			inside: {address: '169.254.20.1'},
			insideIpv6: 'fd00:1::1',
			asn: 4_200_000_001,
		});
	});

	test('a key is read to the letter: digits stay text, escapes are undone, none and REDACTED are none', () => {
		const written = ['12345678', '1e5.0000', '&lt;a&amp;b&gt;&quot;&apos;', '&#65;bc&#x2E;', undefined, 'REDACTED'];
		const {key: _, ...keyless} = twoTunnels[0]!;
		const xml = gatewayConfiguration({
			tunnels: written.map(key => ({...keyless, ...(key === undefined ? {} : {key})})),
		});
		expect(keys(xml)).toEqual(['12345678', '1e5.0000', '<a&b>"\'', 'Abc.', undefined, undefined]);
	});

	test('what imitates AWS writes an outside address bare', () => {
		const xml = gatewayConfiguration({tunnels: twoTunnels}).replace(
			/<tunnel_outside_address><ip_address>([^<]*)<\/ip_address>/g,
			'<tunnel_outside_address>$1',
		);
		expect(parse(xml).tunnels.map(({cloud}) => cloud.outside)).toEqual(['192.0.2.10', '192.0.2.20']);
	});
});

describe('a document that is not AWS’s', () => {
	const good = gatewayConfiguration({tunnels: twoTunnels});
	const inside = (text: string) => good.replace('First.key_of.two0', text);
	const entities = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>${good.replace(/^.*\n/, '')}`;
	const file = `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>${inside('&f;').replace(/^.*\n/, '')}`;

	test.each([
		['an entity bomb', entities],
		['an entity that names a file', file],
		['too long', good.replace('</vpn_connection>', `<x>${'y'.repeat(200_000)}</x></vpn_connection>`)],
		['too deep', good.replace('</vpn_connection>', `${'<x>'.repeat(40)}${'</x>'.repeat(40)}</vpn_connection>`)],
		['cut off', good.slice(0, -40)],
		['a page of a proxy', '<html><body>Sign in</body></html>'],
		['nothing', ''],
		['no tunnel', good.replace(/<ipsec_tunnel>[\s\S]*<\/ipsec_tunnel>/, '')],
		['an address that is none', good.replace('192.0.2.10', '192.0.2.10; rm -rf')],
		['a prototype', '<__proto__><vpn_connection/></__proto__>'],
	])('is refused: %s', (_name, xml) => {
		expect(() => parse(xml)).toThrow(UserError);
	});

	test('an entity that nobody declared stays what it is', () => {
		expect(keys(inside('&unknown;key1'))[0]).toBe('&unknown;key1');
	});

	test('nothing of it stands in an error', () => {
		for (const cut of [0.3, 0.5, 0.7, 0.9]) {
			let thrown: unknown;
			try {
				parse(good.slice(0, good.length * cut));
			} catch (error) {
				thrown = error;
			}

			expect(thrown).toBeInstanceOf(UserError);
			expect(inspect(thrown, {depth: 9})).not.toMatch(/First|Second|192\.0\.2/);
		}
	});

	test('whatever comes, it is read or refused, never broken', () => {
		const pieces = fc.constantFrom(
			'<',
			'>',
			'/',
			'&',
			';',
			'<ipsec_tunnel>',
			'</ike>',
			'<![CDATA[',
			']]>',
			'<!--',
			'?>',
			'a',
			'\0',
		);
		fc.assert(
			fc.property(fc.nat(good.length), fc.nat(60), fc.array(pieces, {maxLength: 8}), (at, cut, put) => {
				try {
					parse(good.slice(0, at) + put.join('') + good.slice(at + cut));
				} catch (error) {
					expect(error).toBeInstanceOf(UserError);
				}
			}),
			{numRuns: 300},
		);
	});
});

const connection = (more: Partial<VpnConnection> = {}): VpnConnection => ({
	VpnConnectionId: 'vpn-0f1e2d3c4b5a69788',
	State: 'available',
	CustomerGatewayConfiguration: gatewayConfiguration({tunnels: twoTunnels}),
	Options: {
		StaticRoutesOnly: false,
		LocalIpv4NetworkCidr: '0.0.0.0/0',
		RemoteIpv4NetworkCidr: '0.0.0.0/0',
		// not in the order of the document
		TunnelOptions: [
			{
				OutsideIpAddress: '192.0.2.20',
				IkeVersions: [{Value: 'ikev1'}],
				Phase1EncryptionAlgorithms: [{Value: 'AES128'}],
				Phase1LifetimeSeconds: 3600,
			},
			{
				OutsideIpAddress: '192.0.2.10',
				IkeVersions: [{Value: 'ikev2'}],
				Phase2EncryptionAlgorithms: [{Value: 'AES256-GCM-16'}],
				Phase2DHGroupNumbers: [{Value: 20}],
				DpdTimeoutSeconds: 45,
				StartupAction: 'start',
				DpdTimeoutAction: 'restart',
			},
		],
	},
	...more,
});

describe('what AWS’s tunnels are for the device', () => {
	test('an accelerated connection wants ESP in UDP', () => {
		const accelerated = connection({Options: {...connection().Options, EnableAcceleration: true}});
		expect(deviceSideOf(accelerated, 'eu-central-1', []).alwaysUdp).toBe(true);
		expect(deviceSideOf(connection(), 'eu-central-1', []).alwaysUdp).toBeUndefined();
	});

	test('algorithms come from the options of the tunnel with the same outside address, AWS’s defaults where nothing was asked', () => {
		const [first, second] = deviceSideOf(connection(), 'eu-central-1', ['10.20.0.0/16']).tunnels;
		expect(first).toMatchObject({
			name: 'vpn-0f1e2d3c4b5a69788-1',
			cloudAddress: '192.0.2.10',
			ikeVersions: [2],
			esp: {encryption: ['aes256-gcm'], integrity: [], dhGroups: [20], lifetimeSeconds: 3600},
			ike: {encryption: ['aes128-cbc', 'aes256-cbc', 'aes128-gcm', 'aes256-gcm'], lifetimeSeconds: 28_800},
			dpdTimeoutSeconds: 45,
			cloudInitiates: true,
			cloudRestarts: true,
			bgp: {cloudAsn: 64_512, siteAsn: 65_010, holdSeconds: 30},
		});
		expect(second).toMatchObject({
			cloudAddress: '192.0.2.20',
			ikeVersions: [1],
			ike: {encryption: ['aes128-cbc'], lifetimeSeconds: 3600},
			esp: {dhGroups: [2, 5, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24]},
			dpdTimeoutSeconds: 30,
			cloudInitiates: false,
			cloudRestarts: false,
		});
	});

	test('AWS’s local range is the site’s, its remote one the cloud’s', () => {
		const side = deviceSideOf(
			connection({
				Options: {StaticRoutesOnly: true, LocalIpv4NetworkCidr: '192.168.0.0/16', RemoteIpv4NetworkCidr: '10.0.0.0/8'},
				Routes: [
					{DestinationCidrBlock: '192.168.4.0/24', State: 'available'},
					{DestinationCidrBlock: '192.168.9.0/24', State: 'deleted'},
				],
			}),
			'eu-central-1',
			['10.20.0.0/16'],
		);
		expect(side).toMatchObject({
			routing: 'static',
			cloudRanges: ['10.0.0.0/8'],
			siteRanges: ['192.168.0.0/16', '192.168.4.0/24'],
		});
		expect(side.tunnels[0]).not.toHaveProperty('bgp');
		expect(side.tunnels[0]?.pairs).toEqual([{cloudSide: '10.0.0.0/8', siteSide: '192.168.0.0/16'}]);
	});

	const ipv6 = {
		CustomerGatewayConfiguration: gatewayConfiguration({
			tunnels: twoTunnels.map(each => ({...each, insideIpv6: ['fd00:1::1', 'fd00:1::2']}) as const),
		}),
	};

	test('a tunnel carries IPv4 or IPv6: the other family’s addresses beside it are not for the device', () => {
		const four = deviceSideOf(connection(ipv6), 'eu-central-1', ['10.20.0.0/16']);
		expect(four.tunnels[0]).not.toHaveProperty('insideIpv6');
		const six = deviceSideOf(
			connection({...ipv6, Options: {StaticRoutesOnly: false, TunnelInsideIpVersion: 'ipv6'}}),
			'eu-central-1',
			['10.20.0.0/16'],
		);
		expect(six.tunnels[0]).toMatchObject({
			insideIpv6: {cloud: 'fd00:1::1', site: 'fd00:1::2', prefixLength: 126},
			pairs: [{cloudSide: '::/0', siteSide: '::/0'}],
		});
		// neither all of the internet nor ranges of the other family are routed into it
		expect(six.cloudRanges).toEqual([]);
	});

	test('an IPv6 outside address is the same however it is written', () => {
		const xml = gatewayConfiguration({tunnels: [{...twoTunnels[0]!, cloud: '2001:db8::a', site: '2001:db8:1::1'}]});
		const side = deviceSideOf(
			connection({
				CustomerGatewayConfiguration: xml,
				Options: {TunnelOptions: [{OutsideIpAddress: '2001:DB8:0:0::000a', IkeVersions: [{Value: 'ikev1'}]}]},
			}),
			'eu-central-1',
			[],
		);
		expect(side.tunnels[0]?.ikeVersions).toEqual([1]);
	});

	test('keys in Secrets Manager: it says where to get them', () => {
		const side = deviceSideOf(
			connection({
				CustomerGatewayConfiguration: gatewayConfiguration({
					tunnels: twoTunnels.map(tunnel => ({...tunnel, key: 'REDACTED'})),
				}),
				PreSharedKeyArn: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:s2svpn!vpn-0f1e',
			}),
			'eu-central-1',
			[],
		);
		for (const {key} of side.tunnels)
			expect(key).toEqual({
				from: 'elsewhere',
				says: expect.stringContaining("get-secret-value --region eu-central-1 --secret-id 'arn:aws:secretsmanager:"),
			});
	});

	test('one secret holds the keys of both tunnels: where it is stands once in every file that says so', () => {
		const side = deviceSideOf(
			connection({
				CustomerGatewayConfiguration: gatewayConfiguration({
					tunnels: twoTunnels.map(tunnel => ({...tunnel, key: 'REDACTED'})),
				}),
				PreSharedKeyArn: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:s2svpn!vpn-0f1e',
			}),
			'eu-central-1',
			[],
		);
		const files = deviceFiles('strongswan', side, {cloudRanges: ['10.0.0.0/16']});
		for (const name of ['STEPS.md', 'swanctl.conf']) {
			const file = files.find(each => each.name === name);
			const content = file?.content instanceof Secret ? file.content.reveal() : (file?.content ?? '');
			expect(content.split('get-secret-value')).toHaveLength(2);
		}
	});

	test('a customer gateway with a certificate in place of an address: what that is, not “try again”', () => {
		const xml = gatewayConfiguration({tunnels: twoTunnels.map(({key: _, ...tunnel}) => ({...tunnel, site: ''}))});
		const certified = () => deviceSideOf(connection({CustomerGatewayConfiguration: xml}), 'eu-central-1', []);
		expect(certified).toThrow(/has a certificate and no address/);
		expect(certified).not.toThrow(/try again|available/);
	});

	test('not available yet is said, not guessed', () => {
		const pending = connection({State: 'pending'});
		delete pending.CustomerGatewayConfiguration;
		expect(() => deviceSideOf(pending, 'eu-central-1', [])).toThrow(/pending/);
	});
});
