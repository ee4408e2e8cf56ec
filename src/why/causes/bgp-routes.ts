import {announced} from '../words/bgp-words.ts';
import {cloudProofs} from '../words/cloud-proofs.ts';
import {valuesOf} from '../words/values.ts';
import type {CauseRow} from './cause-row.ts';

/** BGP is there, and brings nothing. */
export const bgpRoutes: readonly CauseRow[] = [
	{
		id: 'own-as-in-path',
		title: 'Routes are refused: an AS number is in their path already',
		source:
			'AWS Site-to-Site VPN User Guide, route status messages; RFC 4271, section 9.1.2 (AS loop); run here: FRR 8.4',
		over: 'stays',
		looksLike: ['no-accepted-routes'],
		mend: known => {
			const bgp = valuesOf(known).tunnel?.bgp;
			return [
				bgp && bgp.siteAsn === bgp.cloudAsn
					? `The site and the cloud both have AS ${bgp.cloudAsn}: give the site another one, by a new customer gateway.`
					: `Two sites, or a site and the cloud${bgp ? ` (AS ${bgp.cloudAsn})` : ''}, have one AS number: give one of them another, or let the device take it out of the path (as-override; allowas-in where it is the site’s own).`,
			];
		},
		prove: known => [announced(known, 'the path of each route: the cloud’s number must not be in it')],
	},
	{
		id: 'next-hop-not-connected',
		title: 'Routes are refused: their next hop is not at the other end of the tunnel',
		source: 'AWS Site-to-Site VPN User Guide, route status messages; run here: FRR 8.4',
		over: 'stays',
		looksLike: ['no-accepted-routes'],
		mend: known => {
			const {cloudInside, siteInside} = valuesOf(known);
			return [`On the device: next-hop-self for the neighbour ${cloudInside}, so that its routes say ${siteInside}.`];
		},
		prove: known => [announced(known, `the next hop of each route: ${valuesOf(known).siteInside} where it is right`)],
	},
	{
		id: 'no-accepted-routes',
		title: 'BGP is up, and the cloud has no route from the device',
		source: 'EC2 API, VgwTelemetry, AcceptedRouteCount; vpc 2017-03-12, DescribeVpnGatewayRoutes',
		over: 'stays',
		mend: known => {
			const {number, cloudInside} = valuesOf(known);
			return [
				`On the device: announce the site’s ranges to ${cloudInside}. A network statement announces only what is in the routing table; look at the outbound filter too.`,
				`If somebody took the traffic off tunnel ${number} on purpose, as for new keys, it is meant so: the filter goes when that is done.`,
			];
		},
		prove: known => [
			announced(known, 'nothing, where it is the device. The site’s ranges, where the cloud refuses them'),
			...cloudProofs(known, 'no-accepted-routes'),
		],
	},
];
