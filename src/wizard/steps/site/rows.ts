import type {SiteGateway} from '../../../clouds/contract/cloud.ts';
import type {Asked} from '../../answers/asked.ts';
import {type Row, row} from '../../core/list.ts';
import {choiceRow} from '../choice-row.ts';
import {whyNoModeOf} from '../routing/why-not.ts';

export const describeNew = 'new';

export function siteRows(sites: readonly SiteGateway[], asked: Asked): readonly Row[] {
	const joined = joinedSites(asked);
	const usable = usableSites(asked);
	const offer = row(describeNew, ['+ describe a new one', 'address, ASN and name of your device'], {
		offer: true,
	});
	return [
		...sites.map(usable).map(site => {
			const connection = joined.get(site.id);
			const tunnels = connection ? `has ${connection} to this gateway` : '';
			return choiceRow(
				[site.id, site.name, site.address, site.asn === undefined ? '' : String(site.asn), tunnels],
				site,
			);
		}),
		offer,
	];
}

/** The site gateway to begin with: an existing one that leaves a mode and has no tunnel to the chosen gateway yet, else a new one. */
export function preferredSite(sites: readonly SiteGateway[], asked: Asked): string {
	const joined = joinedSites(asked);
	const free = sites.map(usableSites(asked)).filter(site => site.selectable && !joined.has(site.id));
	const differs = free.find(site => site.asn === undefined || site.asn !== asked.gateway?.asn);
	return (differs ?? free[0])?.id ?? describeNew;
}

/** A site gateway that leaves no routing mode is blocked where it is listed, not two steps later. */
function usableSites(asked: Asked): (site: SiteGateway) => SiteGateway {
	const whyNoMode = whyNoModeOf(asked);
	return site => {
		const reason = site.selectable ? whyNoMode(site) : undefined;
		return reason === undefined ? site : {...site, selectable: false, reason};
	};
}

function joinedSites(asked: Asked): ReadonlyMap<string, string> {
	const chosen = asked.answers.gateways[asked.answers.region ?? ''];
	const gatewayId = chosen && 'id' in chosen ? chosen.id : undefined;
	return new Map(
		(asked.connections ?? [])
			.filter(connection => gatewayId !== undefined && connection.cloudGatewayId === gatewayId)
			.map(connection => [connection.siteGatewayId ?? '', connection.name || connection.id]),
	);
}
