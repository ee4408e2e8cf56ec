import {type TencentConnection, tencentConnection} from '../../../src/clouds/tencent/document.ts';

/** Documents that a fresh sandbox can make, one a mode. */
export function tencentDocument(changes: Record<string, unknown> = {}): TencentConnection {
	return tencentConnection.parse({
		version: 1,
		cloud: 'tencent',
		name: 'berlin-office',
		region: 'ap-guangzhou',
		cloudGateway: {kind: 'vpc', id: 'vpngw-1w9tue3d', vpcId: 'vpc-gapcv96p'},
		site: {kind: 'new', name: 'berlin-device', address: '203.0.113.77'},
		routing: {mode: 'policy'},
		ranges: [{cloudSide: '10.8.4.0/24', siteSide: ['172.20.10.0/24', '172.20.20.0/24']}],
		...changes,
	});
}

export const policy = tencentDocument();

export const destinationRoutes = tencentDocument({
	name: 'berlin-routes',
	routing: {mode: 'static', prefixes: ['172.20.10.0/24', '172.20.64.7/18']},
	ranges: [],
	site: {kind: 'existing', id: 'cgw-qa9sxpy7'},
	healthCheck: {enabled: true, localIp: '169.254.200.1', remoteIp: '169.254.200.2', intervalMs: 2000},
	tags: {team: 'network'},
});

export const bgp = tencentDocument({
	name: 'berlin-bgp',
	cloudGateway: {kind: 'vpc', id: 'vpngw-bgp4gz01', vpcId: 'vpc-p5sf61yj'},
	site: {kind: 'new', name: 'berlin-router', address: '203.0.113.78', asn: 65_077},
	routing: {
		mode: 'bgp',
		tunnelCidr: '169.254.130.0/30',
		cloudAddress: '169.254.130.1',
		siteAddress: '169.254.130.2',
	},
	ranges: [],
});

export const ccn = tencentDocument({
	name: 'berlin-ccn',
	cloudGateway: {kind: 'ccn', id: 'vpngw-ccngz001'},
	ranges: [{cloudSide: '10.8.0.0/16', siteSide: ['172.20.30.0/24']}],
});
