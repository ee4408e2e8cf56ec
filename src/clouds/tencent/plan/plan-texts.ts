import {checkCidr, normalise} from '../../../connection/networks.ts';
import type {Cost, ExistingConnection, Facts, RouteTable, SiteGateway} from '../../contract/cloud.ts';
import type {Difference} from '../../contract/comparison.ts';
import {byConfigure, deviceByHand} from '../../engine/left-by-hand.ts';
import {cloudRangesOf, isEverything, siteRangesOf} from '../../rules/ranges-of.ts';
import type {TencentConnection} from '../document.ts';
import {companionsOf, isUp} from '../read/companions.ts';
import {gatewayVersion} from '../read/site.ts';

const billing = 'Tencent Cloud VPN Connections documentation, "Billing overview"';

/** No prices: the gateway exists already and is billed whether or not it carries this tunnel. */
export const costs: readonly Cost[] = [
	{what: 'VPN tunnel and customer gateway: free of charge', from: 'nothing is billed for them', source: billing},
	{
		what: 'traffic out of the VPN gateway, where it is billed by traffic',
		from: 'from the first packet on; the gateway itself is billed already',
		source: billing,
	},
];

interface Routing {
	readonly prefixes: readonly string[];
	readonly table: RouteTable | undefined;
}

/** What the plan does not do, honestly: each line is something without which no traffic flows. */
export function leftByHand(document: TencentConnection, facts: Facts, {prefixes, table}: Routing): readonly string[] {
	const {cloudGateway, routing, negotiation} = document;
	const left = [deviceByHand('the site’s own device', 'the tunnel'), 'routes to the cloud’s ranges at the site'];
	const everything = siteRangesOf(document).some(({cidr}) => isEverything(cidr));
	if (document.healthCheck?.enabled) left.push(probeByHand(document.healthCheck));
	if (negotiation === 'passive') left.push('the site’s device must begin: negotiation is passive');
	else if (cloudGateway.kind === 'ccn' && everything)
		left.push(
			'the site’s device must begin: through a CCN, a tunnel for 0.0.0.0/0 does not come up from the cloud’s side',
		);
	if (cloudGateway.kind === 'ccn') left.push(...leftAtCcn(document, facts, everything));
	else if (routing.mode === 'bgp')
		left.push('VPC route tables: a route to each of the site’s ranges with the VPN gateway as next hop');
	else if (!table)
		left.push(
			`VPC route tables: routes to ${prefixes.join(', ')} with the VPN gateway as next hop (they could not be read)`,
		);
	else {
		const others = (facts.routeTables ?? []).filter(({id, vpcId}) => id !== table.id && vpcId === table.vpcId);
		if (others.length > 0)
			left.push(
				`the VPC’s other route tables, where their subnets need the site: ${others.map(({id}) => id).join(', ')}`,
			);
		for (const prefix of prefixes) {
			const other = table.routes.find(({destination}) => destination === prefix);
			if (other && other.target !== cloudGateway.id)
				left.push(
					`${table.id} sends ${prefix} to ${other.target || 'another next hop'}: change it if the tunnel should carry it`,
				);
		}
	}

	left.push('security groups and network ACLs that let the site’s ranges in');
	return left;
}

/**
 * What a CCN still needs: destination routes and those of BGP reach it by themselves, SPD ranges are published by hand.
 * Source: Tencent Cloud VPN Connections documentation, "Limits" (product 554, page 18982) and the CCN pages.
 */
function leftAtCcn(document: TencentConnection, {cloudGateway}: Facts, everything: boolean): readonly string[] {
	const left: string[] = [];
	if (document.routing.mode === 'policy')
		left.push(
			'the VPN gateway’s page, CCN routes: publish the site’s ranges to the CCN, and enable them in its route table',
		);
	else left.push('the CCN’s route table: look that the routes to the site, which reach it by themselves, are enabled');
	if (everything && (gatewayVersion(cloudGateway?.version) ?? 4) >= 4)
		left.push('the CCN: turn on route overlap, which a gateway of version 4.0 needs for 0.0.0.0/0');
	return left;
}

/** What is not answered there is judged unhealthy, and traffic is interrupted. Source: Tencent Cloud VPN Connections documentation, "Health check". */
function probeByHand({localIp, remoteIp}: NonNullable<TencentConnection['healthCheck']>): string {
	const known = localIp !== undefined && remoteIp !== undefined;
	const what = known
		? `${remoteIp} on its tunnel interface and a route to ${localIp} through the tunnel`
		: 'the remote address that Tencent Cloud picks on its tunnel interface, and a route to the local one through the tunnel';
	return `the answer to the health check: the site’s device needs ${byConfigure(what)}; until it answers, Tencent Cloud interrupts the traffic`;
}

/** Of a tunnel that stands: that it does, and whether anything carries its traffic while it is changed. */
function notesOfStanding(
	exists: ExistingConnection,
	facts: Facts,
	differences: readonly Difference[],
): readonly string[] {
	const isMoved = differences.some(({field}) => field === 'site' || field.startsWith('cloudGateway'));
	const tunnel = `tunnel ${exists.name || exists.id} (${exists.id})`;
	const told = [isMoved ? `${tunnel} joins other gateways now` : `${tunnel} joins these gateways already`];
	if (differences.some(({interrupts}) => interrupts?.kind === 'tunnel')) told.push(...interruptionNotes(exists, facts));
	return told;
}

/** What the traffic of a tunnel goes by while it is down. */
export function interruptionNotes(exists: ExistingConnection, facts: Facts): readonly string[] {
	const {tunnels, uncovered, off, unknown} = companionsOf(exists, facts);
	if (unknown !== undefined)
		return [`whether another tunnel carries the traffic while ${exists.id} is changed is not known: ${unknown}`];
	if (off.length > 0) return [...carriedBy(exists, {tunnels, uncovered}), offText(exists, off)];
	return carriedBy(exists, {tunnels, uncovered});
}

function offText({id}: ExistingConnection, off: readonly string[]): string {
	return `the routes of ${id} to ${off.join(', ')} are turned off: it carries nothing to them`;
}

function carriedBy(
	exists: ExistingConnection,
	{tunnels, uncovered}: Pick<ReturnType<typeof companionsOf>, 'tunnels' | 'uncovered'>,
): readonly string[] {
	const others = tunnels.map(({name, id}) => (name ? `${name} (${id})` : id)).join(' and ');
	if (tunnels.length === 0)
		return [`no other tunnel carries what ${exists.id} carries: all of its traffic is interrupted while it is changed`];
	const carries = tunnels.every(isUp) ? 'carries' : 'is not UP, and would have to carry';
	const open = uncovered.length > 0 ? `, but for ${uncovered.join(', ')}: that is interrupted` : '';
	return [`while ${exists.id} is changed, ${others} ${carries} its traffic${open}`];
}

/** What the reader should know of how the plan came about. */
export function notes(
	document: TencentConnection,
	facts: Facts,
	{
		existing,
		exists,
		prefixes,
		table,
		differences,
	}: Routing & {
		readonly existing: SiteGateway | undefined;
		readonly exists: ExistingConnection | undefined;
		readonly differences: readonly Difference[];
	},
): readonly string[] {
	const told: string[] = [];
	if (exists) told.push(...notesOfStanding(exists, facts, differences));
	if (document.site.kind === 'new' && existing)
		told.push(
			`customer gateway ${existing.name || existing.id} (${existing.id}) has ${existing.address} already: it is used`,
		);
	for (const {cidr} of [...cloudRangesOf(document), ...siteRangesOf(document)]) {
		if (checkCidr(cidr)) continue;
		const network = normalise(cidr);
		if (network.hadHostBits) told.push(`${cidr} has host bits set: sent as ${network.cidr}`);
	}

	const standing = prefixes.filter(prefix =>
		table?.routes.some(({destination, target}) => destination === prefix && target === facts.cloudGateway?.id),
	);
	if (table && standing.length > 0) told.push(`${table.id} has the routes to ${standing.join(', ')} already`);
	told.push('Tencent Cloud has no dry run: the checks read the account, and cannot test permissions to create');
	return told;
}
