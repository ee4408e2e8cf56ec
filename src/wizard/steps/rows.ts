import type {CloudGateway, CloudId, Identity, Region, SiteGateway, Vpc} from '../../clouds/contract/cloud.ts';
import {moduleOf} from '../../clouds/registry.ts';
import type {RoutingMode} from '../../connection/document.ts';
import type {Asked} from '../answers/asked.ts';
import {found, type Row, row} from '../core/list.ts';
import {column, type ListColumn} from '../core/list-column.ts';
import {whyNoModeOf, whyNotMode} from './mode-reasons.ts';

/** The columns of each list, by what it lists. */
export const listColumns = {
	cloud: [column('CLOUD', 0, 13, 20), column('SIGNED IN WITH', 1, 20, 60)],
	region: [column('REGION', 0, 14, 24), column('WHERE', 1, 10, 40), column('NOTE', 2, 20, 60)],
	gateway: [
		column('ID', 0, 21, 26), // AWS's ids have 21 characters
		column('NAME', 0, 10, 22),
		column('KIND', 2, 4, 12),
		column('ASN', 4, 10, 10),
		column('ATTACHED TO', 1, 18, 50),
	],
	vpc: [column('ID', 0, 14, 26), column('NAME', 1, 10, 24), column('RANGES', 2, 20, 50)],
	site: [
		column('ID', 0, 14, 26),
		column('NAME', 0, 10, 22),
		column('ADDRESS', 1, 15, 40),
		column('ASN', 3, 10, 10),
		column('TUNNELS', 2, 14, 44),
	],
	routing: [column('MODE', 0, 8, 18), column('WHAT IT MEANS', 1, 30, 100)],
} as const satisfies Record<string, readonly ListColumn[]>;

export type ListKind = keyof typeof listColumns;

export const describeNew = 'new';
export const makeGateway = 'new-vgw';
export const noGateway = 'none';

/** The offer that a gateway without an id was chosen by. */
export function gatewayOffer(kind: string | undefined): string | undefined {
	return kind === makeGateway || kind === noGateway ? kind : undefined;
}

/** `AKIA…7XYZ from AWS_PROFILE=network · account 1234 5678 9012`. */
export function signedIn(identity: Identity | undefined, otherwise: string): string {
	if (!identity) return otherwise;
	const key = [identity.keyHint, identity.source && `from ${identity.source}`].filter(Boolean).join(' ');
	return [key, identity.account && `account ${grouped(identity.account)}`].filter(Boolean).join(' · ');
}

/** An account number in groups of four, as it is read aloud. */
export function grouped(account: string): string {
	return /^\d{9,}$/.test(account) ? account.replace(/\B(?=(\d{4})+(?!\d))/g, ' ') : account;
}

export function regionRows(regions: readonly Region[]): readonly Row[] {
	return regions.map(region => choiceRow([region.id, region.name, region.note ?? ''], region, region.aliases));
}

const gatewayKinds: Readonly<Record<CloudGateway['kind'], string>> = {
	vgw: 'VGW',
	tgw: 'TGW',
	concentrator: 'concentrator',
	vpc: 'VPC',
	ccn: 'CCN',
};

const gatewayOffers: readonly Row[] = [
	row(makeGateway, ['+ create a virtual private gateway', 'and attach it to a VPC'], {offer: true}),
	row(noGateway, ['+ none yet', 'attached later, for Cloud WAN'], {offer: true}),
];

export function vpcRows(vpcs: readonly Vpc[]): readonly Row[] {
	return vpcs.map(vpc => choiceRow([vpc.id, vpc.name, vpc.networks.join(', ')], vpc));
}

export function gatewayRows(gateways: readonly CloudGateway[], cloud: CloudId): readonly Row[] {
	const rows = gateways.map(gateway => {
		const attached = [
			gateway.attachedTo,
			gateway.publicAddress,
			gateway.bandwidthMbps && `${gateway.bandwidthMbps} Mbps`,
		];
		return choiceRow(
			[
				gateway.id,
				gateway.name,
				gatewayKinds[gateway.kind] ?? gateway.kind,
				gateway.asn === undefined ? '' : String(gateway.asn),
				attached.filter(Boolean).join(' · '),
			],
			gateway,
		);
	});
	return cloud === 'aws' ? [...rows, ...gatewayOffers] : rows;
}

/** The gateway to begin with: one that can be chosen and leads to a network. */
export function preferredGateway(gateways: readonly CloudGateway[], cloud: CloudId): string | undefined {
	const usable = gateways.filter(({selectable}) => selectable);
	const offer = cloud === 'aws' ? makeGateway : undefined;
	return (usable.find(({networks}) => networks.length > 0) ?? usable[0])?.id ?? offer;
}

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

export function modeTitle(cloud: CloudId, mode: RoutingMode): string {
	return moduleOf(cloud).routingModes.find(words => words.mode === mode)?.title ?? mode;
}

export function routingRows(asked: Asked): readonly Row[] {
	return moduleOf(asked.cloud).routingModes.map(({mode, title, means}) => {
		const reason = whyNotMode(mode, asked);
		return row(mode, [title, reason ? `– ${reason}` : means], {
			haystack: found([mode, title, means]),
			...(reason ? {selectable: false, reason} : {}),
		});
	});
}

/** The mode that the cursor stands on first: the usual one of the cloud, as far as it can be chosen. */
export function preferredMode(asked: Asked): RoutingMode {
	const [usual, ...others] = moduleOf(asked.cloud).routingModes.map(({mode}) => mode);
	if (asked.cloud === 'tencent') return [usual, ...others].find(mode => mode && !whyNotMode(mode, asked)) ?? 'policy';
	const site = asked.answers.sites[asked.answers.region ?? ''];
	const knowsAsn = site?.kind === 'new' || asked.site === undefined || asked.site.asn !== undefined;
	return asked.gateway?.bgp === false || !knowsAsn ? 'static' : 'bgp';
}

/** A thing of an account, its id first. What can't be chosen says why in its last cell; a filter finds it by what it is, not by that. */
function choiceRow(
	cells: readonly [string, ...string[]],
	choice: {readonly selectable: boolean; readonly reason?: string},
	aliases: readonly string[] = [],
): Row {
	const haystack = found([...cells, ...aliases]);
	if (choice.selectable) return row(cells[0], cells, {haystack});
	const {reason} = choice;
	return row(cells[0], [...cells.slice(0, -1), `– ${reason ?? 'no reason is known'}`], {
		haystack,
		selectable: false,
		reason: reason ?? 'can’t be chosen',
	});
}
