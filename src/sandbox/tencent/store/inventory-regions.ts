import {financeRegion} from '../account/regions.ts';
import {connection, customerGateway, gateway, region, route, routeTable, vpc} from './inventory-records.ts';
import type {Ccn, RegionStore} from './store.ts';

const dayMs = 86_400_000;

/** ap-singapore: BGP, CCN, one gateway too old for health checks and one on a private network. */
export function singapore(nowMs: number): RegionStore {
	const bgp = gateway({
		VpnGatewayId: 'vpngw-sgbgp001',
		VpnGatewayName: 'sg-bgp-vpn',
		VpcId: 'vpc-sgprod01',
		PublicIpAddress: '43.156.20.7',
		InternetMaxBandwidthOut: 200,
		BgpAsn: 64600,
	});
	const first = gateway({
		VpnGatewayId: 'vpngw-sgmain01',
		VpnGatewayName: 'sg-main-vpn',
		VpcId: 'vpc-sgprod01',
		PublicIpAddress: '43.156.20.8',
	});
	const ancient = gateway({
		VpnGatewayId: 'vpngw-sgold001',
		VpnGatewayName: 'sg-first-generation',
		VpcId: 'vpc-sgtest01',
		PublicIpAddress: '43.156.20.9',
		InternetMaxBandwidthOut: 10,
		Version: 'ver2.0',
		CreatedTime: '2016-02-18 09:00:00',
	});
	const ccn = gateway({
		VpnGatewayId: 'vpngw-sgccn001',
		VpnGatewayName: 'sg-ccn-hub',
		Type: 'CCN',
		NetworkInstanceId: 'ccn-8j0phqix',
		PublicIpAddress: '43.156.20.10',
		InternetMaxBandwidthOut: 500,
	});
	const privateNet = gateway({
		VpnGatewayId: 'vpngw-sgpriv01',
		VpnGatewayName: 'sg-leased-line',
		Type: 'CCN',
		NetworkInstanceId: 'ccn-8j0phqix',
		PublicIpAddress: '10.250.0.5',
		privateNet: '10.250.0.0/24',
	});
	const office = customerGateway({
		CustomerGatewayId: 'cgw-sgoffic1',
		CustomerGatewayName: 'sg-office',
		IpAddress: '118.189.5.20',
		BgpAsn: 65100,
	});
	const jakarta = customerGateway({
		CustomerGatewayId: 'cgw-sgjkt001',
		CustomerGatewayName: 'jakarta-warehouse',
		IpAddress: '103.28.14.9',
	});
	const johor = customerGateway({
		CustomerGatewayId: 'cgw-sgjhr001',
		CustomerGatewayName: 'johor-plant',
		IpAddress: '175.136.9.77',
		BgpAsn: 65101,
	});
	return region('ap-singapore', {
		vpcs: [
			vpc({VpcId: 'vpc-sgprod01', VpcName: 'sg-production', CidrBlock: '10.100.0.0/16'}),
			vpc({
				VpcId: 'vpc-sgtest01',
				VpcName: 'sg-test',
				CidrBlock: '10.101.0.0/16',
				assistants: [{CidrBlock: '10.102.0.0/20', AssistantType: 0}],
			}),
		],
		gateways: [first, bgp, ancient, ccn, privateNet],
		customerGateways: [office, jakarta, johor],
		connections: [
			connection(first, jakarta, {
				VpnConnectionId: 'vpnx-sgjkt001',
				VpnConnectionName: 'sg-to-jakarta',
				RouteType: 'Policy',
				forced: 'UP',
				createdAtMs: nowMs - 200 * dayMs,
				policies: [{LocalCidrBlock: '10.100.0.0/16', RemoteCidrBlock: ['192.168.40.0/22']}],
			}),
		],
		routeTables: [
			routeTable({
				RouteTableId: 'rtb-sgprod01',
				RouteTableName: 'default',
				VpcId: 'vpc-sgprod01',
				Main: true,
				routes: [
					route({
						RouteId: 20_114,
						RouteItemId: 'rti-sgvpn001',
						DestinationCidrBlock: '192.168.40.0/22',
						GatewayType: 'VPN',
						GatewayId: 'vpngw-sgmain01',
					}),
				],
			}),
			routeTable({RouteTableId: 'rtb-sgtest01', RouteTableName: 'default', VpcId: 'vpc-sgtest01', Main: true}),
		],
	});
}

/** ap-hongkong: one gateway, one site, no tunnel yet. */
export function hongkong(): RegionStore {
	return region('ap-hongkong', {
		vpcs: [vpc({VpcId: 'vpc-hkprod01', VpcName: 'hk-production', CidrBlock: '10.30.0.0/16'})],
		gateways: [
			gateway({
				VpnGatewayId: 'vpngw-hkmain01',
				VpnGatewayName: 'hk-main-vpn',
				VpcId: 'vpc-hkprod01',
				PublicIpAddress: '43.132.80.4',
				InternetMaxBandwidthOut: 50,
				Version: 'ver3.1',
			}),
		],
		customerGateways: [
			customerGateway({
				CustomerGatewayId: 'cgw-hkoffic1',
				CustomerGatewayName: 'kowloon-office',
				IpAddress: '203.80.12.6',
			}),
		],
		routeTables: [
			routeTable({RouteTableId: 'rtb-hkprod01', RouteTableName: 'default', VpcId: 'vpc-hkprod01', Main: true}),
		],
	});
}

/** ap-shanghai: a VPC that has no VPN gateway. */
export function shanghai(): RegionStore {
	return region('ap-shanghai', {
		vpcs: [vpc({VpcId: 'vpc-shprod01', VpcName: 'sh-production', CidrBlock: '10.40.0.0/16'})],
		routeTables: [
			routeTable({RouteTableId: 'rtb-shprod01', RouteTableName: 'default', VpcId: 'vpc-shprod01', Main: true}),
		],
	});
}

/** The finance region: an inventory of its own that no other region sees. */
export function finance(nowMs: number): RegionStore {
	const main = gateway({
		VpnGatewayId: 'vpngw-fsimain1',
		VpnGatewayName: 'fsi-main-vpn',
		VpcId: 'vpc-fsiprod1',
		PublicIpAddress: '81.69.100.3',
		InternetMaxBandwidthOut: 200,
		BgpAsn: 64700,
	});
	const vault = customerGateway({
		CustomerGatewayId: 'cgw-fsivault',
		CustomerGatewayName: 'pudong-vault',
		IpAddress: '101.95.8.14',
		BgpAsn: 65200,
	});
	const desk = customerGateway({
		CustomerGatewayId: 'cgw-fsidesk1',
		CustomerGatewayName: 'lujiazui-desk',
		IpAddress: '101.95.8.15',
	});
	return region(financeRegion, {
		vpcs: [vpc({VpcId: 'vpc-fsiprod1', VpcName: 'fsi-production', CidrBlock: '10.200.0.0/16'})],
		gateways: [main],
		customerGateways: [vault, desk],
		connections: [
			connection(main, desk, {
				VpnConnectionId: 'vpnx-fsidesk1',
				VpnConnectionName: 'fsi-to-desk',
				RouteType: 'StaticRoute',
				forced: 'UP',
				EnableHealthCheck: true,
				HealthCheckLocalIp: '169.254.150.1',
				HealthCheckRemoteIp: '169.254.150.2',
				probesUnanswered: true,
				createdAtMs: nowMs - 300 * dayMs,
			}),
		],
		routeTables: [
			routeTable({RouteTableId: 'rtb-fsiprod1', RouteTableName: 'default', VpcId: 'vpc-fsiprod1', Main: true}),
		],
	});
}

const attachedVpc = (InstanceId: string, InstanceName: string, InstanceRegion: string, ...CidrBlock: string[]) =>
	({
		InstanceId,
		InstanceName,
		InstanceRegion,
		InstanceType: 'VPC',
		CidrBlock,
		State: 'ACTIVE',
		AttachedTime: '2025-06-01 08:00:00',
	}) as const;

const attachedGateway = (InstanceId: string, InstanceName: string, InstanceRegion: string) =>
	({
		InstanceId,
		InstanceName,
		InstanceRegion,
		InstanceType: 'VPNGW',
		CidrBlock: [],
		State: 'ACTIVE',
		AttachedTime: '2025-06-03 10:15:00',
	}) as const;

/** The Cloud Connect Networks of the public cloud. */
export const ccns: readonly Ccn[] = [
	{
		CcnId: 'ccn-8j0phqix',
		CcnName: 'asia-backbone',
		CcnDescription: 'joins Guangzhou and Singapore',
		State: 'AVAILABLE',
		QosLevel: 'AU',
		CreateTime: '2025-05-30 17:22:01',
		TagSet: [{Key: 'env', Value: 'production'}],
		attached: [
			attachedVpc('vpc-gapcv96p', 'gz-production', 'ap-guangzhou', '10.8.0.0/16', '10.9.0.0/20'),
			attachedVpc('vpc-p5sf61yj', 'gz-shared-services', 'ap-guangzhou', '10.0.0.0/16', '192.168.1.0/24'),
			attachedVpc('vpc-sgtest01', 'sg-test', 'ap-singapore', '10.101.0.0/16', '10.102.0.0/20'),
			attachedGateway('vpngw-ccngz001', 'gz-ccn-hub', 'ap-guangzhou'),
			attachedGateway('vpngw-sgccn001', 'sg-ccn-hub', 'ap-singapore'),
			attachedGateway('vpngw-sgpriv01', 'sg-leased-line', 'ap-singapore'),
		],
	},
	{
		CcnId: 'ccn-gree226l',
		CcnName: '旧骨干网',
		CcnDescription: '',
		State: 'ISOLATED',
		QosLevel: 'AG',
		CreateTime: '2021-09-22 00:00:00',
		TagSet: [],
		attached: [],
	},
];
