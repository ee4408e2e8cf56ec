import type {RoutingMode} from '../../connection/document.ts';
import type {DocumentPart} from '../contract/document-part.ts';
import {membersUnder, ownKeys, posix} from '../document/part-words.ts';
import {tencentConnection} from './document.ts';
import {tencent} from './module.ts';
import {healthCheckStandards} from './placed-options.ts';
import {tencentPresets} from './presets.ts';

const vpc = 'Tencent Cloud vpc 2017-03-12';
const identityTypes = ['ADDRESS', 'FQDN'];

const wanted: Readonly<Partial<Record<RoutingMode, Readonly<Record<string, readonly string[]>>>>> = {
	policy: {'': ['ranges']},
	bgp: {routing: ['tunnelCidr', 'cloudAddress', 'siteAddress']},
};

/** What Tencent Cloud says of its document beside the schema. */
export const tencentDocumentPart: DocumentPart = {
	schema: tencentConnection,
	sources: [
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
	examples: {
		region: tencent.region.example,
		'cloudGateway.id': 'vpngw-1w9tue3d',
		'cloudGateway.vpcId': 'vpc-gapcv96p',
		'site.id': 'cgw-qa9sxpy7',
		'presharedKey.name': 'VPN_KEY',
		'healthCheck.localIp': '169.254.200.1',
		'healthCheck.remoteIp': '169.254.200.2',
		'security.options.localIdentity.address': '203.0.113.10',
		'security.options.remoteIdentity.address': '203.0.113.10',
	},
	kinds: {
		'cloudGateway.kind': ['vpc', 'ccn'],
		'routing.mode': ['policy', 'static', 'bgp'],
		'security.options.localIdentity.type': identityTypes,
		'security.options.remoteIdentity.type': identityTypes,
	},
	keyPlace: '"presharedKey": {"from": "env", "name": "VPN_KEY"} beside "routing" says from where it comes',
	defaults: {
		...membersUnder('security.options', tencentPresets.strong),
		...healthCheckStandards,
	},
	wanted: mode => wanted[mode] ?? {},
	sameAs: field => field,
};
