import type {Samples} from '../schema-documents.ts';

const of =
	<T>(...values: readonly T[]) =>
	(number: number) =>
		values[number % values.length];

/** Values for the fields of a Tencent Cloud connection that the schema leaves open; undefined leaves an optional one out. */
export const tencentSamples: Samples = {
	$schema: of('connection.schema.json'),
	name: of('berlin-office', '东京 office'),
	region: of('ap-guangzhou'),
	'cloudGateway.id': of('vpngw-1w9tue3d'),
	'cloudGateway.vpcId': of('vpc-gapcv96p'),
	'site.id': of('cgw-qa9sxpy7'),
	'site.name': of('berlin'),
	'site.address': of('203.0.113.77'),
	'site.asn': of(undefined, undefined, 65_077, 65_077),
	'site.deviceName': of(undefined),
	'site.certificateArn': of(undefined),
	'routing.tunnelCidr': of('169.254.130.0/30'),
	'routing.cloudAddress': of('169.254.130.1'),
	'routing.siteAddress': of('169.254.130.2'),
	'routing.prefixes[]': of('172.20.10.0/24'),
	'ranges[].cloudSide': of('10.8.4.0/24'),
	'ranges[].siteSide': of(['172.20.10.0/24', '172.20.20.0/24']),
	'presharedKey.name': of('OFFICE_KEY'),
	'security.options.localIdentity.address': of('58.211.2.9', undefined),
	'security.options.localIdentity.name': of('cloud.example'),
	'security.options.remoteIdentity.address': of('203.0.113.99', undefined),
	'security.options.remoteIdentity.name': of('site.example'),
	'healthCheck.localIp': of('169.254.200.1'),
	'healthCheck.remoteIp': of('169.254.200.2'),
	tags: of({}, {team: 'network'}),
};
