/* The connections of the lab. Each has a site of its own, so that one sandbox can hold them all. */

let sites = 0;

function site(): {readonly name: string; readonly site: object} {
	sites += 1;
	const name = `lab-${sites}`;
	return {name, site: {kind: 'new', name, address: `203.0.113.${100 + sites}`, asn: 65_000 + sites}};
}

/** What the site's and the cloud's networks are called in the lab. */
export const siteLan = {range: '192.168.50.0/24', host: '192.168.50.1'};
export const awsLan = {range: '10.31.0.0/16', host: '10.31.7.1'};
/** Within the ranges of the VPC that the documents name. */
export const tencentLan = {range: '10.8.0.0/16', host: '10.8.7.1'};

export function aws(change: object = {}): object {
	return {
		version: 1,
		cloud: 'aws',
		region: 'eu-central-1',
		cloudGateway: {kind: 'vgw', id: 'vgw-9a4cacf3'},
		routing: {mode: 'bgp'},
		...site(),
		...change,
	};
}

export const awsStatic = (change: object = {}) =>
	aws({routing: {mode: 'static', prefixes: [siteLan.range]}, ...change});

/** IKEv1 alone. */
export const awsOld = () => awsStatic({security: {preset: 'compatible', options: {ikeVersions: ['ikev1']}}});

const ranges = (index: number) => [
	{cloudSide: `10.8.${index}.0/26`, siteSide: [`172.20.${index}.0/26`, `172.20.${index}.64/26`]},
	{cloudSide: `10.8.${index}.64/26`, siteSide: [`172.20.${index}.0/26`, `172.20.${index}.64/26`]},
];

export function tencent(change: object = {}): object {
	const own = site();
	return {
		version: 1,
		cloud: 'tencent',
		region: 'ap-guangzhou',
		cloudGateway: {kind: 'vpc', id: 'vpngw-1w9tue3d', vpcId: 'vpc-gapcv96p'},
		routing: {mode: 'policy'},
		ranges: ranges(sites),
		presharedKey: {from: 'env', name: 'LAB_KEY'},
		negotiation: 'passive',
		...own,
		...change,
	};
}

export const tencentStatic = (change: object = {}) =>
	tencent({routing: {mode: 'static', prefixes: [siteLan.range]}, ranges: [], ...change});

export const tencentBgp = (change: object = {}) =>
	tencent({
		cloudGateway: {kind: 'vpc', id: 'vpngw-bgp4gz01', vpcId: 'vpc-p5sf61yj'},
		routing: {mode: 'bgp', tunnelCidr: '169.254.130.0/30', cloudAddress: '169.254.130.1', siteAddress: '169.254.130.2'},
		ranges: [],
		...change,
	});
