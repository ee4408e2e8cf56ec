import type {RoutingMode} from '../../../connection/document.ts';
import type {SiteGateway} from '../../contract/cloud.ts';
import type {CloudForm} from '../../contract/form.ts';
import type {FormAsked} from '../../contract/form-asked.ts';
import {tencentRoutes, tencentSite} from './fields.ts';
import {tencentHeadlines, tencentOptions} from './options.ts';
import {tencentPairs} from './pairs.ts';

/** Which modes a gateway and a site leave. */
const tencentRouting: CloudForm['routing'] = {
	whyNot: (mode, asked) => besideOthers(mode, asked) ?? (mode === 'bgp' ? withoutAsn(asked) : undefined),
	/**
	 * Without an ASN of its own a site can't be joined to a gateway whose tunnels all use BGP. Sources: the rules tencent.bgp.asn-needed and
	 * tencent.bgp.asn-distinct.
	 */
	whyNoMode(asked) {
		const without = besideOthers('static', asked) ?? besideOthers('policy', asked);
		const whyNotBgp = ({asn}: SiteGateway) => {
			if (asn === undefined) return 'it has no ASN';
			return asn === asked.gateway?.asn ? 'its ASN is the gateway’s own' : undefined;
		};
		return site => {
			const why = without ? whyNotBgp(site) : undefined;
			return why && `${why}, and the tunnels of this gateway use BGP`;
		};
	},
};

/** All tunnels of a gateway use BGP, or none does. Source: vpc 2017-03-12, CreateVpnConnection, error UnsupportedOperation.VpnConnRouteTypeMixed. */
function besideOthers(mode: RoutingMode, {gateway, connections}: FormAsked): string | undefined {
	if (!gateway) return undefined;
	const other = connections?.find(
		({cloudGatewayId, routing}) => cloudGatewayId === gateway.id && (routing === 'bgp') !== (mode === 'bgp'),
	);
	if (!other) return undefined;
	return `tunnel ${other.name || other.id} of this gateway ${mode === 'bgp' ? 'does not use' : 'uses'} BGP: all do, or none`;
}

/** A customer gateway may have no ASN here, and then has nobody to speak BGP with. */
function withoutAsn({site, answers: {region = '', sites, texts}}: FormAsked): string | undefined {
	if (sites[region]?.kind === 'new')
		return (texts['site.asn'] ?? '').trim() === ''
			? 'the device you describe has no ASN: go back and give it one'
			: undefined;
	return site && site.asn === undefined
		? `${site.name || site.id} has no ASN: go back and choose another customer gateway`
		: undefined;
}

/** What the wizard asks. */
export const tencentForm: CloudForm = {
	gateway: {
		help: 'A gateway of VPC type serves one VPC; one of CCN type serves every network of the Cloud Connect Network. Its bandwidth is shared by its tunnels.',
		kinds: {vpc: 'VPC', ccn: 'CCN'},
		withVpc: ['vpc'],
	},
	site: tencentSite,
	routing: tencentRouting,
	routes: tencentRoutes,
	pairs: tencentPairs,
	keys: {
		form: 'Up to 128 printable ASCII characters without spaces; fewer than 8 can be guessed.',
	},
	customPreset: 'Every option is yours to set; they come next.',
	options: tencentOptions,
	headlines: tencentHeadlines,
};
