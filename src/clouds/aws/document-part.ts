import type {DocumentPart} from '../contract/document-part.ts';
import {membersUnder, ownKeys, posix} from '../document/part-words.ts';
import {awsConnection} from './document.ts';
import {aws} from './module.ts';
import {logOptions, standards, tunnelOptions} from './options.ts';
import {awsPresets} from './presets.ts';

const ec2 = 'Amazon EC2 API Reference';
const ofTunnel = /^tunnels\[\d*\]\.options/;

/** What AWS says of its document beside the schema. */
export const awsDocumentPart: DocumentPart = {
	schema: awsConnection,
	sources: [
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
	examples: {
		region: aws.region.example,
		'cloudGateway.id': 'vgw-9a4cacf3 or tgw-0c2d11f0',
		'cloudGateway.vpcId': 'vpc-0a1b2c3d',
		'site.id': 'cgw-0e11f167',
		'routeTables[]': 'rtb-0d9e1f2a',
		'tunnels[].presharedKey.name': 'VPN_KEY',
		'tunnels[].insideCidr': '169.254.44.0/30',
	},
	kinds: {'cloudGateway.kind': ['vgw', 'tgw', 'new-vgw', 'concentrator', 'none'], 'routing.mode': ['bgp', 'static']},
	keyPlace: '"tunnels": [{"presharedKey": {"from": "env", "name": "VPN_KEY"}}, {}] says from where each tunnel’s comes',
	defaults: {
		...membersUnder('security.options', {...standards(tunnelOptions), ...awsPresets.strong}),
		...membersUnder('security.options.logs', standards(logOptions)),
		// EC2 API, VpnConnectionOptionsSpecification
		'ipv6Ranges.cloudSide': '::/0',
		'ipv6Ranges.siteSide': '::/0',
	},
	wanted: () => ({}),
	sameAs: field => field.replace(ofTunnel, 'security.options'),
};
