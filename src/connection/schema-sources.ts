import type {CloudId} from './finding.ts';

const ec2 = 'Amazon EC2 API Reference';
const vpc = 'Tencent Cloud vpc 2017-03-12';
const posix = 'POSIX.1-2017, Base Definitions, section 8.1';
const ownKeys = 'tunnelwright: a document says where a key comes from, and never holds one';

/** The page that a field's bounds come from: the first whose pattern fits. */
const sources: Readonly<Record<CloudId, readonly (readonly [RegExp, string])[]>> = {
	aws: [
		[/^security\.preset$/, 'tunnelwright: its presets'],
		[/^security\.options\.logs/, `${ec2}, CloudWatchLogOptionsSpecification`],
		[/presharedKey\.name$/, posix],
		[/presharedKey\.from$/, ownKeys],
		[/^(security\.options|tunnels)/, `${ec2}, VpnTunnelOptionsSpecification`],
		[/^cloudGateway\.(vpcId|name|asn)/, `${ec2}, CreateVpnGateway and AttachVpnGateway`],
		[/^site/, `${ec2}, CreateCustomerGateway`],
		[/^routing\.(tunnelCidr|cloudAddress|siteAddress)/, 'RFC 4632, section 3.1'],
		[/^routing\.prefixes/, `${ec2}, CreateVpnConnectionRoute and CreateTransitGatewayRoute`],
		[/^routeTables/, `${ec2}, EnableVgwRoutePropagation`],
		[/^region/, `${ec2}, DescribeRegions`],
		[/^name/, 'Amazon EC2 User Guide, "Tag restrictions"'],
		[/^(keyStorage|cloudGateway|routing\.mode)/, `${ec2}, CreateVpnConnection`],
		[/^/, `${ec2}, VpnConnectionOptionsSpecification`],
	],
	tencent: [
		[/^security\.preset$/, 'tunnelwright: its presets'],
		[/^security\.options\.(ike|exchange|local|remote)/, `${vpc}, IKEOptionsSpecification`],
		[/^security\.options/, `${vpc}, IPSECOptionsSpecification`],
		[/^site/, `${vpc}, CreateCustomerGateway`],
		[/^routing\.prefixes/, `${vpc}, CreateVpnGatewayRoutes`],
		[/^routing\.(tunnelCidr|cloudAddress|siteAddress)/, `${vpc}, BgpConfig`],
		[/^ranges/, 'Tencent Cloud VPN Connections documentation, "SPD policy" and "Limits"'],
		[/^healthCheck\.(interval|threshold|timeout)/, `${vpc}, HealthCheckConfig`],
		[/^dpd\.timeoutSeconds/, 'Tencent Cloud VPN Connections documentation, "Creating a VPN tunnel" (DPD)'],
		[/^region/, 'Tencent Cloud region 2022-06-27, DescribeRegions'],
		[/^presharedKey\.name$/, posix],
		[/^presharedKey/, ownKeys],
		[/^/, `${vpc}, CreateVpnConnection`],
	],
};

/** Where the bounds of a field of a cloud's document come from. */
export function sourceOf(cloud: CloudId, field: string): string {
	return sources[cloud].find(([fits]) => fits.test(field))?.[1] ?? '';
}

const examples: Readonly<Record<string, string>> = {
	name: 'berlin-office',
	'site.name': 'berlin-device',
	'ranges[].cloudSide': '10.0.0.0/16',
	'ranges[].siteSide[]': '192.168.0.0/16',
	'routing.prefixes[]': '192.168.0.0/16',
	'aws:region': 'eu-central-1',
	'aws:cloudGateway.id': 'vgw-9a4cacf3 or tgw-0c2d11f0',
	'aws:cloudGateway.vpcId': 'vpc-0a1b2c3d',
	'tencent:region': 'ap-guangzhou',
	'tencent:cloudGateway.id': 'vpngw-1w9tue3d',
	'tencent:cloudGateway.vpcId': 'vpc-gapcv96p',
	'aws:site.id': 'cgw-0e11f167',
	'tencent:site.id': 'cgw-qa9sxpy7',
	'routeTables[]': 'rtb-0d9e1f2a',
	'site.address': '203.0.113.10',
	'tunnels[].presharedKey.name': 'VPN_KEY',
	'presharedKey.name': 'VPN_KEY',
	'tunnels[].insideCidr': '169.254.44.0/30',
	'routing.tunnelCidr': '169.254.128.0/30',
	'routing.cloudAddress': '169.254.128.1',
	'routing.siteAddress': '169.254.128.2',
	'healthCheck.localIp': '169.254.200.1',
	'healthCheck.remoteIp': '169.254.200.2',
	'security.options.localIdentity.address': '203.0.113.10',
	'security.options.remoteIdentity.address': '203.0.113.10',
};

/** A value of the form that a field wants. @param field indexes may stand in it: `ranges[0].cloudSide` */
export function exampleOf(cloud: CloudId, field: string): string {
	return knownExampleOf(cloud, field) ?? '10.0.0.0/16';
}

/** The same; undefined where none is written down. */
export function knownExampleOf(cloud: CloudId, field: string): string | undefined {
	const path = field.replaceAll(/\[\d+\]/g, '[]');
	return examples[`${cloud}:${path}`] ?? examples[path];
}
