import type {Action, Change, ChangedValue} from '../../contract/cloud.ts';
import type {Planned} from '../../engine/fill.ts';
import {planTransitRouteRemoval} from '../actions/delete-transit-gateway-route.ts';
import {planStaticRouteRemoval} from '../actions/delete-vpn-connection-route.ts';
import {type MovedEnds, planMove} from '../actions/modify-vpn-connection.ts';
import {planConnectionOptions} from '../actions/modify-vpn-connection-options.ts';
import {cloudGatewayOf} from './compare-ends.ts';
import {type Converging, tunnelNames, upAmong, valuesIn} from './converging.ts';
import {deviceWork} from './device-work.ts';
import {planEnds, prefixesIn, propagationActions, routeActions} from './make.ts';
import type {Part} from './part.ts';

/** What a change of the whole connection says beside its call: both tunnels go down, whatever the order, and are waited for together. */
function wholeChange({exists}: Converging, parts: readonly Part[]): Omit<Change, 'interrupts' | 'back'> {
	return {
		values: valuesIn(parts),
		needsUp: [],
		backUp: upAmong(exists, tunnelNames(exists)),
		...deviceWork(parts, exists.routing),
	};
}

/** Ranges and bandwidth, by one call. */
export function optionActions(given: Converging): readonly Action[] {
	const parts = given.parts.filter(({by}) => by === 'options');
	if (parts.length === 0) return [];
	const values = (which: 'was' | 'wanted') => Object.fromEntries(parts.map(part => [part.name, part[which]]));
	const change = wholeChange(given, parts);
	return [
		planConnectionOptions(
			given.exists.id,
			{id: 'connection-options', after: [], change},
			{wanted: values('wanted'), was: values('was')},
		),
	];
}

/** Whether the connection goes to another gateway of the cloud: its routes go with it then. */
export function isMoved({parts}: Converging): boolean {
	return parts.some(({by, shown}) => by === 'move' && shown.field.startsWith('cloudGateway'));
}

/**
 * Another gateway at either end, by one call; gateways that are not there are made first. Static routes stand at the gateway that the connection leaves, or
 * on the connection: they are taken from there first, and put where they lead afterwards.
 * Source: AWS Site-to-Site VPN User Guide, "Modify the target gateway"; EC2 API, ModifyVpnConnection ("you must delete the static routes …").
 */
export function moveActions(given: Converging): readonly Action[] {
	const {document, facts, exists} = given;
	const parts = given.parts.filter(({by}) => by === 'move');
	if (parts.length === 0) return [];
	const ends = planEnds(document, facts);
	const moved = isMoved(given);
	const hasNewSite = parts.some(({shown}) => !shown.field.startsWith('cloudGateway'));
	const site = (id: Planned<string> | undefined) => (hasNewSite && id ? {CustomerGatewayId: id} : {});
	const wanted = {
		...(moved ? target(document.cloudGateway.kind === 'tgw', ends.cloudGateway) : {}),
		...site(ends.siteGateway),
	};
	const before = exists.cloudGatewayId;
	// a connection without a gateway has no way back to none
	const was =
		moved && !before ? undefined : {...(moved ? target(isTransit(before), before) : {}), ...site(exists.siteGatewayId)};
	const leaving = moved ? leavingRoutes(given) : [];
	const move = planMove(
		exists.id,
		{
			id: 'move',
			detail: `${exists.id}: ${parts.map(({shown}) => `${shown.what} ${shown.was || 'none'} → ${shown.wanted}`).join(', ')}`,
			after: [...ends.actions, ...leaving].map(({id}) => id),
			change: wholeChange(given, parts),
		},
		wanted,
		was,
	);
	return [...ends.actions, ...leaving, move, ...(moved ? arrivingActions(given, ends.cloudGateway) : [])];
}

const isTransit = (id: string | undefined) => id?.startsWith('tgw-') ?? false;

function target(transit: boolean, id: Planned<string> | undefined): MovedEnds {
	if (id === undefined) return {};
	return transit ? {TransitGatewayId: id} : {VpnGatewayId: id};
}

/** Between virtual private gateways the routes stay with the connection. */
function leavingRoutes(given: Converging): readonly Action[] {
	const {exists, document} = given;
	if (isTransit(exists.cloudGatewayId) || document.cloudGateway.kind === 'tgw')
		return (exists.routes ?? []).flatMap(({destination}) => routeRemoval(given, destination));
	return [];
}

/** What stands at the new gateway once the connection is there: the routes of the document, and those that it leaves alone. */
function arrivingActions(given: Converging, gateway: Planned<string> | undefined): readonly Action[] {
	const {document, facts, exists, parts} = given;
	const pruned = new Set(parts.filter(({by}) => by === 'route').map(({name}) => name));
	const stood = (exists.routes ?? []).map(({destination}) => destination);
	const wanted =
		document.routing.mode === 'static' ? [...prefixesIn(document), ...stood.filter(each => !pruned.has(each))] : [];
	const stay = !isTransit(exists.cloudGatewayId) && document.cloudGateway.kind !== 'tgw';
	const prefixes = [...new Set(wanted)].filter(prefix => !stay || !stood.includes(prefix));
	return [...routeActions(document, facts, prefixes), ...propagationActions(document, facts, gateway)].map(action => ({
		...action,
		after: [...action.after, 'move'],
	}));
}

/** Takes a static route away from where it stands; nothing where that is not known. */
export function routeRemoval({exists}: Converging, prefix: string): readonly Action[] {
	const value: ChangedValue = {field: 'routing.prefixes', what: 'static route', was: prefix, wanted: ''};
	if (!isTransit(exists.cloudGatewayId)) return [planStaticRouteRemoval(exists.id, prefix, {after: [], value})];
	const {tableId} = exists.routes?.find(({destination}) => destination === prefix) ?? {};
	const attachmentId = exists.attachment?.id;
	if (tableId === undefined || attachmentId === undefined) return [];
	return [planTransitRouteRemoval({prefix, tableId, attachmentId}, {after: [], value})];
}

/** Whether tunnels can only be changed once the connection has moved: AWS starts none towards a device without an address. */
export function isTunnelsLater({parts, facts, exists, document}: Converging): boolean {
	const before = facts.siteGateways?.find(({id}) => id === exists.siteGatewayId);
	const starts = parts.some(({name, wanted}) => name === 'options.startupAction' && wanted === 'start');
	return starts && before?.address === '' && cloudGatewayOf(document, facts) !== '';
}
