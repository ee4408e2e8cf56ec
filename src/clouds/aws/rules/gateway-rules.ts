import type {CloudGateway} from '../../contract/cloud.ts';
import {found} from '../../rules/cloud-rule.ts';
import type {AwsDraft} from '../own-document.ts';
import {awsRule, sources, unlessKind} from './rule.ts';

const largeTunnels = `${sources.tunnelGuide}, "Tunnel bandwidth options"`;
/** Source: `largeTunnels`, as notes of others had it in 2026. */
const regionsWithoutLarge: readonly string[] = [
	'ap-southeast-4',
	'ca-west-1',
	'eu-central-2',
	'il-central-1',
	'me-central-1',
];

/** A sound virtual private gateway that no VPC has: AWS would make a connection on it all the same. */
function isDetached(draft: AwsDraft, gateway: CloudGateway): boolean {
	return draft.cloudGateway?.kind === 'vgw' && !gateway.selectable && gateway.state === 'available';
}

/** What the cloud's end allows, and what its options allow with each other. */
export const gatewayRules = [
	awsRule({
		id: 'aws.gateway.state',
		field: 'cloudGateway',
		says: 'The gateway must exist and be available. A VPC has one virtual private gateway at most.',
		mend: 'Choose another gateway, or wait until this one is ready',
		source: sources.createConnection,
		needs: 'account',
		check: (draft, {cloudGateway}) => {
			if (!cloudGateway || cloudGateway.selectable || isDetached(draft, cloudGateway)) return [];
			const reason = cloudGateway.reason ?? cloudGateway.state;
			const {permissions = []} = cloudGateway;
			if (permissions.length > 0)
				return found('cloudGateway.id', `${cloudGateway.id} can't be chosen: ${reason}`, {
					permissions,
					mend: 'Ask whoever looks after the account for this permission, or choose another gateway',
				});
			return draft.cloudGateway?.kind === 'new-vgw'
				? found('cloudGateway.vpcId', `No gateway can be made: ${reason}`)
				: found('cloudGateway.id', `${cloudGateway.id} can't be chosen: ${reason}`);
		},
	}),
	awsRule({
		id: 'aws.gateway.attached',
		field: 'cloudGateway.id',
		severity: 'warn',
		says: 'A virtual private gateway without a VPC joins sites to each other only (VPN CloudHub); to reach a VPC it has to be attached to it.',
		mend: 'Attach it to the VPC that the site is to reach, or choose another gateway',
		source: 'AWS Site-to-Site VPN User Guide, "VPN CloudHub" (with or without a VPC), and "Get started"',
		needs: 'account',
		check: (draft, {cloudGateway}) =>
			cloudGateway &&
			isDetached(draft, cloudGateway) &&
			`${cloudGateway.id} reaches no VPC: ${cloudGateway.reason ?? 'not attached'}`,
	}),
	awsRule({
		id: 'aws.inside-ipv6.gateway',
		field: 'insideIpVersion',
		says: 'IPv6 inside the tunnels needs a transit gateway, a VPN concentrator, or Cloud WAN later.',
		mend: 'Choose a transit gateway, or IPv4',
		source: `${sources.ipv6}; ${sources.concentrators} (IPv6: yes)`,
		check: draft =>
			draft.insideIpVersion === 'ipv6'
				? unlessKind(draft, ['tgw', 'concentrator', 'none'], 'insideIpVersion', 'IPv6 inside')
				: [],
	}),
	awsRule({
		id: 'aws.outside-ipv6.gateway',
		field: 'outsideAddressType',
		says: 'IPv6 outside addresses need a transit gateway, a VPN concentrator, or Cloud WAN later.',
		mend: 'Choose a transit gateway, or public IPv4 addresses',
		source: `${sources.customerGatewayOptions}; ${sources.concentrators} (IPv6: yes)`,
		check: draft =>
			draft.outsideAddressType === 'Ipv6'
				? unlessKind(draft, ['tgw', 'concentrator', 'none'], 'outsideAddressType', 'An IPv6 outside address')
				: [],
	}),
	awsRule({
		id: 'aws.outside-ipv6.concentrator',
		field: 'outsideAddressType',
		severity: 'warn',
		says: 'Whether a VPN concentrator takes IPv6 outside addresses is not settled: one page of AWS says that it supports IPv6, and not where; another names transit gateways and Cloud WAN only.',
		mend: 'Choose a transit gateway or public IPv4 addresses if AWS refuses',
		source: `open: ${sources.concentrators} and ${sources.customerGatewayOptions} disagree`,
		check: draft =>
			draft.outsideAddressType === 'Ipv6' &&
			draft.cloudGateway?.kind === 'concentrator' &&
			'Whether a concentrator takes IPv6 outside shows when it is made',
	}),
	awsRule({
		id: 'aws.outside-ipv6.site-address',
		field: 'outsideAddressType',
		says: 'IPv6 outside addresses need a customer gateway with an IPv6 address.',
		mend: 'Use public IPv4 outside addresses, or a customer gateway that has an IPv6 address',
		source: sources.createCustomerGateway,
		needs: 'account',
		check: (draft, {siteGateway}) => {
			if (draft.outsideAddressType !== 'Ipv6') return undefined;
			const address = draft.site?.kind === 'new' ? draft.site.address : siteGateway?.address;
			return address && !address.includes(':') && `The site's device has the IPv4 address ${address}`;
		},
	}),
	awsRule({
		id: 'aws.bandwidth.gateway',
		field: 'tunnelBandwidth',
		says: 'Large tunnels (5 Gbps) need a transit gateway, or Cloud WAN later.',
		mend: 'Choose a transit gateway, or standard tunnels (1.25 Gbps)',
		source: 'Amazon EC2 API Reference, ModifyVpnConnectionOptions (TunnelBandwidth)',
		check: draft =>
			draft.tunnelBandwidth === 'large' ? unlessKind(draft, ['tgw', 'none'], 'tunnelBandwidth', 'A large tunnel') : [],
	}),
	awsRule({
		id: 'aws.bandwidth.site-address',
		field: 'tunnelBandwidth',
		says: 'Large tunnels need a customer gateway with a fixed address.',
		mend: 'Choose standard tunnels, or a customer gateway that has an address',
		source: largeTunnels,
		needs: 'account',
		check: (draft, {siteGateway}) =>
			draft.tunnelBandwidth === 'large' &&
			draft.site?.kind === 'existing' &&
			siteGateway?.selectable &&
			siteGateway.address === '' &&
			`${siteGateway.id} has no fixed address`,
	}),
	awsRule({
		id: 'aws.bandwidth.region',
		field: 'tunnelBandwidth',
		severity: 'warn',
		says: 'Large tunnels were reported missing in ap-southeast-4, ca-west-1, eu-central-2, il-central-1 and me-central-1. AWS says so only when the connection is made.',
		mend: 'Choose standard tunnels if AWS refuses',
		source: `${largeTunnels} has the list; it is repeated here from notes of others, and grows shorter with time`,
		check: draft =>
			draft.tunnelBandwidth === 'large' &&
			draft.region &&
			regionsWithoutLarge.includes(draft.region) &&
			`${draft.region} was without large tunnels when this list was made`,
	}),
	awsRule({
		id: 'aws.new-gateway.asn',
		field: 'cloudGateway.asn',
		says: 'A new virtual private gateway takes a private ASN: 64512 to 65534, or 4200000000 to 4294967294.',
		mend: 'Choose an ASN of these ranges, or leave it out for 64512. It can’t be changed later',
		source: sources.createVpnGateway,
		check: draft => {
			const asn = draft.cloudGateway?.kind === 'new-vgw' ? draft.cloudGateway.asn : undefined;
			const isPrivate =
				asn === undefined || (asn >= 64_512 && asn <= 65_534) || (asn >= 4_200_000_000 && asn <= 4_294_967_294);
			return isPrivate ? undefined : `ASN ${asn} is not a private one`;
		},
	}),
];
