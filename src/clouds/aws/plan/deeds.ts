import type {ConnectionDocument} from '../../../connection/document.ts';
import type {StandingTunnel} from '../../../connection/inventory.ts';
import {UserError} from '../../../connection/user-error.ts';
import {drainedDevice} from '../../contract/change-words.ts';
import type {
	Action,
	Change,
	ChangedValue,
	Deed,
	ExistingConnection,
	Facts,
	Plan,
	TunnelName,
} from '../../contract/cloud.ts';
import {keyNames} from '../actions/connection-request.ts';
import {planTunnelKey} from '../actions/modify-vpn-tunnel-options.ts';
import {planReplacement} from '../actions/replace-vpn-tunnel.ts';
import type {AwsConnection} from '../document.ts';
import {isAws} from '../own-document.ts';
import {samePair} from '../read/duplicate.ts';

/**
 * The plan of something done to a connection that stands, one tunnel after the other. Pure.
 * @param given read back from it, as `facts` are
 * @throws UserError for what it can't have done to it, and why
 */
export function planDeed(deed: Deed, given: ConnectionDocument, facts: Facts): Plan {
	if (!isAws(given)) throw new Error('This is not an AWS connection');
	const exists = samePair(given, facts);
	if (!exists) throw new Error(`The connection of ${given.name} has not been read`);
	refuseState(exists);
	const {cloud, region, name} = given;
	return {
		cloud,
		region,
		name,
		document: given,
		actions: actionsOf(deed, given, facts, exists),
		costs: [],
		leftByHand: [],
		exists,
		notes: notesOf(deed, given),
	};
}

function actionsOf(deed: Deed, document: AwsConnection, facts: Facts, exists: ExistingConnection): readonly Action[] {
	switch (deed.kind) {
		case 'renew-keys':
			refuseCertificate(facts, exists);
			return keyActions(deed, document, exists);
		case 'replace-tunnel':
			return [replacement(deed, exists)];
		case 'reset':
			throw new UserError('AWS has no reset of a connection', {
				field: 'ID',
				mend: 'tunnelwright replace-tunnel gives one tunnel another endpoint',
			});
	}
}

function keyActions(
	{tunnels, drain, keptByCloud}: Extract<Deed, {readonly kind: 'renew-keys'}>,
	{keyStorage}: AwsConnection,
	exists: ExistingConnection,
): readonly Action[] {
	const moves = keptByCloud && keyStorage !== 'SecretsManager';
	const own = ['give it the new key, before AWS has it or after: the tunnel is DOWN while the two differ'];
	const device = drain ? drainedDevice(own) : own;
	const actions: Action[] = [];
	for (const number of tunnels) {
		const {tunnel, change} = changeOf(exists, number, {
			field: `tunnels[${number - 1}].presharedKey`,
			what: `tunnel ${number}: pre-shared key`,
			was: 'not known',
			wanted: 'a new one',
		});
		// one after the other: the next needs this one UP
		const after = actions.map(({id}) => id);
		const whole = {...change, ...(drain ? {drained: tunnel} : {}), device};
		const secret = keyNames[number - 1] ?? `presharedKey${number}`;
		actions.push(planTunnelKey({tunnel, after, change: whole}, secret, moves ? 'SecretsManager' : undefined));
	}

	return actions;
}

function replacement(
	{tunnel: number, pendingMaintenance}: Extract<Deed, {readonly kind: 'replace-tunnel'}>,
	exists: ExistingConnection,
): Action {
	const {tunnel, change} = changeOf(exists, number, {
		field: `tunnels[${number - 1}]`,
		what: `tunnel ${number}: endpoint`,
		was: 'the one that stands',
		wanted: 'a new one',
	});
	const device = ['start IKE for this tunnel again: AWS does so by itself only with IKEv2 and startup action start'];
	return planReplacement(tunnel, pendingMaintenance, {...change, interrupts: {kind: 'tunnel', tunnel}, device});
}

/** @throws UserError while AWS takes no change: it refuses a second one, and one of what is going */
function refuseState({id, state}: ExistingConnection): void {
	if (state === 'available') return;
	throw new UserError(`${id} is ${state}: AWS changes only what is available`, {
		field: 'ID',
		mend: 'Look again later; tunnelwright status shows when it is',
	});
}

/** @throws UserError where the device proves itself by a certificate. Source: Site-to-Site VPN User Guide, "Tunnel authentication options" */
function refuseCertificate({siteGateway}: Facts, {id}: ExistingConnection): void {
	if (siteGateway?.certificateArn === undefined) return;
	throw new UserError(`${id} has no keys: its customer gateway ${siteGateway.id} proves itself by a certificate`, {
		field: 'ID',
		mend: 'Renew the certificate in AWS Private Certificate Authority; AWS renews its own by itself',
	});
}

/** A tunnel, and what of its change is the same for every call. @throws UserError for a tunnel that is not there */
function changeOf(
	exists: ExistingConnection,
	number: number,
	value: ChangedValue,
): {readonly tunnel: TunnelName; readonly change: Omit<Change, 'interrupts' | 'back'>} {
	const {id, tunnels = []} = exists;
	const named = tunnels.map(({key}, index) => ({connectionId: id, key, number: index + 1}));
	const [tunnel, standing] = [named[number - 1], tunnels[number - 1]];
	if (!tunnel || !standing)
		throw new UserError(`${id} has no tunnel ${number}`, {
			field: '--tunnel',
			mend: 'tunnelwright status shows its tunnels in their order',
		});
	if (tunnel.key.includes('#'))
		throw new UserError(`AWS does not tell the address of tunnel ${number} of ${id}: it can’t be named`, {
			field: '--tunnel',
			mend: 'Look again later; tunnelwright status shows the addresses of its tunnels',
		});
	return {
		tunnel,
		change: {
			values: [value],
			needsUp: named.filter(other => other !== tunnel),
			backUp: standing.state === 'UP' ? [{...tunnel, ...routesOf(exists, standing)}] : [],
		},
	};
}

/** AWS counts static routes as accepted too, whatever the device does. */
function routesOf({routing}: ExistingConnection, {acceptedRoutes}: StandingTunnel): {readonly routes?: number} {
	return routing === 'bgp' && acceptedRoutes !== undefined ? {routes: acceptedRoutes} : {};
}

function notesOf(deed: Deed, {keyStorage}: AwsConnection): readonly string[] {
	if (deed.kind !== 'renew-keys') return [];
	if (keyStorage === 'SecretsManager')
		return [
			'AWS keeps the keys in Secrets Manager and does not show them: whether one was taken is told by its state alone',
		];
	return deed.keptByCloud
		? [
				'the new keys go to AWS Secrets Manager, which costs money by the month; whether AWS moves both keys with the first tunnel is not documented',
			]
		: [];
}
