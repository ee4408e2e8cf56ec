import {checkCidr, normalise} from '../../../connection/networks.ts';
import type {CloudGateway, ExistingConnection, Facts, SiteGateway} from '../../contract/cloud.ts';
import type {TencentDraft} from '../own-document.ts';

/**
 * The customer gateway in the account that a draft means: the one it names, or the one that has its address already; of another ASN only where the
 * draft's own tunnel leads to it.
 */
export function siteGatewayOf(draft: TencentDraft, facts: Facts): SiteGateway | undefined {
	const {site} = draft;
	const known = facts.siteGateways ?? (facts.siteGateway ? [facts.siteGateway] : []);
	if (!site) return undefined;
	if (site.kind === 'existing') return known.find(gateway => gateway.id === site.id);
	const sameAddress = known.filter(gateway => gateway.address === site.address);
	const usable = sameAddress.filter(gateway => site.asn === undefined || gateway.asn === site.asn);
	return usable.find(gateway => gateway.name === site.name) ?? usable[0] ?? ofOwnTunnel(draft, facts, sameAddress);
}

/** The one of these that the draft's tunnel leads to, as its name or its routing tells: its ASN is to be another. */
function ofOwnTunnel(draft: TencentDraft, facts: Facts, sameAddress: readonly SiteGateway[]): SiteGateway | undefined {
	const own = tunnelsOnGateway(draft, facts).filter(tunnel => tunnel.state !== 'DELETING' && looksSame(draft, tunnel));
	const led = own.filter(({siteGatewayId}) => sameAddress.some(({id}) => id === siteGatewayId));
	const tunnel = led.find(({name}) => name === draft.name) ?? led[0];
	return sameAddress.find(({id}) => id === tunnel?.siteGatewayId);
}

/** The tunnels that lead to a customer gateway, on whatever VPN gateway. @param beside one that does not count */
export function tunnelsToSite(
	siteGatewayId: string,
	{connections = []}: Facts,
	beside?: ExistingConnection,
): readonly ExistingConnection[] {
	return connections.filter(
		tunnel => tunnel.siteGatewayId === siteGatewayId && tunnel.id !== beside?.id && tunnel.state !== 'DELETING',
	);
}

/** The draft's VPN gateway as it was read; undefined while it was not, or another one was. */
export function gatewayOf({cloudGateway}: TencentDraft, facts: Facts): CloudGateway | undefined {
	return cloudGateway && facts.cloudGateway?.id === cloudGateway.id ? facts.cloudGateway : undefined;
}

/** The version of the draft's VPN gateway, undefined where it is not known. */
export function versionOf(draft: TencentDraft, facts: Facts): number | undefined {
	return gatewayVersion(gatewayOf(draft, facts)?.version);
}

/** The site's address and ASN, wherever the draft has them from: what it says itself goes before what stands. */
export function siteEnd(
	draft: TencentDraft,
	facts: Facts,
): {readonly id?: string; readonly address?: string; readonly asn?: number} {
	const gateway = siteGatewayOf(draft, facts);
	const asn = (draft.site?.kind === 'new' ? draft.site.asn : undefined) ?? gateway?.asn;
	if (gateway) return {id: gateway.id, address: gateway.address, ...(asn !== undefined && {asn})};
	if (draft.site?.kind !== 'new') return {};
	return {address: draft.site.address, ...(draft.site.asn !== undefined && {asn: draft.site.asn})};
}

/** The public addresses of the two ends, as far as they are known: identities of type ADDRESS are sent with theirs. */
export interface Ends {
	readonly cloud: string | undefined;
	readonly site: string | undefined;
}

export function endsOf(draft: TencentDraft, facts: Facts): Ends {
	return {cloud: facts.cloudGateway?.publicAddress, site: siteEnd(draft, facts).address};
}

/** The tunnel between the draft's two gateways, if one stands. There can be only one (VPN documentation, "Limits"). */
export function tunnelOfPair(draft: TencentDraft, facts: Facts): ExistingConnection | undefined {
	const gatewayId = draft.cloudGateway?.id;
	const siteId = siteGatewayOf(draft, facts)?.id;
	if (gatewayId === undefined || siteId === undefined) return undefined;
	return facts.connections?.find(
		connection =>
			connection.cloudGatewayId === gatewayId && connection.siteGatewayId === siteId && connection.state !== 'DELETING',
	);
}

/** Whether a tunnel is what the draft describes, by its name or by its routing: one that is neither may have been made for something else. */
export function looksSame(draft: TencentDraft, tunnel: ExistingConnection): boolean {
	return tunnel.name === draft.name || sameRouting(draft, tunnel);
}

/** Whether a tunnel routes as the draft wants: the mode, and for SPD the same mappings. */
function sameRouting(draft: TencentDraft, tunnel: ExistingConnection): boolean {
	if (draft.routing?.mode !== tunnel.routing) return false;
	if (draft.routing.mode === 'bgp')
		return draft.routing.tunnelCidr === undefined || tunnel.insideCidrs.includes(draft.routing.tunnelCidr);
	return draft.routing.mode !== 'policy' || mappings(draft.ranges ?? []) === mappings(tunnel.ranges);
}

function mappings(ranges: ExistingConnection['ranges']): string {
	return ranges
		.flatMap(pair => pair.siteSide.map(siteSide => `${network(pair.cloudSide)} ${network(siteSide)}`))
		.sort()
		.join();
}

function network(cidr: string): string {
	return checkCidr(cidr) === undefined ? normalise(cidr).cidr : cidr;
}

/** The tunnels of the draft's VPN gateway. */
export function tunnelsOnGateway(draft: TencentDraft, facts: Facts): readonly ExistingConnection[] {
	const id = draft.cloudGateway?.id;
	return id === undefined ? [] : (facts.connections ?? []).filter(connection => connection.cloudGatewayId === id);
}

/** Whether the SPD ranges are the one pair that stands for everything, as a tunnel with destination routes has it. */
export function isAnyToAny({ranges}: TencentDraft): boolean {
	const all = (ranges ?? []).flatMap(({cloudSide, siteSide}) => [cloudSide, ...siteSide]);
	return ranges?.length === 1 && all.length === 2 && all.every(cidr => network(cidr) === '0.0.0.0/0');
}

/**
 * The version of a VPN gateway as a number: `4.0`, `ver4.0` and `V3.1` are 4, 4 and 3.1.
 * @returns undefined for what is none: the API documents no form, and one of its samples says `IKEV1`
 */
export function gatewayVersion(version: string | undefined): number | undefined {
	const match = /^\s*(?:ver(?:sion)?|v)?\.?\s*(\d+(?:\.\d+)?)(?:\.\d+)*\s*$/i.exec(version ?? '');
	return match ? Number(match[1]) : undefined;
}
