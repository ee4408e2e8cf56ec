import type {Interruption, TunnelName} from '../../contract/cloud.ts';

const modify = 'Tencent Cloud vpc 2017-03-12, ModifyVpnConnectionAttribute';

/** What a change of values takes down, and on whose authority. */
interface Effect {
	/** Paths in the document. */
	readonly fields: RegExp;
	readonly kind: Interruption['kind'];
	/** Why no call does it, where none does. */
	readonly why?: string;
	readonly source: string;
}

/** From this version on a tunnel can be given another customer gateway. Source: `modify`, CustomerGatewayId. */
const firstWithMoves = 4;

/** The first that fits counts. What is said of an interruption by none of the API's pages is told as one: the tunnel negotiates anew. */
export const effects: readonly Effect[] = [
	{fields: /^name$/, kind: 'nothing', source: `${modify}, VpnConnectionName: a label`},
	{fields: /^tags\./, kind: 'nothing', source: 'Tencent Cloud tag 2018-08-13, ModifyResourceTags'},
	{
		fields: /^routing\.(prefixes|priority)$/,
		kind: 'nothing',
		source: 'Tencent Cloud vpc 2017-03-12, ModifyVpnGatewayRoutes, CreateVpnGatewayRoutes and DeleteVpnGatewayRoutes',
	},
	{
		fields: /^routing\.mode$/,
		kind: 'new',
		why: 'how a tunnel routes is fixed when it is made',
		source: `${modify}: no member RouteType`,
	},
	{
		fields: /^cloudGateway(\.|$)/,
		kind: 'new',
		why: 'a tunnel stays on the VPN gateway that it was made on',
		source: `${modify}: no member VpnGatewayId or VpcId`,
	},
	{
		fields: /^site\.name$/,
		kind: 'nothing',
		source: 'Tencent Cloud vpc 2017-03-12, ModifyCustomerGatewayAttribute, CustomerGatewayName: a label',
	},
	{
		fields: /^site\.asn$/,
		kind: 'tunnel',
		source:
			'open: Tencent Cloud vpc 2017-03-12, ModifyCustomerGatewayAttribute, BgpAsn; a peer of another ASN is refused (RFC 4271, section 6.2)',
	},
	{
		fields: /^site$/,
		kind: 'tunnel',
		source: `${modify}, CustomerGatewayId: for tunnels of gateways of version 4.0 and up`,
	},
	{fields: /^ranges$/, kind: 'tunnel', source: `${modify}, SecurityPolicyDatabases: the list as a whole`},
	{
		fields: /^security\.options\./,
		kind: 'tunnel',
		source: `${modify}, IKEOptionsSpecification and IPSECOptionsSpecification`,
	},
	{
		fields: /^healthCheck(\.|$)/,
		kind: 'tunnel',
		source:
			'Tencent Cloud VPN Connections documentation, "Configuring health checks" (product 554, page 70209; product 1037, page 46006)',
	},
	{fields: /^dpd\./, kind: 'tunnel', source: `${modify}, DpdEnable, DpdTimeout and DpdAction`},
	{fields: /^negotiation$/, kind: 'tunnel', source: `${modify}, NegotiationType`},
	{
		fields: /^routing\.(tunnelCidr|cloudAddress|siteAddress)$/,
		kind: 'tunnel',
		source: `${modify}, BgpConfig`,
	},
	{fields: /^presharedKey$/, kind: 'tunnel', source: `${modify}, PreShareKey: when it bites is open`},
];

/** What goes down while a value of the tunnel is changed. @param version of its VPN gateway; undefined where it is not known */
export function interruptionOf(field: string, tunnel: TunnelName, version: number | undefined): Interruption {
	const effect = effects.find(({fields}) => fields.test(field));
	if (!effect) throw new Error(`nobody knows what a change of ${field} takes down`);
	if (field === 'site' && version !== undefined && version < firstWithMoves)
		return {
			kind: 'new',
			why: `below gateway version 4.0 a tunnel keeps its customer gateway, and this one is ${version}`,
		};
	const {kind, why = ''} = effect;
	if (kind === 'new') return {kind, why};
	return kind === 'tunnel' ? {kind, tunnel} : {kind};
}
