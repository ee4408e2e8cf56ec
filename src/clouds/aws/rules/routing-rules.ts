import {checkCidr, contains} from '../../../connection/networks.ts';
import {found} from '../../rules/cloud-rule.ts';
import {prefixesOf} from '../../rules/ranges-of.ts';
import type {AwsDraft} from '../own-document.ts';
import {awsInsideRange} from './inside-cidr.ts';
import {awsRule, isVirtualPrivate, sources} from './rule.ts';

const mostStaticRoutes = 100;

/** What a pair must hold for BGP to pass: the inside ranges that are given, and where AWS picks one, all that it may be. */
function insideNetworks({tunnels}: AwsDraft): readonly string[] {
	return ([0, 1] as const).map(tunnel => {
		const given = tunnels?.[tunnel].insideCidr;
		return given === undefined || checkCidr(given) ? awsInsideRange : given;
	});
}

/** Of a new connection and of one that stands alike. */
export const noTableLearns = awsRule({
	id: 'aws.route-tables.none',
	field: 'routeTables',
	severity: 'warn',
	says: 'Where no route table learns the gateway’s routes, nothing in the VPC finds the site.',
	mend: 'Choose the route tables of the subnets that should reach the site, or add routes by hand',
	source: sources.propagation,
	needs: 'account',
	check: (draft, {routeTables, cloudGateway}) => {
		if (!isVirtualPrivate(draft) || !routeTables || !cloudGateway?.selectable) return undefined;
		if ((draft.routeTables?.length ?? 0) > 0) return undefined;
		const reached =
			cloudGateway.id !== '' &&
			routeTables.some(
				table =>
					table.propagatingGateways.includes(cloudGateway.id) ||
					table.routes.some(({target}) => target === cloudGateway.id),
			);
		return reached ? undefined : `No route table of ${cloudGateway.vpcId ?? 'the VPC'} learns the site's routes`;
	},
});

/** How traffic finds its way: routing mode, prefixes, the pair of ranges, route tables. */
export const routingRules = [
	awsRule({
		id: 'aws.routing.mode',
		field: 'routing.mode',
		enforcedBy: 'tunnelwright',
		says: 'AWS routes by BGP or by static prefixes; SPD policy is Tencent Cloud’s.',
		mend: 'Choose bgp or static',
		source: sources.routing,
		check: draft => draft.routing?.mode === 'policy' && 'AWS has no routing by SPD policy',
	}),
	awsRule({
		id: 'aws.routing.bgp-addresses',
		field: 'routing.tunnelCidr',
		enforcedBy: 'tunnelwright',
		says: 'BGP addresses inside the tunnel are given per tunnel on AWS: its inside range.',
		mend: 'Leave it out, and give the inside range of each tunnel instead',
		source: sources.tunnelOptions,
		check: draft => {
			const {routing} = draft;
			if (routing?.mode !== 'bgp') return [];
			return (['tunnelCidr', 'cloudAddress', 'siteAddress'] as const).flatMap(member =>
				routing[member] === undefined ? [] : found(`routing.${member}`, `${member} is Tencent Cloud's`),
			);
		},
	}),
	awsRule({
		id: 'aws.static.priority',
		field: 'routing.priority',
		enforcedBy: 'tunnelwright',
		says: 'AWS’s static routes have no priority: AWS picks the tunnel by itself.',
		mend: 'Leave it out; the device chooses its own way out',
		source: sources.routing,
		check: draft =>
			draft.routing?.mode === 'static' && draft.routing.priority !== undefined && 'priority is Tencent Cloud’s',
	}),
	awsRule({
		id: 'aws.static.gateway',
		field: 'routing.mode',
		says: 'A VPN concentrator needs BGP.',
		mend: 'Choose BGP, or another gateway',
		source: sources.routing,
		check: draft =>
			draft.routing?.mode === 'static' &&
			draft.cloudGateway?.kind === 'concentrator' &&
			'A VPN concentrator cannot be static',
	}),
	awsRule({
		id: 'aws.static.cloud-wan',
		field: 'routing.mode',
		enforcedBy: 'tunnelwright',
		says: 'Cloud WAN needs BGP, and a connection without a gateway is for Cloud WAN: a static one could never be attached.',
		mend: 'Choose BGP, or a gateway',
		source: sources.routing,
		check: draft =>
			draft.routing?.mode === 'static' &&
			draft.cloudGateway?.kind === 'none' &&
			'A connection for Cloud WAN cannot be static',
	}),
	awsRule({
		id: 'aws.static.ipv6',
		field: 'routing.mode',
		enforcedBy: 'tunnelwright',
		says: 'With IPv6 inside the tunnels, static IPv4 prefixes have no use.',
		mend: 'Choose BGP, or IPv4 inside the tunnels',
		source: sources.ipv6,
		check: draft =>
			draft.routing?.mode === 'static' &&
			draft.insideIpVersion === 'ipv6' &&
			'Static prefixes are IPv4, but the tunnels carry IPv6',
	}),
	awsRule({
		id: 'aws.static.needs-prefix',
		field: 'routing.prefixes',
		// AWS takes it, and connections stand like that
		severity: 'warn',
		says: 'Static routing needs at least one prefix: without it nothing is sent to the site.',
		mend: 'Add the site’s ranges, or choose BGP',
		source: sources.routing,
		check: draft => draft.routing?.mode === 'static' && draft.routing.prefixes.length === 0 && 'No prefix is given',
	}),
	awsRule({
		id: 'aws.static.limit',
		field: 'routing.prefixes',
		says: 'A connection on a virtual private gateway takes 100 static routes.',
		mend: 'Join prefixes, or choose BGP',
		source: sources.quotas,
		check: draft =>
			draft.routing?.mode === 'static' &&
			isVirtualPrivate(draft) &&
			draft.routing.prefixes.length > mostStaticRoutes &&
			`${draft.routing.prefixes.length} prefixes are more than ${mostStaticRoutes}`,
	}),
	awsRule({
		id: 'aws.static.outside-range',
		field: 'routing.prefixes[]',
		severity: 'warn',
		says: 'A prefix outside the pair’s site side is routed into the tunnel and dropped there.',
		mend: 'Widen the site side, or remove the prefix',
		source: 'RFC 4301, section 5.1 (traffic outside the selectors is discarded)',
		check: draft => {
			const siteSide = draft.ranges?.[0]?.siteSide[0];
			if (!siteSide || checkCidr(siteSide)) return [];
			return prefixesOf(draft).flatMap(({field, cidr}) =>
				!checkCidr(cidr) && !contains(siteSide, cidr)
					? [{field, message: `${cidr} is not within the site side ${siteSide}`}]
					: [],
			);
		},
	}),
	awsRule({
		id: 'aws.ranges.one-site-range',
		field: 'ranges[].siteSide',
		enforcedBy: 'tunnelwright',
		says: 'AWS takes one pair of ranges with one range at each side.',
		mend: 'Keep one range that holds them all; routes decide the rest',
		source: sources.connectionOptions,
		check: draft =>
			(draft.ranges?.length ?? 0) > 1
				? found('ranges', `${draft.ranges?.length} pairs are more than one`)
				: (draft.ranges?.[0]?.siteSide.length ?? 0) > 1
					? found('ranges[0].siteSide', `${draft.ranges?.[0]?.siteSide.length} ranges are more than one`)
					: [],
	}),
	awsRule({
		id: 'aws.bgp.narrowed',
		field: 'ranges',
		severity: 'warn',
		says: 'With BGP, a pair that leaves out the addresses inside the tunnels stops BGP itself: the tunnels come up, and learn no route.',
		mend: 'Set both sides to 0.0.0.0/0, and filter by routes',
		source: 'RFC 4301, section 5.1; reported for AWS in strongSwan discussions of BGP over narrowed selectors',
		check: draft => {
			if (draft.routing?.mode !== 'bgp') return [];
			const stopsBgp = (cidr: string) =>
				!checkCidr(cidr) && insideNetworks(draft).some(inside => !contains(cidr, inside));
			return (draft.ranges ?? []).flatMap((pair, row) => {
				const message = (cidr: string) => `BGP would not pass: ${cidr} leaves out the addresses inside the tunnels`;
				const cloud = stopsBgp(pair.cloudSide) ? found(`ranges[${row}].cloudSide`, message(pair.cloudSide)) : [];
				const site = pair.siteSide.flatMap((cidr, column) =>
					stopsBgp(cidr) ? found(`ranges[${row}].siteSide[${column}]`, message(cidr)) : [],
				);
				return [...cloud, ...site];
			});
		},
	}),
	awsRule({
		id: 'aws.route-tables.gateway',
		field: 'routeTables',
		enforcedBy: 'tunnelwright',
		says: 'Only a virtual private gateway propagates its routes into a VPC’s route tables.',
		mend: 'Remove the route tables; VPCs behind a transit gateway need routes to it',
		source: sources.propagation,
		check: draft => {
			const kind = draft.cloudGateway?.kind;
			return (
				kind &&
				kind !== 'vgw' &&
				kind !== 'new-vgw' &&
				(draft.routeTables?.length ?? 0) > 0 &&
				'This kind of gateway does not propagate routes'
			);
		},
	}),
	awsRule({
		id: 'aws.route-tables.distinct',
		field: 'routeTables[]',
		enforcedBy: 'tunnelwright',
		says: 'A route table is named once.',
		mend: 'Remove one of the two',
		source: sources.propagation,
		check: draft =>
			(draft.routeTables ?? []).flatMap((id, index, all) =>
				all.indexOf(id) === index ? [] : found(`routeTables[${index}]`, `${id} is named twice`),
			),
	}),
	awsRule({
		id: 'aws.route-tables.vpc',
		field: 'routeTables[]',
		says: 'A gateway propagates only into route tables of its own VPC.',
		mend: 'Choose route tables of the gateway’s VPC',
		source: sources.propagation,
		needs: 'account',
		check: (draft, {routeTables, cloudGateway}) =>
			routeTables && cloudGateway?.vpcId
				? (draft.routeTables ?? []).flatMap((id, index) =>
						routeTables.some(table => table.id === id)
							? []
							: found(`routeTables[${index}]`, `${id} is not a route table of ${cloudGateway.vpcId}`),
					)
				: [],
	}),
	noTableLearns,
	awsRule({
		id: 'aws.static.tgw-route-table',
		field: 'cloudGateway.id',
		severity: 'warn',
		says: 'Static routes go into the transit gateway’s default route table; one without has to be routed by hand.',
		mend: 'Add the routes to the route table of your choice after the connection is made',
		source: 'Amazon VPC Transit Gateways Guide, "Transit gateway route tables"',
		needs: 'account',
		check: (draft, {cloudGateway}) =>
			draft.routing?.mode === 'static' &&
			cloudGateway?.kind === 'tgw' &&
			cloudGateway.selectable &&
			!cloudGateway.routeTableId &&
			`${cloudGateway.id} has no default route table: routes are left to you`,
	}),
];
