import type {ConnectionDocument} from '../../../connection/document.ts';
import {UserError} from '../../../connection/user-error.ts';
import {drainedDevice} from '../../contract/change-words.ts';
import type {Action, ConvergeOptions, Deed, ExistingConnection, Facts, Plan} from '../../contract/cloud.ts';
import {planModify} from '../actions/modify-vpn-connection.ts';
import {planReset} from '../actions/reset-vpn-connection.ts';
import {blocksOf} from '../actions/tunnel-blocks.ts';
import {isTencent} from '../own-document.ts';
import {companionsOf, tunnelName} from '../read/companions.ts';
import {tunnelOfPair} from '../read/site.ts';
import {presharedKeySecret} from '../rules/preshared-key.ts';
import {interrupting, relieved} from './change-tunnel.ts';
import {interruptionNotes} from './plan-texts.ts';

/** Whether the other tunnel may be DOWN. */
type DeedWishes = Pick<ConvergeOptions, 'evenIfDown'>;

/**
 * The plan of something done to a tunnel that stands. Pure.
 * @param document read back from it
 * @throws UserError for what a tunnel of Tencent Cloud can't have done to it
 */
export function planDeedTencent(
	deed: Deed,
	document: ConnectionDocument,
	facts: Facts,
	converge: DeedWishes = {},
): Plan {
	if (!isTencent(document)) throw new Error(`a document for ${document.cloud} was given to Tencent Cloud`);
	const exists = tunnelOfPair(document, facts);
	if (!exists) throw new UserError(`the tunnel of "${document.name}" is not there any more`);
	const {cloud, region, name} = document;
	const {actions, notes} = deedOf(deed, {exists, facts, converge});
	return {
		...{cloud, region, name, document, actions, exists},
		costs: [],
		leftByHand: [],
		notes: [...notes, ...interruptionNotes(exists, facts)],
	};
}

interface Standing {
	readonly exists: ExistingConnection;
	readonly facts: Facts;
	readonly converge: DeedWishes;
}

function deedOf(deed: Deed, given: Standing): {readonly actions: readonly Action[]; readonly notes: readonly string[]} {
	if (deed.kind === 'renew-keys') return renewal(deed, given);
	if (deed.kind === 'reset') return reset(given);
	throw new UserError('Tencent Cloud replaces the ends of its tunnels by itself: there is nothing to be asked for', {
		mend: 'Reset the tunnel where it does not come up',
	});
}

/** A fresh key: the one of the document, which is asked for or made before the run. How it was is not kept, so that there is no way back. */
function renewal(
	{tunnels, drain, keptByCloud}: Extract<Deed, {kind: 'renew-keys'}>,
	{exists, facts, converge}: Standing,
) {
	const other = tunnels.find(number => number !== 1);
	if (other !== undefined)
		throw new UserError(`${exists.id} is one tunnel: it has no tunnel ${other}`, {
			mend: 'A pair to one site is two connections of Tencent Cloud: renew the key of each by its own id',
		});
	if (keptByCloud) throw new UserError('Tencent Cloud keeps keys in no store of its own');
	const stands = {settings: exists.settings ?? {}, ranges: exists.ranges};
	const renewing = planModify({
		id: 'tunnel',
		title: 'renew the pre-shared key',
		detail: exists.id,
		parameters: {VpnConnectionId: exists.id, PreShareKey: {$secret: presharedKeySecret}, ...blocksOf([], stands)},
		after: [],
		change: {
			...interrupting(exists, facts, converge),
			values: [{field: presharedKeySecret, what: 'pre-shared key', was: 'not known', wanted: 'a new one'}],
			device: ['set the new key for this peer, in the file that is written for this tunnel alone'],
		},
	});
	const actions = relieved({exists, facts, converge}, renewing);
	const isRelieved = actions.length > 1;
	// nothing else tells that a tunnel carries nothing: a standby and a tunnel by itself stay UP, whatever the device does
	const tellsRoutes = exists.tunnels?.some(({acceptedRoutes}) => acceptedRoutes !== undefined);
	const isDrained = drain && !isRelieved && exists.routing === 'bgp' && tellsRoutes === true;
	return {
		actions: isDrained ? [drainedBefore(renewing, exists)] : actions,
		notes: [
			'whether a new key bites at once or at the next rekeying is not documented: have the device’s new file ready',
			'the old key is not kept: an undo can’t put it back',
			...(drain && !isDrained ? [undrainedText(exists, isRelieved)] : []),
			...pairOrder(exists, facts),
		],
	};
}

/** Source: vpc 2017-03-12, VpnConnection: NetStatus tells of the tunnel, and nothing of what goes through it. */
function undrainedText({id}: ExistingConnection, isRelieved: boolean): string {
	const cloud = isRelieved ? 'its routes at the VPN gateway are turned off meanwhile, but ' : '';
	return `${cloud}Tencent Cloud does not tell whether ${id} carries anything, so that it is not waited for: have the device send by another tunnel before, where there is one`;
}

/** Which of two tunnels to one site gets its new key first: the one that carries nothing. */
function pairOrder(exists: ExistingConnection, facts: Facts): readonly string[] {
	const {tunnels, relieved: inUse} = companionsOf(exists, facts);
	const ids = tunnels.map(({id}) => id).join(' and ');
	if (ids === '') return [];
	if (exists.routing === 'bgp')
		return [`${ids} leads to the same site: it gets its new key by itself, once ${exists.id} is UP again`];
	return inUse.length > 0
		? [
				`${exists.id} is in use, and ${ids} stands by: renew that one’s key first, so that the traffic goes by a tunnel that is known to come up with its new key`,
			]
		: [`${exists.id} stands by for ${ids}: it comes first of them, and the other one once this is UP with its new key`];
}

function drainedBefore(action: Action, exists: ExistingConnection): Action {
	const {change} = action;
	return change
		? {...action, change: {...change, drained: tunnelName(exists), device: drainedDevice(change.device)}}
		: action;
}

function reset({exists, facts, converge}: Standing) {
	const change = {
		...interrupting(exists, facts, converge),
		values: [{field: '', what: 'negotiation', was: 'as it is', wanted: 'from the beginning'}],
	};
	return {
		actions: [planReset({gatewayId: exists.cloudGatewayId ?? '', tunnelId: exists.id}, change)],
		notes: resetWarnings,
	};
}

/** What has to be known before a reset. Source: Tencent Cloud VPN Connections console documentation (product 1037; product 554). */
const resetWarnings: readonly string[] = [
	'a reset ends the tunnel and has both ends negotiate anew: its traffic is interrupted',
	'Tencent Cloud’s console says that a reset clears custom configuration of the tunnel; whether the call does is not documented: compare the tunnel with its document afterwards',
	'nothing takes a reset back',
];
