import {guangzhouRouteTables, guangzhouVpcs} from './inventory-guangzhou-vpcs.ts';
import {connection, customerGateway, gateway, region} from './inventory-records.ts';
import type {RegionStore} from './store.ts';

const dayMs = 86_400_000;

/* The ids and addresses of the official samples keep the samples' values, so that those run here as they are. */

const office = gateway({
	VpnGatewayId: 'vpngw-1w9tue3d',
	VpnGatewayName: 'gz-production-vpn',
	VpcId: 'vpc-gapcv96p',
	PublicIpAddress: '58.211.2.5',
	TagSet: [{Key: 'env', Value: 'production'}],
});
const bgp = gateway({
	VpnGatewayId: 'vpngw-bgp4gz01',
	VpnGatewayName: 'gz-bgp-core',
	VpcId: 'vpc-p5sf61yj',
	PublicIpAddress: '119.29.40.11',
	InternetMaxBandwidthOut: 200,
	BgpAsn: 64551,
});
const staging = gateway({
	VpnGatewayId: 'vpngw-6x0wxvtp',
	VpnGatewayName: 'gz-staging-vpn',
	VpcId: 'vpc-8ro3x6md',
	PublicIpAddress: '6.6.6.6',
	InternetMaxBandwidthOut: 50,
	Version: 'ver3.1',
});
const legacy = gateway({
	VpnGatewayId: 'vpngw-p4lmqawn',
	VpnGatewayName: 'gz-legacy-vpn',
	VpcId: 'vpc-0a36uwkr',
	PublicIpAddress: '183.60.249.17',
	InternetMaxBandwidthOut: 20,
	Version: 'ver3.0',
	CreatedTime: '2017-08-05 10:02:11',
});
const headOffice = gateway({
	VpnGatewayId: 'vpngw-cjkgz001',
	VpnGatewayName: '华南总部🏢网关',
	VpcId: 'vpc-k8sgz0u1',
	PublicIpAddress: '119.29.40.12',
	InternetMaxBandwidthOut: 500,
});
const ccn = gateway({
	VpnGatewayId: 'vpngw-ccngz001',
	VpnGatewayName: 'gz-ccn-hub',
	Type: 'CCN',
	NetworkInstanceId: 'ccn-8j0phqix',
	PublicIpAddress: '119.29.40.13',
	InternetMaxBandwidthOut: 200,
	BgpAsn: 64552,
});

const unusable = [
	gateway({
		VpnGatewayId: 'vpngw-pendgz01',
		VpnGatewayName: 'gz-being-made',
		VpcId: 'vpc-8ro3x6md',
		PublicIpAddress: '',
		readyAtMs: Number.POSITIVE_INFINITY,
	}),
	gateway({
		VpnGatewayId: 'vpngw-sslgz001',
		VpnGatewayName: 'gz-remote-workers',
		Type: 'SSL',
		VpcId: 'vpc-gapcv96p',
		PublicIpAddress: '119.29.40.14',
		InternetMaxBandwidthOut: 5,
	}),
	gateway({
		VpnGatewayId: 'vpngw-isolgz01',
		VpnGatewayName: 'gz-unpaid',
		VpcId: 'vpc-dfltgz01',
		PublicIpAddress: '119.29.40.15',
		InternetMaxBandwidthOut: 10,
		InstanceChargeType: 'PREPAID',
		RenewFlag: 'NOTIFY_AND_MANUAL_RENEW',
		ExpiredTime: '2026-01-31 23:59:59',
		RestrictState: 'PROTECTIVELY_ISOLATED',
		Version: 'ver3.1',
	}),
	gateway({
		VpnGatewayId: 'vpngw-blckgz01',
		VpnGatewayName: 'gz-address-blocked',
		VpcId: 'vpc-dfltgz01',
		PublicIpAddress: '119.29.40.16',
		InternetMaxBandwidthOut: 10,
		IsAddressBlocked: true,
	}),
];

const sample = customerGateway({
	CustomerGatewayId: 'cgw-qa9sxpy7',
	CustomerGatewayName: 'suzhou-office',
	IpAddress: '1.2.3.4',
});
const branch = customerGateway({
	CustomerGatewayId: 'cgw-2wqq41m9',
	CustomerGatewayName: 'shenzhen-branch',
	IpAddress: '58.211.1.12',
	BgpAsn: 65010,
});
const dataCentre = customerGateway({
	CustomerGatewayId: 'cgw-bgpdc001',
	CustomerGatewayName: 'foshan-data-centre',
	IpAddress: '58.211.1.40',
	BgpAsn: 65020,
});
const sameAsn = customerGateway({
	CustomerGatewayId: 'cgw-sameasn1',
	CustomerGatewayName: 'lab-with-the-cloud-asn',
	IpAddress: '58.211.1.41',
	BgpAsn: 64551,
});
const factory = customerGateway({
	CustomerGatewayId: 'cgw-cjkgz001',
	CustomerGatewayName: '东莞工厂 🏭',
	IpAddress: '58.211.1.42',
});
const old = customerGateway({
	CustomerGatewayId: 'cgw-l4rblw63',
	CustomerGatewayName: 'old-office',
	IpAddress: '183.60.249.126',
	CreatedTime: '2017-08-05 10:20:40',
});
const stagingA = customerGateway({
	CustomerGatewayId: 'cgw-apytvc1n',
	CustomerGatewayName: 'staging-line-a',
	IpAddress: '1.1.3.2',
});
const stagingB = customerGateway({
	CustomerGatewayId: 'cgw-876ql2tz',
	CustomerGatewayName: 'staging-line-b',
	IpAddress: '169.168.10.4',
});

/** ap-guangzhou: everything there is, the ids of the official samples among it. */
export function guangzhou(nowMs: number): RegionStore {
	const md5 = {PropoAuthenAlgorithm: 'MD5', PropoEncryAlgorithm: '3DES-CBC', DhGroupName: 'GROUP1'};
	const connections = [
		connection(staging, stagingA, {
			VpnConnectionId: 'vpnx-df9oztok',
			VpnConnectionName: 'staging-line-a',
			RouteType: 'StaticRoute',
			forced: 'UP',
			createdAtMs: nowMs - 120 * dayMs,
			NegotiationType: 'flowTrigger',
			EnableHealthCheck: true,
			HealthCheckLocalIp: '169.254.128.1',
			HealthCheckRemoteIp: '169.254.128.2',
		}),
		connection(staging, stagingB, {
			VpnConnectionId: 'vpnx-eal8tpn2',
			VpnConnectionName: 'staging-line-b',
			RouteType: 'StaticRoute',
			forced: 'DOWN',
			createdAtMs: nowMs - 120 * dayMs + 3_600_000,
			NegotiationType: 'passive',
			DpdTimeout: '31',
			EnableHealthCheck: true,
			HealthCheckLocalIp: '169.254.168.2',
			HealthCheckRemoteIp: '169.254.168.1',
		}),
		connection(
			headOffice,
			factory,
			{
				VpnConnectionId: 'vpnx-cjkgz001',
				VpnConnectionName: '总部-东莞',
				RouteType: 'Policy',
				forced: 'UP',
				createdAtMs: nowMs - 40 * dayMs,
				policies: [{LocalCidrBlock: '10.64.0.0/16', RemoteCidrBlock: ['192.168.100.0/24', '192.168.101.0/24']}],
			},
			{ike: {IKEVersion: 'IKEV2', DhGroupName: 'GROUP14', PropoAuthenAlgorithm: 'SHA-256'}},
		),
		connection(
			bgp,
			dataCentre,
			{
				VpnConnectionId: 'vpnx-bgpgz001',
				VpnConnectionName: 'core-to-foshan',
				RouteType: 'Bgp',
				forced: 'UP',
				createdAtMs: nowMs - 90 * dayMs,
				bgp: {TunnelCidr: '169.254.128.0/30', LocalBgpIp: '169.254.128.1', RemoteBgpIp: '169.254.128.2'},
			},
			{ike: {IKEVersion: 'IKEV2', DhGroupName: 'GROUP14', PropoEncryAlgorithm: 'AES256GCM128'}},
		),
		connection(
			legacy,
			old,
			{
				VpnConnectionId: 'vpnx-5p7vkch8',
				VpnConnectionName: 'old-office',
				RouteType: 'STATIC',
				forced: 'DOWN',
				createdAtMs: Date.UTC(2017, 7, 5, 2, 27, 32),
				policies: [{LocalCidrBlock: '172.16.0.0/16', RemoteCidrBlock: ['10.10.0.0/16']}],
				old: true,
			},
			{ike: md5, ipsec: {EncryptAlgorithm: '3DES-CBC', IntegrityAlgorith: 'MD5'}},
		),
	];
	const store = region('ap-guangzhou', {
		vpcs: guangzhouVpcs,
		gateways: [office, bgp, staging, legacy, headOffice, ccn, ...unusable],
		customerGateways: [sample, branch, dataCentre, sameAsn, factory, old, stagingA, stagingB],
		connections,
		routeTables: guangzhouRouteTables,
	});
	for (const [index, priority] of [0, 100].entries()) {
		const made = '2025-06-05 11:02:44';
		store.gatewayRoutes.set(`vpnr-gzstag0${index}`, {
			RouteId: `vpnr-gzstag0${index}`,
			DestinationCidrBlock: '172.31.0.0/16',
			InstanceType: 'VPNCONN',
			InstanceId: index === 0 ? 'vpnx-df9oztok' : 'vpnx-eal8tpn2',
			Priority: priority,
			Status: 'ENABLE',
			Type: 'Static',
			CreateTime: made,
			UpdateTime: made,
			Description: '',
			gatewayId: staging.VpnGatewayId,
		});
	}
	return store;
}
