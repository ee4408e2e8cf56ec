import {asMembers} from '../../contract/option.ts';
import {present} from '../../document/present.ts';
import type {Planned} from '../../engine/fill.ts';
import type {AwsConnection} from '../document.ts';
import {connectionStandards, logOptions, tunnelOptions} from '../options.ts';
import {awsTunnelOptionsInForce} from '../presets.ts';
import type {Ends, ConnectionRequest as Request} from './create-vpn-connection.ts';
import type {TagList} from './tag-schema.ts';

type ConnectionRequest = Planned<Request>;
type Options = NonNullable<ConnectionRequest['Options']>;
type TunnelOptions = Options['TunnelOptions'][number];

const everything = '0.0.0.0/0';
const everythingIpv6 = '::/0';

/** Names of the two tunnels' keys in the session's secret store. */
export const keyNames = ['presharedKey1', 'presharedKey2'] as const;

/**
 * CreateVpnConnection's parameters for a document. Two TunnelOptions are always given: a tunnel without has AWS's weak defaults.
 * AWS's Local is the site's side, Remote the cloud's. What the document leaves to AWS is left out.
 */
export function connectionRequest(document: AwsConnection, ends: Ends, tags: TagList): ConnectionRequest {
	const outside = document.outsideAddressType ?? connectionStandards.outsideAddressType;
	return {
		Type: 'ipsec.1',
		CustomerGatewayId: ends.siteGateway,
		...target(document.cloudGateway.kind, ends.cloudGateway),
		...(document.keyStorage === 'SecretsManager' ? {PreSharedKeyStorage: 'SecretsManager'} : {}),
		Options: {
			StaticRoutesOnly: document.routing.mode === 'static',
			...(document.acceleration ? {EnableAcceleration: true} : {}),
			...ranges(document),
			...(outside === connectionStandards.outsideAddressType ? {} : {OutsideIpAddressType: outside}),
			...(document.transportAttachmentId === undefined
				? {}
				: {TransportTransitGatewayAttachmentId: document.transportAttachmentId}),
			...(document.tunnelBandwidth === 'large' ? {TunnelBandwidth: 'large' as const} : {}),
			TunnelOptions: [tunnel(document, 0), tunnel(document, 1)],
		},
		TagSpecifications: [{ResourceType: 'vpn-connection', Tags: tags}],
	};
}

function target(kind: AwsConnection['cloudGateway']['kind'], id: Ends['cloudGateway']) {
	if (id === undefined) return {};
	if (kind === 'tgw') return {TransitGatewayId: id};
	return kind === 'concentrator' ? {VpnConcentratorId: id} : {VpnGatewayId: id};
}

function ranges(document: AwsConnection): Partial<Options> {
	if (document.insideIpVersion === 'ipv6')
		return {
			TunnelInsideIpVersion: 'ipv6',
			LocalIpv6NetworkCidr: document.ipv6Ranges?.siteSide ?? everythingIpv6,
			RemoteIpv6NetworkCidr: document.ipv6Ranges?.cloudSide ?? everythingIpv6,
		};
	const [pair] = document.ranges;
	return {
		LocalIpv4NetworkCidr: pair?.siteSide[0] ?? everything,
		RemoteIpv4NetworkCidr: pair?.cloudSide ?? everything,
	};
}

function tunnel({security, tunnels}: AwsConnection, index: 0 | 1): TunnelOptions {
	const own = tunnels[index];
	const options = awsTunnelOptionsInForce(security.preset, security.options, own.options);
	const {EnableTunnelLifecycleControl, ...others} = asMembers(tunnelOptions, options);
	return present({
		TunnelInsideCidr: own.insideCidr,
		TunnelInsideIpv6Cidr: own.insideIpv6Cidr,
		PreSharedKey: own.presharedKey.from === 'generated' ? undefined : {$secret: keyNames[index]},
		...others,
		LogOptions: options.logs && {CloudWatchLogOptions: asMembers(logOptions, options.logs)},
		EnableTunnelLifecycleControl,
	} satisfies TunnelOptions);
}
