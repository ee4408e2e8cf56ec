import type {Finding} from '../../../connection/finding.ts';
import type {CloudRule, Facts} from '../../contract/cloud.ts';
import type {AwsTunnelOptions} from '../document.ts';
import {type AwsDraft, isAws} from '../own-document.ts';
import {awsTunnelOptionsInForce} from '../presets.ts';

export type Found = Omit<Finding, 'rule' | 'severity'>;

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

/** A rule of AWS alone; drafts of the other cloud pass it. */
export function awsRule(
	rule: Omit<CloudRule, 'clouds' | 'check'> & {check(draft: AwsDraft, facts: Facts): readonly Found[]},
): CloudRule {
	return {...rule, clouds: ['aws'], check: (draft, facts) => (isAws(draft) ? rule.check(draft, facts) : [])};
}

export function found(
	field: string,
	message: string,
	more: Pick<Found, 'mend' | 'permissions'> = {},
): readonly Found[] {
	return [{field, message, ...more}];
}

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
