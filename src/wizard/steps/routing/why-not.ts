import type {SiteGateway} from '../../../clouds/contract/cloud.ts';
import type {RoutingMode} from '../../../connection/document.ts';
import {textOf} from '../../answers/answers.ts';
import type {Asked} from '../../answers/asked.ts';

/** Why a routing mode can't be chosen, or undefined. What is not read yet blocks nothing. */
export function whyNotMode(mode: RoutingMode, asked: Asked): string | undefined {
	const {gateway} = asked;
	if (mode === 'bgp' && gateway && !gateway.bgp) return gateway.bgpReason ?? 'this gateway does not speak BGP';
	return besideOthers(mode, asked) ?? (mode === 'bgp' ? withoutAsn(asked) : undefined);
}

/**
 * All tunnels of a Tencent Cloud gateway use BGP, or none does.
 * Source: vpc 2017-03-12, CreateVpnConnection, error UnsupportedOperation.VpnConnRouteTypeMixed.
 */
function besideOthers(mode: RoutingMode, {cloud, gateway, connections}: Asked): string | undefined {
	if (cloud !== 'tencent' || !gateway) return undefined;
	const other = connections?.find(
		({cloudGatewayId, routing}) => cloudGatewayId === gateway.id && (routing === 'bgp') !== (mode === 'bgp'),
	);
	if (!other) return undefined;
	return `tunnel ${other.name || other.id} of this gateway ${mode === 'bgp' ? 'does not use' : 'uses'} BGP: all do, or none`;
}

/**
 * Why a site gateway leaves no routing mode at all, or undefined: without an ASN of its own it can't be joined to a gateway whose tunnels
 * all use BGP. Sources: the rules tencent.bgp.asn-needed and tencent.bgp.asn-distinct.
 * @returns by site, for a list: how the gateway stands is looked at once
 */
export function whyNoModeOf(asked: Asked): (site: SiteGateway) => string | undefined {
	const without = asked.cloud === 'tencent' && (besideOthers('static', asked) ?? besideOthers('policy', asked));
	const whyNotBgp = ({asn}: SiteGateway) => {
		if (asn === undefined) return 'it has no ASN';
		return asn === asked.gateway?.asn ? 'its ASN is the gateway’s own' : undefined;
	};
	return site => {
		const why = without ? whyNotBgp(site) : undefined;
		return why && `${why}, and the tunnels of this gateway use BGP`;
	};
}

/** AWS gives every customer gateway an ASN; one of Tencent Cloud may have none, and then has nobody to speak BGP with. */
function withoutAsn({cloud, site, answers}: Asked): string | undefined {
	if (cloud !== 'tencent') return undefined;
	const pick = answers.sites[answers.region ?? ''];
	if (pick?.kind === 'new')
		return textOf(answers, 'site.asn').trim() === ''
			? 'the device you describe has no ASN: go back and give it one'
			: undefined;
	return site && site.asn === undefined
		? `${site.name || site.id} has no ASN: go back and choose another customer gateway`
		: undefined;
}
