import {describe, expect, it} from 'vitest';
import {fromAwsRequest} from '../../src/clouds/aws/import/from-request.ts';
import {fromTencentRequest} from '../../src/clouds/tencent/import/from-request.ts';
import {isTencent} from '../../src/clouds/tencent/own-document.ts';
import {checkTencent} from '../../src/clouds/tencent/rules/rules.ts';
import {UserError} from '../../src/connection/user-error.ts';

const key = 'Abc_123.def456GHI';

describe('a request that someone has used before becomes a profile, and what could not come along is said', () => {
	it('takes the smallest AWS request over', () => {
		const {document, leftOut, assumed} = fromAwsRequest(
			{Type: 'ipsec.1', CustomerGatewayId: 'cgw-0e11f167', VpnGatewayId: 'vgw-9a4cacf3', DryRun: true},
			'eu-central-1',
		);
		expect(document).toMatchObject({
			cloud: 'aws',
			name: 'cgw-0e11f167',
			cloudGateway: {kind: 'vgw', id: 'vgw-9a4cacf3'},
			site: {kind: 'existing', id: 'cgw-0e11f167'},
			routing: {mode: 'bgp'},
			security: {preset: 'custom'},
		});
		expect(leftOut).toEqual([]);
		expect(assumed).toHaveLength(2);
	});

	it('takes every option of both tunnels over, and no key', () => {
		const tunnel = {
			TunnelInsideCidr: '169.254.44.0/30',
			PreSharedKey: key,
			Phase1LifetimeSeconds: 28_000,
			Phase2LifetimeSeconds: 3000,
			RekeyMarginTimeSeconds: 270,
			RekeyFuzzPercentage: 90,
			ReplayWindowSize: 512,
			DPDTimeoutSeconds: 45,
			DPDTimeoutAction: 'restart',
			Phase1EncryptionAlgorithms: [{Value: 'AES256'}],
			Phase2EncryptionAlgorithms: [{Value: 'AES256-GCM-16'}],
			Phase1IntegrityAlgorithms: [{Value: 'SHA2-384'}],
			Phase2IntegrityAlgorithms: [{Value: 'SHA2-512'}],
			Phase1DHGroupNumbers: [{Value: 14}, {Value: 20}],
			Phase2DHGroupNumbers: [{Value: 5}],
			IKEVersions: [{Value: 'ikev2'}],
			StartupAction: 'start',
			EnableTunnelLifecycleControl: true,
			LogOptions: {
				CloudWatchLogOptions: {
					LogEnabled: true,
					LogGroupArn: 'arn:aws:logs:eu-central-1:1:log-group:vpn',
					LogOutputFormat: 'text',
					BgpLogEnabled: false,
					BgpLogOutputFormat: 'json',
					BgpLogGroupArn: 'arn:x',
				},
			},
		};
		const {document, leftOut} = fromAwsRequest(
			{
				Type: 'ipsec.1',
				CustomerGatewayId: 'cgw-0e11f167',
				TransitGatewayId: 'tgw-0c2d11f0',
				PreSharedKeyStorage: 'SecretsManager',
				TagSpecifications: [
					{
						ResourceType: 'vpn-connection',
						Tags: [
							{Key: 'Name', Value: 'berlin'},
							{Key: 'team', Value: 'net'},
						],
					},
				],
				Options: {
					EnableAcceleration: true,
					StaticRoutesOnly: true,
					TunnelInsideIpVersion: 'ipv4',
					LocalIpv4NetworkCidr: '192.168.0.0/16',
					RemoteIpv4NetworkCidr: '10.0.0.0/16',
					OutsideIpAddressType: 'PublicIpv4',
					TunnelBandwidth: 'standard',
					TunnelOptions: [tunnel, {...tunnel, TunnelInsideCidr: '169.254.55.0/30', Surprise: 1}],
				},
			},
			'eu-central-1',
		);
		expect(document).toMatchObject({
			name: 'berlin',
			tags: {team: 'net'},
			keyStorage: 'SecretsManager',
			acceleration: true,
			// AWS calls the site's side local.
			ranges: [{cloudSide: '10.0.0.0/16', siteSide: ['192.168.0.0/16']}],
			routing: {mode: 'static', prefixes: []},
			tunnels: [
				{
					insideCidr: '169.254.44.0/30',
					presharedKey: {from: 'prompt'},
					options: {
						ikeVersions: ['ikev2'],
						phase1Encryption: ['AES256'],
						phase1Integrity: ['SHA2-384'],
						phase1DhGroups: [14, 20],
						phase1LifetimeSeconds: 28_000,
						phase2Encryption: ['AES256-GCM-16'],
						phase2Integrity: ['SHA2-512'],
						phase2DhGroups: [5],
						phase2LifetimeSeconds: 3000,
						rekeyMarginTimeSeconds: 270,
						rekeyFuzzPercentage: 90,
						replayWindowSize: 512,
						dpdTimeoutSeconds: 45,
						dpdTimeoutAction: 'restart',
						startupAction: 'start',
						lifecycleControl: true,
						logs: {
							logEnabled: true,
							logGroupArn: 'arn:aws:logs:eu-central-1:1:log-group:vpn',
							logOutputFormat: 'text',
							bgpLogEnabled: false,
							bgpLogGroupArn: 'arn:x',
							bgpLogOutputFormat: 'json',
						},
					},
				},
				{insideCidr: '169.254.55.0/30'},
			],
		});
		expect(leftOut.map(({field}) => field)).toEqual([
			'Options.TunnelOptions[0].PreSharedKey',
			'Options.TunnelOptions[1].PreSharedKey',
			'Options.TunnelOptions[1].Surprise',
		]);
		expect(JSON.stringify({document, leftOut})).not.toContain(key);
	});

	it('takes a Tencent Cloud request over: its local side is the cloud’s', () => {
		const {document, leftOut} = fromTencentRequest(
			{
				VpnConnectionName: 'TEST_CONN',
				PreShareKey: key,
				VpcId: 'vpc-gapcv96p',
				VpnGatewayId: 'vpngw-1w9tue3d',
				CustomerGatewayId: 'cgw-qa9sxpy7',
				RouteType: 'Policy',
				Tags: [{Key: 'city', Value: 'shanghai'}],
				SecurityPolicyDatabases: [{LocalCidrBlock: '10.8.4.0/24', RemoteCidrBlock: ['58.211.1.0/24']}],
				IKEOptionsSpecification: {
					IKEVersion: 'IKEV1',
					RemoteIdentity: 'ADDRESS',
					RemoteAddress: '1.2.3.4',
					LocalIdentity: 'FQDN',
					LocalFqdnName: 'gw.example',
					PropoAuthenAlgorithm: 'MD5',
					ExchangeMode: 'MAIN',
					PropoEncryAlgorithm: '3DES-CBC',
					DhGroupName: 'GROUP1',
					IKESaLifetimeSeconds: '86400',
				},
				IPSECOptionsSpecification: {
					PfsDhGroup: 'NULL',
					EncryptAlgorithm: '3DES-CBC',
					IntegrityAlgorith: 'SHA1',
					IPSECSaLifetimeSeconds: 3600,
					IPSECSaLifetimeTraffic: 1_843_200,
				},
				DpdEnable: 1,
				DpdTimeout: '30',
				DpdAction: 'clear',
				NegotiationType: 'passive',
			},
			'ap-guangzhou',
		);
		expect(document).toMatchObject({
			cloud: 'tencent',
			name: 'TEST_CONN',
			cloudGateway: {kind: 'vpc', id: 'vpngw-1w9tue3d', vpcId: 'vpc-gapcv96p'},
			ranges: [{cloudSide: '10.8.4.0/24', siteSide: ['58.211.1.0/24']}],
			routing: {mode: 'policy'},
			security: {
				preset: 'custom',
				options: {
					ikeVersion: 'IKEV1',
					ikeIntegrity: 'MD5',
					ikeDhGroup: 'GROUP1',
					ikeLifetimeSeconds: 86_400,
					localIdentity: {type: 'FQDN', name: 'gw.example'},
					remoteIdentity: {type: 'ADDRESS', address: '1.2.3.4'},
					ipsecIntegrity: 'SHA1',
					pfsDhGroup: 'NULL',
					ipsecLifetimeKilobytes: 1_843_200,
				},
			},
			dpd: {enabled: true, timeoutSeconds: 30, action: 'clear'},
			negotiation: 'passive',
			presharedKey: {from: 'prompt'},
			tags: {city: 'shanghai'},
		});
		expect(leftOut.map(({field}) => field)).toEqual(['PreShareKey']);
		expect(JSON.stringify({document, leftOut})).not.toContain(key);
	});

	it('takes a tunnel as it is read back: odd values of a fresh one are no settings', () => {
		const {document} = fromTencentRequest(
			{
				VpcId: '',
				VpnConnectionId: 'vpnx-1',
				VpnConnectionName: 'x',
				VpnGatewayId: 'vpngw-1',
				CustomerGatewayId: 'cgw-1',
				RouteType: 'StaticRoute',
				SecurityPolicyDatabaseSet: [{LocalCidrBlock: '0.0.0.0/0', RemoteCidrBlock: ['0.0.0.0/0']}],
				DpdEnable: -1,
				DpdTimeout: '',
				DpdAction: '',
				NegotiationType: '',
				EnableHealthCheck: false,
				HealthCheckLocalIp: '',
				NetStatus: '',
				TagSet: [],
			},
			'ap-guangzhou',
		);
		expect(document).toMatchObject({
			cloudGateway: {kind: 'ccn'},
			routing: {mode: 'static', prefixes: []},
			ranges: [],
			negotiation: 'active',
			dpd: {enabled: true},
		});
		expect(isTencent(document) && document.healthCheck).toBeUndefined();
	});

	it.each([
		[
			'AWS',
			() =>
				fromAwsRequest({Type: 'ipsec.1', VpnGatewayId: 'vgw-9a4cacf3', CustomerGatewayId: 'nonsense'}, 'eu-central-1'),
			/site\.id/,
		],
		['AWS, a number where a text is due', () => fromAwsRequest({CustomerGatewayId: 7}, 'eu-central-1'), /site\.id/],
		[
			'Tencent Cloud',
			() => fromTencentRequest({VpnGatewayId: 'vpngw-1', VpcId: 'vpc-1', CustomerGatewayId: 'cgw-1'}, 'ap-guangzhou'),
			/name/,
		],
		['text', () => fromAwsRequest('hello', 'eu-central-1'), /site\.id/],
	])('refuses what makes no connection and names the member: %s', (_, run, field) => {
		expect(run).toThrow(UserError);
		try {
			run();
		} catch (error) {
			expect(error instanceof UserError && (error.details.items ?? []).join('\n')).toMatch(field);
		}
	});

	it('names a member that has no place here without what would steer the terminal', () => {
		const request = {
			VpnGatewayId: 'vgw-9a4cacf3',
			CustomerGatewayId: 'cgw-b4de3fdd',
			Type: 'ipsec.1',
			'\u001B[2J\u202EX': 1,
		};
		const {leftOut} = fromAwsRequest(request, 'eu-central-1');
		expect(leftOut).toHaveLength(1);
		expect(leftOut[0]?.field).toMatch(/^[ -~]*X$/);
	});
});

describe('what a request leaves open of its algorithms is said once, with the presets that set it', () => {
	const preset = 'set security.preset to strong, or to compatible for old devices';
	const said = (assumed: readonly string[]) => assumed.filter(line => line.includes('security.preset'));
	const all = {
		Phase1EncryptionAlgorithms: [{Value: 'AES256'}],
		Phase2EncryptionAlgorithms: [{Value: 'AES256'}],
		Phase1IntegrityAlgorithms: [{Value: 'SHA2-256'}],
		Phase2IntegrityAlgorithms: [{Value: 'SHA2-256'}],
		Phase1DHGroupNumbers: [{Value: 14}],
		Phase2DHGroupNumbers: [{Value: 14}],
		IKEVersions: [{Value: 'ikev2'}],
	};

	it.each([
		['both', [{PreSharedKey: key}], 'tunnels[0] and tunnels[1]'],
		['the one with less than all of them', [all, {...all, IKEVersions: undefined}], 'tunnels[1]'],
		['the one that is not given', [all], 'tunnels[1]'],
	])('of AWS: %s', (_, TunnelOptions, named) => {
		const request = {Type: 'ipsec.1', CustomerGatewayId: 'cgw-0e11f167', Options: {TunnelOptions}};
		expect(said(fromAwsRequest(request, 'eu-central-1').assumed)).toEqual([
			`The request leaves algorithms of ${named} to AWS, whose own defaults are weak: ${preset}`,
		]);
	});

	it('of AWS: nothing where both have all', () => {
		const request = {Type: 'ipsec.1', CustomerGatewayId: 'cgw-0e11f167', Options: {TunnelOptions: [all, all]}};
		expect(said(fromAwsRequest(request, 'eu-central-1').assumed)).toEqual([]);
	});

	it('of Tencent Cloud: as many as the plan refuses', () => {
		const request = {
			VpnConnectionName: 't1',
			VpcId: 'vpc-gapcv96p',
			VpnGatewayId: 'vpngw-1w9tue3d',
			CustomerGatewayId: 'cgw-qa9sxpy7',
			PreShareKey: key,
			RouteType: 'Policy',
			SecurityPolicyDatabases: [{LocalCidrBlock: '10.8.4.0/24', RemoteCidrBlock: ['192.168.1.0/24']}],
		};
		const {document, assumed} = fromTencentRequest(request, 'ap-guangzhou');
		expect(said(assumed)).toHaveLength(1);
		expect(assumed.join()).toContain(preset);
		const refused = checkTencent(document, {}).filter(({rule}) => rule === 'tencent.security.complete');
		expect(refused).toHaveLength(11);
		for (const {message} of refused) expect(assumed.join()).toContain(message.replace(' is not given', ''));
	});
});
