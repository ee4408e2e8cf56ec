import type {VpnConnection} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import {describe, expect, test} from 'vitest';
import {type Beside, deviceSideOf} from '../../../src/clouds/tencent/device/device-side.ts';

const beside: Beside = {
	cloudAddress: '198.51.100.7',
	siteAddress: '203.0.113.24',
	cloudAsn: undefined,
	siteAsn: undefined,
	networks: ['10.8.0.0/16'],
	prefixes: ['192.168.50.0/24'],
};

function side(change: Partial<VpnConnection>, and: Partial<Beside> = {}) {
	const connection = {
		VpnConnectionId: 'vpnx-5p7vkch8',
		VpnConnectionName: 'office',
		VpnGatewayId: 'vpngw-1w9tue3d',
		CustomerGatewayId: 'cgw-1',
		PreShareKey: 'Key_1234567890',
		State: 'AVAILABLE',
		NetStatus: 'AVAILABLE',
		RouteType: 'StaticRoute',
		SecurityPolicyDatabaseSet: [],
		IKEOptionsSpecification: {
			PropoEncryAlgorithm: 'AES-CBC-256',
			PropoAuthenAlgorithm: 'SHA-256',
			DhGroupName: 'GROUP14',
			IKEVersion: 'IKEV2',
		},
		IPSECOptionsSpecification: {EncryptAlgorithm: 'AES-CBC-256', IntegrityAlgorith: 'SHA-256', PfsDhGroup: 'GROUP14'},
		...change,
	};
	return deviceSideOf(connection as VpnConnection, 'ap-guangzhou', {...beside, ...and});
}

describe('the health check', () => {
	const checked = {EnableHealthCheck: true, HealthCheckLocalIp: '169.254.128.5', HealthCheckRemoteIp: '169.254.128.6'};

	test('reads back with its addresses, given or picked by Tencent Cloud: the site has to answer at the remote one', () => {
		expect(side(checked).tunnels[0]?.probe).toEqual({cloud: '169.254.128.5', site: '169.254.128.6'});
		expect(side({...checked, EnableHealthCheck: false}).tunnels[0]?.probe).toBeUndefined();
	});

	test('without a second tunnel is warned of: unanswered, it interrupts the only one', () => {
		expect(side(checked).notes.join()).toMatch(/no second tunnel.*interrupts the traffic/);
		expect(side(checked, {hasSecondTunnel: true}).notes.join()).not.toContain('no second tunnel');
		expect(side({}).notes.join()).not.toContain('no second tunnel');
	});
});

test('through a CCN, the device begins where the tunnel is for 0.0.0.0/0: the cloud’s side cannot', () => {
	const active = {NegotiationType: 'active', DpdEnable: 1, DpdAction: 'restart'};
	const begins = (and: Partial<Beside>) => side(active, and).tunnels[0]?.cloudInitiates;
	expect(begins({isCcn: true, prefixes: ['0.0.0.0/0']})).toBe(false);
	expect([begins({isCcn: true}), begins({prefixes: ['0.0.0.0/0']})]).toEqual([true, true]);
});

test.each([
	['active', 1, 'restart', true, true],
	['active', 1, 'clear', true, false],
	['active', 0, 'restart', true, false],
	['passive', 1, 'restart', false, true],
	// what is not known does not have the device wait for it
	['', -1, '', false, false],
])(
	'negotiation "%s", DPD %i "%s": whether the cloud begins, and begins anew',
	(negotiation, dpd, action, begins, anew) => {
		const [tunnel] = side({NegotiationType: negotiation, DpdEnable: dpd, DpdAction: action}).tunnels;
		expect([tunnel?.cloudInitiates, tunnel?.cloudRestarts]).toEqual([begins, anew]);
	},
);
