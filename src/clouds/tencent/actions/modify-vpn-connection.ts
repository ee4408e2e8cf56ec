import type {ModifyVpnConnectionAttributeRequest} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import {Secret} from '../../../connection/secret.ts';
import type {Action, Change, RunContext} from '../../contract/cloud.ts';
import type {Planned} from '../../engine/fill.ts';
import {bearsMark, keyMark} from '../../engine/key-mark.ts';
import {holdsSecretHole} from '../../engine/refers-to.ts';
import {isTencent} from '../own-document.ts';
import {compareSettings} from '../plan/compare.ts';
import {comparedValues, settingsOf} from '../read/settings.ts';
import {presharedKeySecret} from '../rules/preshared-key.ts';
import {callPlaceOf} from '../wire/call-place.ts';
import {connectionRequestShape, total} from '../wire/log-shapes.ts';
import {text} from '../wire/reply.ts';
import {documentSettings} from './connection-request.ts';
import {type CallData, tencentChange} from './tencent-change.ts';
import type {Reach} from './tencent-undo.ts';

/** How a value is called in what is told of it: `DPD timeout`. Keys by that, since what is told of a change names them. */
const names = new Map<string, string>(comparedValues.map(({field, what}) => [field, what]));

/**
 * Changes a tunnel in place. Its reply tells nothing but that the call was taken: it is done when the tunnel is AVAILABLE and reads back as wanted.
 * Source: vpc 2017-03-12, ModifyVpnConnectionAttribute.
 */
export const modifyVpnConnection = tencentChange({
	call: 'ModifyVpnConnectionAttribute',
	title: 'change VPN tunnel',
	logged: {request: {...connectionRequestShape, VpnConnectionId: 'id'}, response: total},
	subject,
	after: ({parameters}) => named(settingsOf(parameters)),
	async stands(call, place, {inventory}) {
		const tunnel = await inventory.vpnConnection(place, subject(call));
		if (!tunnel || text(tunnel.State) === 'DELETING') return undefined;
		const state = text(tunnel.State);
		return {
			values: named(settingsOf(tunnel)),
			...(state !== 'AVAILABLE' && {busy: state || 'in no state that it tells'}),
		};
	},
	isHiddenIn: ({parameters}) => holdsSecretHole(parameters),
	/** Of a key that went out: whether another one stands than before. */
	async wasDone(action, context, reach) {
		const mark = markOf(action, context);
		const key = mark && (await keyOf(action, context, reach));
		return key ? bearsMark(key, mark) === false : false;
	},
	/** By the key itself; in a run that goes on and has it no more, by the mark of the one before. */
	async isInForce(action, context, reach) {
		if (!holdsSecretHole(action.parameters)) return true;
		const wanted = context.secrets.get(presharedKeySecret);
		const mark = markOf(action, context);
		const key = wanted || mark !== undefined ? await keyOf(action, context, reach) : undefined;
		if (!key) return true;
		return wanted ? key.equals(wanted) : mark === undefined || bearsMark(key, mark) === false;
	},
	/** What is told of it, and what a change has taken along that nobody asked for: what the API does with members that are left out is open. */
	async told({id: own, parameters}, context, {inventory}) {
		const id = text(parameters.VpnConnectionId);
		const tunnel = await inventory.vpnConnection(callPlaceOf(context), id);
		const {document, actions} = context.plan;
		// what another action changes is none that this one took along
		const changed = new Set(
			actions.flatMap(action => (action.id === own ? [] : (action.change?.values ?? []).map(({field}) => field))),
		);
		if (!tunnel || !isTencent(document)) return id;
		const {differences} = compareSettings(documentSettings(document), settingsOf(tunnel), text(tunnel.State));
		const others = differences
			.filter(({field}) => !field.startsWith('tags') && !changed.has(field))
			.map(({what, was}) => `${what} is ${was}`);
		return [`${id}, ${text(tunnel.State)}`, ...(others.length > 0 ? [`differs: ${others.join('; ')}`] : [])].join(
			' · ',
		);
	},
	/** A mark of the key before: the journal keeps it, so that a reply that was lost leaves no key to be sent twice. */
	async standing(action, context, reach) {
		const key = holdsSecretHole(action.parameters) ? await keyOf(action, context, reach) : undefined;
		return key && [keyMark(key, subject(action))];
	},
	back: {
		call: 'ModifyVpnConnectionAttribute',
		title: 'put VPN tunnel back',
		about: call => ({VpnConnectionId: subject(call)}),
	},
});

export function planModify(
	given: Pick<Action, 'id' | 'detail' | 'after'> & {
		readonly parameters: Planned<ModifyVpnConnectionAttributeRequest>;
		readonly change: Change;
		readonly title?: string;
	},
): Action {
	return modifyVpnConnection.plan(given);
}

function subject({parameters}: CallData): string {
	return text(parameters.VpnConnectionId);
}

function named(settings: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
	return Object.fromEntries(
		Object.entries(settings).flatMap(([field, value]) => {
			const name = names.get(field) ?? (field === 'ranges' ? 'the list of SPD ranges' : undefined);
			return name === undefined ? [] : [[nameOf(field, name), value]];
		}),
	);
}

/** Names and addresses of an identity are called alike. */
function nameOf(field: string, name: string): string {
	return field.endsWith('Identity.address') ? `${name} (address)` : name;
}

/** The mark of the key before, as the journal keeps it. */
function markOf({id}: Action, {standing}: RunContext): string | undefined {
	return standing?.get(id)?.find(part => part.startsWith('key:'));
}

/** The key that stands; undefined where the cloud does not show it. It stays here. */
async function keyOf(action: Action, context: RunContext, {inventory}: Reach): Promise<Secret | undefined> {
	const tunnel = await inventory.vpnConnection(callPlaceOf(context), text(action.parameters.VpnConnectionId));
	return tunnel?.PreShareKey ? new Secret(tunnel.PreShareKey) : undefined;
}
