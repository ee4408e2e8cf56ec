import type {Found} from '../../../connection/finding.ts';
import {found, rulesOf} from '../../rules/cloud-rule.ts';
import type {AwsTunnelOptions} from '../document.ts';
import {type AwsDraft, isAws} from '../own-document.ts';
import {awsTunnelOptionsInForce} from '../presets.ts';

/** The places that rules come from, spelled once. */
export const sources = {
	createConnection: 'Amazon EC2 API Reference, CreateVpnConnection',
	connectionOptions: 'Amazon EC2 API Reference, VpnConnectionOptionsSpecification',
	tunnelOptions: 'Amazon EC2 API Reference, VpnTunnelOptionsSpecification',
	createCustomerGateway: 'Amazon EC2 API Reference, CreateCustomerGateway',
	createVpnGateway: 'Amazon EC2 API Reference, CreateVpnGateway',
	customerGatewayOptions: 'AWS Site-to-Site VPN User Guide, "Customer gateway options"',
	tunnelGuide: 'AWS Site-to-Site VPN User Guide, "Tunnel options"',
	acceleration: 'AWS Site-to-Site VPN User Guide, "Accelerated Site-to-Site VPN connections"',
	concentrators: 'AWS Site-to-Site VPN User Guide, "Site-to-Site VPN Concentrators"',
	initiation: 'AWS Site-to-Site VPN User Guide, "VPN tunnel initiation options"',
	privateVpn: 'AWS Site-to-Site VPN User Guide, "Private IP VPN with AWS Direct Connect"',
	ipv6: 'AWS Site-to-Site VPN User Guide, "IPv4 and IPv6 VPN traffic"',
	routing: 'AWS Site-to-Site VPN User Guide, "Site-to-Site VPN routing options"',
	quotas: 'AWS Site-to-Site VPN User Guide, "Site-to-Site VPN quotas"',
	logs: 'AWS Site-to-Site VPN User Guide, "Site-to-Site VPN logs"',
	tags: 'Amazon EC2 User Guide, "Tag restrictions"',
	propagation: 'Amazon VPC User Guide, "Route propagation"',
} as const;

/** A rule of AWS alone. */
export const awsRule = rulesOf('aws', isAws);

/** One tunnel's options in force, and the document path that each of them comes from. */
interface PlacedOptions {
	readonly tunnel: 0 | 1;
	readonly options: AwsTunnelOptions;
	pathOf(option: keyof AwsTunnelOptions): string;
}

/** The options in force of both tunnels. */
function optionsInForce(draft: AwsDraft): readonly PlacedOptions[] {
	const security = draft.security ?? {preset: 'strong'};
	return ([0, 1] as const).map(tunnel => {
		const own = draft.tunnels?.[tunnel]?.options;
		return {
			tunnel,
			options: awsTunnelOptionsInForce(security.preset, security.options, own),
			pathOf: option => {
				if (own?.[option] !== undefined) return `tunnels[${tunnel}].options.${option}`;
				return security.options?.[option] === undefined ? 'security.preset' : `security.options.${option}`;
			},
		};
	});
}

/** Judges both tunnels; what comes from one place in the document is said once. */
export function eachTunnel(
	draft: AwsDraft,
	judge: (placed: PlacedOptions) => readonly Found[] | undefined,
): readonly Found[] {
	const seen = new Map<string, Found>();
	for (const placed of optionsInForce(draft))
		for (const finding of judge(placed) ?? []) seen.set(`${finding.field}\n${finding.message}`, finding);
	return [...seen.values()];
}

/** How a kind of gateway is called in a sentence. */
const kindWords = {
	vgw: 'a virtual private gateway',
	'new-vgw': 'a virtual private gateway',
	tgw: 'a transit gateway',
	concentrator: 'a VPN concentrator',
	none: 'no gateway yet',
} as const;

/** Whether the draft's gateway is a virtual private one, that stands or is to be made. */
export function isVirtualPrivate({cloudGateway}: AwsDraft): boolean {
	return cloudGateway?.kind === 'vgw' || cloudGateway?.kind === 'new-vgw';
}

/** One finding where the draft's gateway is of none of these kinds. */
export function unlessKind(
	draft: AwsDraft,
	kinds: readonly (keyof typeof kindWords)[],
	field: string,
	what: string,
): readonly Found[] {
	const kind = draft.cloudGateway?.kind;
	if (kind === undefined || kinds.includes(kind)) return [];
	return found(field, `${what} cannot be used with ${kindWords[kind]}`);
}
