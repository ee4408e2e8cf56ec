import type {VpnConnection} from '@aws-sdk/client-ec2';
import type {Request} from './requests.ts';
import {word} from './tags.ts';

/** What is compared of a connection's options, by the member's name in the request, which is its name in the reply too. */
const ofConnection: Readonly<Record<string, string>> = {
	StaticRoutesOnly: 'static routing',
	EnableAcceleration: 'acceleration',
	TunnelInsideIpVersion: 'IP version inside the tunnels',
	LocalIpv4NetworkCidr: 'site side range',
	RemoteIpv4NetworkCidr: 'cloud side range',
	LocalIpv6NetworkCidr: 'site side IPv6 range',
	RemoteIpv6NetworkCidr: 'cloud side IPv6 range',
	OutsideIpAddressType: 'kind of the outside addresses',
};

const ofTunnel: Readonly<Record<string, string>> = {
	TunnelInsideCidr: 'range inside the tunnel',
	TunnelInsideIpv6Cidr: 'IPv6 range inside the tunnel',
	Phase1LifetimeSeconds: 'IKE lifetime',
	Phase2LifetimeSeconds: 'IPsec lifetime',
	RekeyMarginTimeSeconds: 'rekey margin',
	RekeyFuzzPercentage: 'rekey fuzz',
	ReplayWindowSize: 'replay window',
	DPDTimeoutSeconds: 'DPD timeout',
	DPDTimeoutAction: 'DPD action',
	StartupAction: 'startup action',
	IKEVersions: 'IKE version',
	Phase1EncryptionAlgorithms: 'IKE encryption',
	Phase2EncryptionAlgorithms: 'IPsec encryption',
	Phase1IntegrityAlgorithms: 'IKE integrity',
	Phase2IntegrityAlgorithms: 'IPsec integrity',
	Phase1DHGroupNumbers: 'IKE DH group',
	Phase2DHGroupNumbers: 'PFS group',
};

/**
 * Where a connection that stands differs from what was asked for, in words. Only what was asked for by name is compared, and what
 * AWS leaves out says nothing (EC2 API Reference, VpnConnectionOptions and TunnelOption). Never the keys.
 */
export function differences(asked: Request<'CreateVpnConnection'>, standing: VpnConnection): readonly string[] {
	const tunnels = asked.Options.TunnelOptions ?? [];
	return [
		...differing(ofConnection, asked.Options, standing.Options, ''),
		...tunnels.flatMap((tunnel, index) =>
			differing(ofTunnel, tunnel, standing.Options?.TunnelOptions?.[index], `tunnel ${index + 1}: `),
		),
	];
}

function differing(
	words: Readonly<Record<string, string>>,
	asked: object,
	standing: object | undefined,
	where: string,
): readonly string[] {
	return Object.entries(words).flatMap(([member, name]) => {
		const wanted = shown(Reflect.get(asked, member));
		const got = shown(Reflect.get(Object(standing), member));
		return wanted === '' || got === '' || wanted === got ? [] : [`${where}${name} is ${got}, asked was ${wanted}`];
	});
}

/** A value, or the values of a list whatever their order. */
function shown(value: unknown): string {
	if (!Array.isArray(value)) return value === undefined || value === null ? '' : word(String(value));
	return value
		.map(entry => word(String(Reflect.get(Object(entry), 'Value') ?? '')))
		.sort()
		.join(', ');
}
