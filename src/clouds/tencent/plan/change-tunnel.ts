import type {StandingRoute} from '../../../connection/inventory.ts';
import {UserError} from '../../../connection/user-error.ts';
import type {Action, Change, ConvergeOptions, ExistingConnection, Facts} from '../../contract/cloud.ts';
import {plainParameters} from '../../engine/fill.ts';
import {rangesAsNetworks} from '../actions/connection-request.ts';
import {planModify} from '../actions/modify-vpn-connection.ts';
import {planRouteStatus} from '../actions/modify-vpn-gateway-routes.ts';
import {blocksOf, type TunnelValues} from '../actions/tunnel-blocks.ts';
import {companionsOf, isUp, tunnelName} from '../read/companions.ts';
import {siteGatewayOf} from '../read/site.ts';
import {askedSettings} from './asked-settings.ts';
import {changedValue} from './changed-value.ts';
import type {Converging} from './converge.ts';
import {deviceSteps} from './device-steps.ts';

/** A name is a label: it is changed by itself, since nothing goes down for it. */
export function planTunnelName({exists, differences}: Pick<Converging, 'exists' | 'differences'>): readonly Action[] {
	return differences
		.filter(({field}) => field === 'name')
		.map(({field, what, was, wanted}) =>
			planModify({
				id: 'name',
				title: 'rename VPN tunnel',
				detail: `${exists.id}: ${wanted}`,
				// what has a default goes along as it stands: whether a member that is left out stays is open
				parameters: {VpnConnectionId: exists.id, VpnConnectionName: wanted, ...blocksOf([], standingValues(exists))},
				after: [],
				change: {
					values: [{field, what, was, wanted}],
					interrupts: {kind: 'nothing'},
					needsUp: [],
					backUp: [],
					back: backOf(exists, {VpnConnectionName: was, ...blocksOf([], standingValues(exists))}),
				},
			}),
		);
}

/**
 * The change of the tunnel itself, in one call; before it the traffic is taken off it where another tunnel has the same routes, and after it is
 * given back.
 * @param switchedOn routes that the plan has put in force before
 * @param after what has to be made first
 */
export function planTunnelChange(
	given: Converging,
	switchedOn: readonly StandingRoute[],
	after: readonly string[],
): readonly Action[] {
	const {document, exists, differences, facts} = given;
	const values = differences.filter(
		({field, interrupts}) => interrupts?.kind === 'tunnel' && !field.startsWith('site.'),
	);
	if (values.length === 0) return [];
	const fields = [...new Set(values.map(({field}) => field))];
	const wanted = wantedValues(given);
	const stands = withSiteAddress(exists, facts);
	const isMoved = fields.includes('site');
	if (isMoved) refuseUnknownPeer(given);
	const CustomerGatewayId = isMoved && !siteGatewayOf(document, facts) ? {$result: 'site-gateway'} : undefined;
	const device = deviceSteps(document, fields);
	const change = planModify({
		id: 'tunnel',
		detail: `${exists.id}: ${[...new Set(values.map(({what}) => what))].join(', ')}`,
		parameters: {
			VpnConnectionId: exists.id,
			...blocksOf(fields, wanted),
			...(CustomerGatewayId && {CustomerGatewayId}),
		},
		after: isMoved ? after : [],
		change: {
			...interrupting(exists, facts, given.converge),
			values: values.map(changedValue),
			back: backOf(exists, blocksOf(fields, stands)),
			...(device.length > 0 && {device}),
		},
	});
	return relieved(given, change, switchedOn);
}

/** What a change that takes the tunnel down needs, whatever it changes. */
export function interrupting(
	exists: ExistingConnection,
	facts: Facts,
	{evenIfDown}: ConvergeOptions,
): Pick<Change, 'interrupts' | 'needsUp' | 'backUp'> {
	const tunnel = tunnelName(exists);
	const routes = exists.tunnels?.[0]?.acceptedRoutes;
	return {
		interrupts: {kind: 'tunnel', tunnel},
		needsUp: evenIfDown ? [] : companionsOf(exists, facts).tunnels.map(tunnelName),
		backUp: isUp(exists) ? [{...tunnel, ...(routes && {routes})}] : [],
	};
}

/**
 * A change of the tunnel in use, with its routes out of force meanwhile, so that the standby's carry the traffic: without a health check routes stay
 * in force whatever the tunnels do. Source: vpc 2017-03-12, ModifyVpnGatewayRoutes; VPN Connections documentation, "Configuring health checks".
 */
export function relieved(
	{exists, facts, converge}: Pick<Converging, 'exists' | 'facts' | 'converge'>,
	change: Action,
	switchedOn: readonly StandingRoute[] = [],
): readonly Action[] {
	const inForce = new Set(switchedOn.map(({id}) => id));
	const routes = exists.routes?.map(route => (inForce.has(route.id) ? {...route, enabled: true} : route));
	// no traffic is led to a tunnel that is DOWN
	const {tunnels, relieved: inUse} = companionsOf({...exists, ...(routes && {routes})}, facts);
	const canCarry = !converge.evenIfDown || tunnels.every(isUp);
	const gatewayId = exists.cloudGatewayId ?? '';
	if (inUse.length === 0 || !canCarry) return [change];
	const needsUp = change.change?.needsUp ?? [];
	const quiet = {interrupts: {kind: 'nothing'}, backUp: []} as const;
	// put into force they need nothing; out of it, whichever way that comes about, they need the other tunnel
	const on = planRouteStatus(
		{id: 'traffic-on', gatewayId, title: 'give the tunnel its traffic back'},
		inUse,
		'ENABLE',
		{...quiet, needsUp: [], backNeedsUp: needsUp},
		[change.id],
	);
	const off = planRouteStatus({id: 'traffic-off', gatewayId, title: 'take traffic off the tunnel'}, inUse, 'DISABLE', {
		...quiet,
		needsUp,
		backNeedsUp: [],
	}).map((action, batch) => relieving(action, change.id, on[batch]?.id));
	return [...off, {...change, after: [...change.after, ...off.map(({id}) => id)]}, ...on];
}

function relieving(action: Action, changed: string, until = ''): Action {
	return action.change ? {...action, change: {...action.change, relieves: {action: changed, until}}} : action;
}

/** At another site a tunnel that still knows its peer by the old address never comes up. @throws UserError */
function refuseUnknownPeer({document, facts, exists}: Converging): void {
	const asked = askedSettings(document, facts);
	const field = 'security.options.remoteIdentity';
	if (asked[`${field}.type`] !== 'ADDRESS' || asked[`${field}.address`] !== undefined) return;
	throw new UserError(`${exists.id} can’t be moved: the address of its new customer gateway is not known`, {
		field: 'site',
		mend: 'Name the address in security.options.remoteIdentity, or have the credentials read customer gateways',
	});
}

/** All values as they will be: what stands, and over it what the document says. */
function wantedValues({document, facts, exists, differences}: Converging): TunnelValues {
	const said = Object.fromEntries(
		differences.filter(({field}) => field !== 'ranges').map(({field, wanted}) => [field, wanted]),
	);
	const settings = {...exists.settings, ...said, ...askedSettings(document, facts)};
	const isOwn = document.routing.mode === 'policy' && exists.routing === 'policy';
	return {settings, ranges: isOwn ? rangesAsNetworks(document) : exists.ranges};
}

const standingValues = ({settings = {}, ranges}: ExistingConnection): TunnelValues => ({settings, ranges});

/** What stands, with the address that the tunnel knows its peer by where the API does not show it: it goes back with the customer gateway. */
function withSiteAddress(exists: ExistingConnection, {siteGateways}: Facts): TunnelValues {
	const {settings = {}, ranges} = exists;
	const address = siteGateways?.find(({id}) => id === exists.siteGatewayId)?.address;
	const field = 'security.options.remoteIdentity';
	const isShown = settings[`${field}.type`] !== 'ADDRESS' || settings[`${field}.address`] !== undefined;
	return {settings: isShown || !address ? settings : {...settings, [`${field}.address`]: address}, ranges};
}

function backOf({id}: ExistingConnection, request: object): NonNullable<Change['back']> {
	return {call: 'ModifyVpnConnectionAttribute', parameters: plainParameters({VpnConnectionId: id, ...request})};
}
