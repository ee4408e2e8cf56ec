import type {CloudGateway} from '../../cloud.ts';
import {unlessKind} from './gateway-kind.ts';
import {type AwsDraft, awsRule, eachTunnel, found, sources} from './rule.ts';

/** A sound virtual private gateway that no VPC has: AWS would make a connection on it all the same. */
function isDetached(draft: AwsDraft, gateway: CloudGateway): boolean {
	return draft.cloudGateway?.kind === 'vgw' && !gateway.selectable && gateway.state === 'available';
}

/** What the cloud's end allows, and what its options allow with each other. */
export const gatewayRules = [
	awsRule({
		id: 'aws.gateway.state',
		field: 'cloudGateway',
		severity: 'refuse',
		says: 'The gateway must exist and be available. A VPC has one virtual private gateway at most.',
		mend: 'Choose another gateway, or wait until this one is ready',
		source: sources.createConnection,
		needs: 'account',
		check: (draft, {cloudGateway}) => {
			if (!cloudGateway || cloudGateway.selectable || isDetached(draft, cloudGateway)) return [];
			const reason = cloudGateway.reason ?? cloudGateway.state;
			return draft.cloudGateway?.kind === 'new-vgw'
				? found('cloudGateway.vpcId', `No gateway can be made: ${reason}`)
				: found('cloudGateway.id', `${cloudGateway.id} can't be chosen: ${reason}`);
		},
	}),
	awsRule({
		id: 'aws.gateway.attached',
		field: 'cloudGateway.id',
		severity: 'refuse',
		enforcedBy: 'tunnelwright',
		says: 'A virtual private gateway is attached to the VPC that the site is joined to; without one, traffic ends at the gateway.',
		mend: 'Attach it to a VPC first, or choose another gateway',
		source: 'AWS Site-to-Site VPN User Guide, "Get started": the gateway is attached before the connection is made',
		needs: 'account',
		check: (draft, {cloudGateway}) =>
			cloudGateway && isDetached(draft, cloudGateway)
				? found('cloudGateway.id', `${cloudGateway.id} can't be chosen: ${cloudGateway.reason ?? 'not attached'}`)
				: [],
	}),
	awsRule({
		id: 'aws.acceleration.gateway',
		field: 'acceleration',
		severity: 'refuse',
		says: 'Acceleration needs a transit gateway or a VPN concentrator.',
		mend: 'Choose a transit gateway, or leave acceleration off',
		source: sources.acceleration,
		needs: 'document',
		check: draft =>
			draft.acceleration ? unlessKind(draft, ['tgw', 'concentrator'], 'acceleration', 'Acceleration') : [],
	}),
	awsRule({
		id: 'aws.acceleration.outside',
		field: 'outsideAddressType',
		severity: 'refuse',
		says: 'An accelerated connection has public IPv4 addresses outside.',
		mend: 'Choose public IPv4 addresses, or leave acceleration off',
		source: sources.acceleration,
		needs: 'document',
		check: draft =>
			draft.acceleration && draft.outsideAddressType && draft.outsideAddressType !== 'PublicIpv4'
				? found('outsideAddressType', `Acceleration cannot be used with ${draft.outsideAddressType}`)
				: [],
	}),
	awsRule({
		id: 'aws.acceleration.bandwidth',
		field: 'tunnelBandwidth',
		severity: 'refuse',
		says: 'Acceleration and large tunnels exclude each other.',
		mend: 'Use standard tunnels, or leave acceleration off',
		source: sources.acceleration,
		needs: 'document',
		check: draft =>
			draft.acceleration && draft.tunnelBandwidth === 'large'
				? found('tunnelBandwidth', 'Large tunnels cannot be accelerated')
				: [],
	}),
	awsRule({
		id: 'aws.acceleration.startup',
		field: 'security.options.startupAction',
		severity: 'refuse',
		says: 'An accelerated connection is begun by the site’s device: the startup action must be add.',
		mend: 'Set the startup action to add',
		source: sources.acceleration,
		needs: 'document',
		check: draft =>
			draft.acceleration
				? eachTunnel(draft, ({options, pathOf}) =>
						options.startupAction === 'start'
							? found(pathOf('startupAction'), 'AWS cannot start an accelerated tunnel')
							: [],
					)
				: [],
	}),
	awsRule({
		id: 'aws.acceleration.device',
		field: 'acceleration',
		severity: 'warn',
		says: 'Acceleration works with NAT traversal (UDP 4500) only, also for a device with an address of its own, and can’t be turned on or off later.',
		mend: 'Turn NAT traversal on at the device: write its files with --nat yes, never no',
		source: sources.acceleration,
		needs: 'document',
		check: draft =>
			draft.acceleration
				? found(
						'acceleration',
						'The device must use NAT traversal, whatever its address; acceleration can’t be changed later',
					)
				: [],
	}),
	awsRule({
		id: 'aws.inside-ipv6.gateway',
		field: 'insideIpVersion',
		severity: 'refuse',
		says: 'IPv6 inside the tunnels needs a transit gateway, or Cloud WAN later.',
		mend: 'Choose a transit gateway, or IPv4',
		source: sources.ipv6,
		needs: 'document',
		check: draft =>
			draft.insideIpVersion === 'ipv6' ? unlessKind(draft, ['tgw', 'none'], 'insideIpVersion', 'IPv6 inside') : [],
	}),
	awsRule({
		id: 'aws.outside-ipv6.gateway',
		field: 'outsideAddressType',
		severity: 'refuse',
		says: 'IPv6 outside addresses need a transit gateway, or Cloud WAN later.',
		mend: 'Choose a transit gateway, or public IPv4 addresses',
		source: sources.connectionOptions,
		needs: 'document',
		check: draft =>
			draft.outsideAddressType === 'Ipv6'
				? unlessKind(draft, ['tgw', 'none'], 'outsideAddressType', 'An IPv6 outside address')
				: [],
	}),
	awsRule({
		id: 'aws.outside-ipv6.site-address',
		field: 'outsideAddressType',
		severity: 'refuse',
		says: 'IPv6 outside addresses need a customer gateway with an IPv6 address.',
		mend: 'Use public IPv4 outside addresses, or a customer gateway that has an IPv6 address',
		source: sources.createCustomerGateway,
		needs: 'account',
		check: (draft, {siteGateway}) => {
			if (draft.outsideAddressType !== 'Ipv6') return [];
			const address = draft.site?.kind === 'new' ? draft.site.address : siteGateway?.address;
			return address && !address.includes(':')
				? found('outsideAddressType', `The site's device has the IPv4 address ${address}`)
				: [];
		},
	}),
	awsRule({
		id: 'aws.bandwidth.gateway',
		field: 'tunnelBandwidth',
		severity: 'refuse',
		says: 'Large tunnels (5 Gbps) need a transit gateway, or Cloud WAN later.',
		mend: 'Choose a transit gateway, or standard tunnels (1.25 Gbps)',
		source: 'Amazon EC2 API Reference, ModifyVpnConnectionOptions (TunnelBandwidth)',
		needs: 'document',
		check: draft =>
			draft.tunnelBandwidth === 'large' ? unlessKind(draft, ['tgw', 'none'], 'tunnelBandwidth', 'A large tunnel') : [],
	}),
	awsRule({
		id: 'aws.bandwidth.site-address',
		field: 'tunnelBandwidth',
		severity: 'refuse',
		says: 'Large tunnels need a customer gateway with a fixed address.',
		mend: 'Choose standard tunnels, or a customer gateway that has an address',
		source: 'Amazon EC2 API Reference, ModifyVpnConnectionOptions (TunnelBandwidth)',
		needs: 'account',
		check: (draft, {siteGateway}) =>
			draft.tunnelBandwidth === 'large' &&
			draft.site?.kind === 'existing' &&
			siteGateway?.selectable &&
			siteGateway.address === ''
				? found('tunnelBandwidth', `${siteGateway.id} has no fixed address`)
				: [],
	}),
	awsRule({
		id: 'aws.bandwidth.region',
		field: 'tunnelBandwidth',
		severity: 'note',
		says: 'A few regions have no large tunnels yet; AWS says so only when the connection is made.',
		mend: 'Choose standard tunnels if AWS refuses',
		source: 'Amazon EC2 API Reference, ModifyVpnConnectionOptions (TunnelBandwidth)',
		needs: 'document',
		check: draft =>
			draft.tunnelBandwidth === 'large'
				? found('tunnelBandwidth', `Whether ${draft.region ?? 'the region'} has large tunnels shows when it is made`)
				: [],
	}),
	awsRule({
		id: 'aws.new-gateway.asn',
		field: 'cloudGateway.asn',
		severity: 'refuse',
		says: 'A new virtual private gateway takes a private ASN: 64512 to 65534, or 4200000000 to 4294967294.',
		mend: 'Choose an ASN of these ranges, or leave it out for 64512. It can’t be changed later',
		source: sources.createVpnGateway,
		needs: 'document',
		check: draft => {
			const asn = draft.cloudGateway?.kind === 'new-vgw' ? draft.cloudGateway.asn : undefined;
			const isPrivate =
				asn === undefined || (asn >= 64_512 && asn <= 65_534) || (asn >= 4_200_000_000 && asn <= 4_294_967_294);
			return isPrivate ? [] : found('cloudGateway.asn', `ASN ${asn} is not a private one`);
		},
	}),
];
