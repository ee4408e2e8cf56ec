import type {Interruption, TunnelName} from '../../contract/cloud.ts';

/* What goes down while a difference is taken away, and by which call: one row for each field. */

interface Row {
	/** Paths of a document, or how they begin. */
	readonly fields: readonly string[];
	readonly kind: Interruption['kind'];
	/** Of `new`: why no call does it. */
	readonly why?: string;
	/** The call that does it, and where that stands. */
	readonly source: string;
}

const ec2 = 'Amazon EC2 API Reference';
const guide = 'AWS Site-to-Site VPN User Guide';
const noMember = `${ec2}, ModifyVpnConnection and ModifyVpnConnectionOptions: no member for it`;

const rows: readonly Row[] = [
	{fields: ['name', 'site.name', 'tags.'], kind: 'nothing', source: `${ec2}, CreateTags and DeleteTags`},
	{
		fields: ['routing.prefixes'],
		kind: 'nothing',
		source: `${ec2}, DeleteVpnConnectionRoute and DeleteTransitGatewayRoute: that prefix alone`,
	},
	{fields: ['routeTables'], kind: 'nothing', source: `${ec2}, DisableVgwRoutePropagation: that table alone`},
	{
		fields: ['security.options.', 'tunnels[0].', 'tunnels[1].', 'keyStorage'],
		kind: 'tunnel',
		source: `${ec2}, ModifyVpnTunnelOptions; ${guide}, "Modify VPN tunnel options"`,
	},
	{
		fields: ['ranges', 'ipv6Ranges', 'tunnelBandwidth'],
		kind: 'connection',
		source: `${ec2}, ModifyVpnConnectionOptions; ${guide}, "Tunnel endpoint replacements"`,
	},
	{
		fields: ['cloudGateway', 'site.id', 'site.address'],
		kind: 'connection',
		source: `${ec2}, ModifyVpnConnection; ${guide}, "Tunnel endpoint replacements"`,
	},
	{
		fields: ['routing.mode'],
		kind: 'new',
		why: 'a connection keeps the routing that it was made with',
		source: noMember,
	},
	{
		fields: ['acceleration'],
		kind: 'new',
		why: 'acceleration is chosen when a connection is made',
		source: `${noMember}; ${guide}, "Accelerated Site-to-Site VPN connections"`,
	},
	{
		fields: ['insideIpVersion'],
		kind: 'new',
		why: 'a connection carries the IP version that it was made for',
		source: noMember,
	},
	{
		fields: ['outsideAddressType', 'transportAttachmentId'],
		kind: 'new',
		why: 'its outside addresses are given when a connection is made',
		source: noMember,
	},
	{
		fields: ['site.certificateArn'],
		kind: 'new',
		why: 'a customer gateway keeps the certificate that it was made with, and no other one may be like it',
		source: `${ec2}, CreateCustomerGateway: there is no call that changes one`,
	},
];

/** What goes down for a field. @param tunnel the one that the difference is of @throws Error for a field that no row has: a bug of ours */
export function interruptsOf(field: string, tunnel?: TunnelName): Interruption {
	const row = rows.find(({fields}) => fields.some(each => field === each || field.startsWith(each)));
	if (!row) throw new Error(`Nothing says what goes down for ${field}`);
	if (row.kind === 'new') return {kind: 'new', why: row.why ?? ''};
	if (row.kind !== 'tunnel') return {kind: row.kind};
	if (!tunnel) throw new Error(`${field} differs of a tunnel that has no name`);
	return {kind: 'tunnel', tunnel};
}
