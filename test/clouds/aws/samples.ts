import {fromSchema, type Samples} from '../schema-documents.ts';

const of =
	<T>(...values: readonly T[]) =>
	(number: number) =>
		values[number % values.length];

/** Values for the fields of an AWS connection that the schema leaves open; undefined leaves an optional one out. */
export const awsSamples: Samples = {
	$schema: of('connection.schema.json'),
	name: of('berlin-office', `O'Brien & "Söhne" 東京 +%=`),
	region: of('eu-central-1', 'ap-southeast-2'),
	'cloudGateway.id': number => ['vgw-9a4cacf3', 'tgw-0c2d11f0', '', 'vcn-0123456789abcdef0', ''][number % 5],
	'cloudGateway.vpcId': of('vpc-0a1b2c3d'),
	'cloudGateway.name': of('edge', undefined),
	'cloudGateway.asn': of(4_200_000_001, undefined),
	'site.id': of('cgw-0e11f167'),
	'site.name': of('berlin'),
	'site.address': of('203.0.113.10'),
	'site.asn': of(undefined, 65_010, 65_010, 4_200_000_111),
	'site.deviceName': of(undefined, undefined, 'fw-1'),
	'site.certificateArn': of(undefined, undefined, 'arn:aws:acm:eu-central-1:111122223333:certificate/6f1c2d3e'),
	routing: of(
		{mode: 'bgp'},
		{mode: 'static', prefixes: ['192.168.0.0/16', '172.16.9.9/24']},
		{mode: 'static', prefixes: []},
	),
	'ranges[].cloudSide': of('10.0.0.0/16', '0.0.0.0/0'),
	'ranges[].siteSide': of(['192.168.0.0/16'], ['0.0.0.0/0']),
	routeTables: of(['rtb-0d9e1f2a'], [], ['rtb-0d9e1f2a', 'rtb-0d9e1f2b']),
	'tunnels[].presharedKey.name': of('OFFICE_KEY'),
	'tunnels[].insideCidr': of('169.254.60.0/30', '169.254.61.0/30', undefined),
	'tunnels[].insideIpv6Cidr': of('fd00:1::/126', undefined, 'fd00:2::/126'),
	ipv6Ranges: of(
		{cloudSide: 'fd00:8::/32', siteSide: 'fd12:3456::/48'},
		{cloudSide: 'fd00:8::/32', siteSide: 'fd12:3456::/48'},
		undefined,
	),
	// Without options of their own the tunnels have the connection's.
	'tunnels[].options': of(fromSchema, undefined, fromSchema, fromSchema),
	transportAttachmentId: of('tgw-attach-0123456789abcdef0', undefined),
	tags: of({}, {team: 'network', 'k"ey': ''}, {名前: 'a b+c&d=e'}),
	...Object.fromEntries(
		['security', 'tunnels[]'].flatMap(path => [
			[`${path}.options.dpdTimeoutSeconds`, of(30, 45, undefined)],
			[`${path}.options.logs.logGroupArn`, of('arn:aws:logs:eu-central-1:111122223333:log-group:vpn')],
			[`${path}.options.logs.bgpLogGroupArn`, of('arn:aws:logs:eu-central-1:111122223333:log-group:bgp')],
		]),
	),
};
