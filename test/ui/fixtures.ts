import type {Check, ConnectionStatus, Identity, Plan} from '../../src/clouds/contract/cloud.ts';
import {connectionDocument} from '../../src/clouds/document/documents.ts';
import type {FleetChange, FleetConnection, FleetPlace, FleetSnapshot, PlaceState} from '../../src/watch/fleet/fleet.ts';
import type {Key} from '../../src/wizard/core/keys.ts';
import {snapshotOf as fleetSnapshot, placeOf, placeState} from '../watch/fake-fleet.ts';

/** A key by its name in the key map, as `ctrl-c`, `shift-tab` or `x`. */
export function press(name: string): Key {
	const [, ctrl, alt, shift, base = ''] = /^(ctrl-)?(alt-)?(shift-)?(.+)$/s.exec(name) ?? [];
	const isChar = [...base].length === 1;
	return {
		// cast: a test names the keys that there are
		name: isChar ? 'char' : (base as Key['name']),
		text: isChar ? base : '',
		ctrl: ctrl !== undefined,
		alt: alt !== undefined,
		shift: shift !== undefined,
	};
}

export function planOf(name = 'berlin-office', more: Partial<Plan> = {}): Plan {
	return {
		cloud: 'aws',
		region: 'eu-central-1',
		name,
		document: connectionDocument.parse({
			version: 1,
			cloud: 'aws',
			name: 'berlin-office',
			region: 'eu-central-1',
			cloudGateway: {kind: 'vgw', id: 'vgw-9a4cacf3'},
			site: {kind: 'new', name: 'berlin', address: '203.0.113.10', asn: 65010},
			routing: {mode: 'bgp'},
		}),
		actions: [
			{
				id: 'site-gateway',
				title: 'create customer gateway',
				detail: `203.0.113.10, ASN 65010, ${name}`,
				service: 'ec2',
				call: 'CreateCustomerGateway',
				parameters: {Type: 'ipsec.1', PublicIp: '203.0.113.10', BgpAsn: 65010, Name: name},
				dryRun: true,
				after: [],
				makes: 'customer gateway',
			},
			{
				id: 'connection',
				title: 'create VPN connection',
				detail: 'cgw from 1 ⇄ vgw-9a4cacf3, BGP',
				service: 'ec2',
				call: 'CreateVpnConnection',
				parameters: {
					CustomerGatewayId: {$result: 'site-gateway'},
					VpnGatewayId: 'vgw-9a4cacf3',
					Options: {TunnelOptions: [{PreSharedKey: {$secret: 'tunnel1'}}]},
				},
				dryRun: true,
				after: ['site-gateway'],
				makes: 'VPN connection',
			},
			{
				id: 'propagate:rtb-0d9e',
				title: 'propagate routes',
				detail: 'rtb-0d9e',
				service: 'ec2',
				call: 'EnableVgwRoutePropagation',
				parameters: {RouteTableId: 'rtb-0d9e', GatewayId: 'vgw-9a4cacf3'},
				dryRun: false,
				after: [],
				makes: '',
			},
		],
		costs: [
			{
				what: 'one connection-hour rate and 2 IPv4 addresses',
				from: 'from creation on, also while DOWN',
				source: 'AWS price list',
			},
		],
		leftByHand: ['device configuration', 'security groups', 'on-site routes'],
		notes: [],
		...more,
	};
}

export const commandLines = [
	'aws ec2 create-customer-gateway --type ipsec.1',
	'aws ec2 create-vpn-connection',
	'aws ec2 enable-vgw-route-propagation',
];

export function checkOf(result: Check['result'], more: Partial<Check> = {}): Check {
	return {
		id: `rule:${result}`,
		title: 'ASN 65010 differs from the gateway’s 64512',
		result,
		detail: `it is ${result}`,
		proves: 'rule aws.asn.distinct',
		...more,
	};
}

export const identity: Identity = {
	cloud: 'aws',
	account: '123456789012',
	principal: 'network',
	source: 'environment',
	sandbox: false,
};

export const t0 = Date.UTC(2026, 10, 21, 17, 0, 0);

export function connectionOf(name: string, count = 2, id = 'vpn-40f41529'): ConnectionStatus {
	const tunnels = [
		{
			key: '3.120.14.7',
			outsideAddress: '3.120.14.7',
			siteAddress: '203.0.113.10',
			insideCidr: '169.254.58.232/30',
			state: 'UP',
			raw: 'UP',
			since: t0 - 751_000,
			message: '5 BGP ROUTES',
			acceptedRoutes: 5,
		},
		{
			key: '18.185.90.201',
			outsideAddress: '18.185.90.201',
			siteAddress: '203.0.113.10',
			insideCidr: '169.254.58.220/30',
			state: 'DOWN',
			raw: 'DOWN',
			since: t0 - 42_000,
			message: 'IPSEC IS DOWN',
			acceptedRoutes: 0,
			hint: `nothing initiates: AWS waits for your device ${name}`,
		},
	] as const;
	return {
		cloud: 'aws',
		region: 'eu-central-1',
		id,
		name,
		state: 'available',
		phase: 'settled',
		routing: 'bgp',
		cloudGatewayId: 'vgw-9a4cacf3',
		siteGatewayId: 'cgw-0e11f167',
		tunnels: tunnels.slice(0, count),
	};
}

/** These connections of one region, as a fleet knows them; the first of them changed lately. */
export function snapshotOf(
	connections: readonly ConnectionStatus[],
	{place: of, ...more}: Partial<FleetSnapshot> & {readonly place?: Partial<PlaceState>} = {},
): FleetSnapshot {
	const [first] = connections;
	const place = placeOf(first ? {cloud: first.cloud, region: first.region} : undefined);
	const fleet = connections.map(status => known(status, place));
	const change = (number: number, ago: number, own: Omit<TunnelChange, 'kind'>): FleetChange => ({
		number,
		at: t0 - ago,
		connection: fleet[0]?.key ?? '',
		place,
		id: first?.id ?? '',
		name: first?.name ?? '',
		what: {kind: 'tunnel', ...own},
	});
	const changes = [
		change(2, 42_000, {number: 2, tunnel: '18.185.90.201', from: 'UP', to: 'DOWN', message: 'IPSEC IS DOWN'}),
		change(1, 751_000, {number: 1, tunnel: '3.120.14.7', from: 'DOWN', to: 'UP', message: '5 BGP ROUTES'}),
	];
	return fleetSnapshot(fleet, {
		at: t0,
		places: [placeState(place, {asOf: t0 - 4000, nextAt: t0 + 6000, connections: fleet.length, ...of})],
		changes: first ? changes : [],
		...more,
	});
}

type TunnelChange = Extract<FleetChange['what'], {kind: 'tunnel'}>;

/** What is known of a connection when its cloud says this. */
function known(status: ConnectionStatus, place: FleetPlace): FleetConnection {
	const up = status.tunnels.filter(({state}) => state === 'UP').length;
	const health = up === status.tunnels.length ? 'up' : up === 0 ? 'down' : 'degraded';
	return {
		key: `${place.key} ${status.id}`,
		place,
		status,
		health,
		trouble: health === 'up' ? '' : 'a tunnel is DOWN',
		history: status.tunnels.map(({key, state, since}) => ({
			tunnel: key,
			since,
			sinceFrom: 'cloud',
			changesLastHour: 1,
			spells: [
				{state: 'DOWN', from: t0 - 3_000_000, to: t0 - 751_000},
				{state: 'unseen', from: t0 - 751_000, to: t0 - 600_000},
				{state, from: t0 - 600_000, to: t0 - 4000},
			],
		})),
	};
}
