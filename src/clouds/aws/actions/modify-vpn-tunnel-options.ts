import {ModifyVpnTunnelOptionsCommand, type ModifyVpnTunnelOptionsCommandInput} from '@aws-sdk/client-ec2';
import * as z from 'zod';
import {Secret} from '../../../connection/secret.ts';
import type {Action, Change, RunContext, TunnelName} from '../../contract/cloud.ts';
import type {Settings} from '../../contract/comparison.ts';
import {fillKnown, plainParameters} from '../../engine/fill.ts';
import {bearsMark, keyMark} from '../../engine/key-mark.ts';
import {holdsSecretHole} from '../../engine/refers-to.ts';
import {shapeOf} from '../../net/loggable.ts';
import {redactedKey} from '../read/settings.ts';
import {tunnelMembers, tunnelValues} from '../read/tunnel-values.ts';
import type {AwsClients} from '../wire/client.ts';
import {connection, tunnelFields} from '../wire/log-things.ts';
import {awsAction} from './aws-action.ts';
import {awsChange} from './aws-change.ts';
import type {HasDryRun} from './aws-undo.ts';
import {
	exchangeSeen,
	lookAtTunnel,
	stoodIn,
	type TunnelPlace,
	textsOf,
	timeIn,
	whetherExchanged,
} from './endpoint-exchange.ts';
import {standingTunnel, tunnelOf} from './tunnel-change.ts';
import {tunnelWaitLine} from './tunnel-lines.ts';
import {tunnelSchema} from './tunnel-schema.ts';

const storage = z.enum(['Standard', 'SecretsManager']);

const request = z.strictObject({
	VpnConnectionId: z.string(),
	VpnTunnelOutsideIpAddress: z.string(),
	TunnelOptions: tunnelSchema,
	SkipTunnelReplacement: z.boolean().optional(),
	PreSharedKeyStorage: storage.optional(),
}) satisfies z.ZodType<ModifyVpnTunnelOptionsCommandInput>;

const call = 'ModifyVpnTunnelOptions';

const kind = awsAction({
	call,
	title: 'change tunnel options',
	request,
	command: given => new ModifyVpnTunnelOptionsCommand(given),
	dryRun: true satisfies HasDryRun<ModifyVpnTunnelOptionsCommandInput>,
	logged: {
		request: shapeOf<ModifyVpnTunnelOptionsCommandInput>(
			{
				id: ['VpnConnectionId'],
				address: ['VpnTunnelOutsideIpAddress'],
				flag: ['SkipTunnelReplacement', 'DryRun'],
				word: ['PreSharedKeyStorage'],
			},
			{TunnelOptions: tunnelFields},
		),
		response: {VpnConnection: connection},
	},
	made: () => ({}),
	waitLine: tunnelWaitLine,
});

const changed = awsChange(kind, {
	after: ({parameters}) => valuesOf(request.parse(parameters)),
	stands: ({parameters}, reach) => standingTunnel(reach, placeOf(parameters)),
	about: ({parameters}) => ({...placeOf(parameters)}),
	backTitle: 'put tunnel options back',
	back: () => [kind],
	backCall: call,
});

/**
 * Changes members of one tunnel, which is down for some minutes meanwhile. A new key is never compared: whether it was taken is told by the mark of the
 * key that stood before, where AWS shows keys.
 */
export const modifyVpnTunnelOptions: typeof changed = {
	...changed,
	async find(action, context, clients) {
		const isKeyThere = !holdsSecretHole(action.parameters) || (await isKeyChanged(action, context, clients));
		return isKeyThere ? changed.find?.(action, context, clients) : undefined;
	},
	async standing(action, context, clients) {
		if (!holdsSecretHole(action.parameters)) return undefined;
		const filled = fillKnown(action.parameters, context.results);
		if (!filled) return undefined;
		const {VpnConnectionId: id, VpnTunnelOutsideIpAddress: address} = placeOf(filled);
		const key = await shownKey(action, context, clients);
		const reach = {clients, region: context.plan.region, signal: context.signal};
		const stood = textsOf(await lookAtTunnel(placeOf(filled), reach));
		return key ? [keyMark(key, `${id}.${address}`), ...stood] : stood;
	},
};

/** The tunnel that a request is about. @throws ZodError */
function placeOf(parameters: object): TunnelPlace {
	const {VpnConnectionId, VpnTunnelOutsideIpAddress} = request.parse(parameters);
	return {VpnConnectionId, VpnTunnelOutsideIpAddress};
}

/** What a request sets, without its key. */
function valuesOf({
	TunnelOptions: {PreSharedKey: _, ...options},
	PreSharedKeyStorage: keyStorage,
}: z.output<typeof request>): Settings {
	return {...tunnelValues(options), ...(keyStorage ? {keyStorage} : {})};
}

/**
 * Whether a key that this run has sent stands: by the mark of the one before, or where AWS shows none by the tunnel, which goes down with its endpoint.
 * One that it has not sent does not. @throws CloudError, `ambiguous` where nobody can know
 */
async function isKeyChanged(action: Action, context: RunContext, clients: AwsClients): Promise<boolean> {
	const texts = context.standing?.get(action.id) ?? [];
	const filled = fillKnown(action.parameters, context.results);
	if (texts.length === 0 || !filled || !context.sent?.has(action.id)) return false;
	const place = placeOf(filled);
	const mark = texts.find(text => text.startsWith('key:'));
	const reach = {clients, region: context.plan.region, signal: context.signal};
	const about = {asked: timeIn(texts, 'asked'), subject: place.VpnTunnelOutsideIpAddress, call};
	const seen = await whetherExchanged(about, context, clients, async () => {
		const key = await shownKey(action, context, clients);
		if (mark === undefined) return exchangeSeen(stoodIn(texts), await lookAtTunnel(place, reach), clients.sandbox);
		// it was shown before; by now Secrets Manager keeps it, as this very call asked for
		const isMoved = key === undefined && action.parameters.PreSharedKeyStorage === 'SecretsManager';
		if (isMoved || (key && bearsMark(key, mark) === false)) return {seen: 'another key stands'};
		return key ? 'missing' : 'unclear';
	});
	return seen !== undefined;
}

async function shownKey(
	{parameters}: Action,
	{plan: {region}, results, signal}: RunContext,
	clients: AwsClients,
): Promise<Secret | undefined> {
	const filled = fillKnown(parameters, results);
	const found = filled && (await tunnelOf({clients, region, signal}, placeOf(filled)));
	const key = found?.tunnel.PreSharedKey;
	return key === undefined || key === '' || key === redactedKey ? undefined : new Secret(key);
}

interface PlannedTunnelChange {
	readonly tunnel: TunnelName;
	readonly after: readonly string[];
	readonly change: Omit<Change, 'interrupts' | 'back'>;
	/** Lifecycle control alone can be changed without another endpoint: there and back. */
	readonly keepsEndpoint?: boolean;
}

/** Changes values of a tunnel by their names, and no other. @param was the same names as they stand, for the way back; logs are whole in both */
export function planTunnelOptions(
	{tunnel, after, change, keepsEndpoint = false}: PlannedTunnelChange,
	{wanted, was}: {readonly wanted: Settings; readonly was: Settings},
): Action {
	const what = Object.hasOwn(wanted, 'options.lifecycleControl') ? 'lifecycle' : 'tunnel';
	const parameters = (values: Settings) => ({
		VpnConnectionId: tunnel.connectionId,
		VpnTunnelOutsideIpAddress: tunnel.key,
		TunnelOptions: tunnelMembers(values),
		...(values.keyStorage ? {PreSharedKeyStorage: storage.parse(values.keyStorage)} : {}),
		...(keepsEndpoint ? {SkipTunnelReplacement: true} : {}),
	});
	const planned = modifyVpnTunnelOptions.plan({
		id: `${what}:${tunnel.key}`,
		detail: detailOf(tunnel),
		after,
		parameters: parameters(wanted),
	});
	const back = {call, parameters: plainParameters(parameters(was))};
	const interrupts = keepsEndpoint ? ({kind: 'nothing'} as const) : ({kind: 'tunnel', tunnel} as const);
	return {...planned, change: {...change, interrupts, back}};
}

/**
 * Gives a tunnel a new key. There is no way back: the old key is kept nowhere.
 * @param secret the name of the new key among the secrets of the run
 * @param keyStorage where AWS is to keep it, where that is to change too
 */
export function planTunnelKey(
	{tunnel, after, change}: PlannedTunnelChange,
	secret: string,
	keyStorage?: 'Standard' | 'SecretsManager',
): Action {
	const planned = modifyVpnTunnelOptions.plan({
		id: `key:${tunnel.key}`,
		detail: detailOf(tunnel),
		after,
		parameters: {
			VpnConnectionId: tunnel.connectionId,
			VpnTunnelOutsideIpAddress: tunnel.key,
			TunnelOptions: {PreSharedKey: {$secret: secret}},
			...(keyStorage ? {PreSharedKeyStorage: keyStorage} : {}),
		},
	});
	return {...planned, title: 'renew pre-shared key', change: {...change, interrupts: {kind: 'tunnel', tunnel}}};
}

function detailOf({connectionId, key, number}: TunnelName): string {
	return `tunnel ${number} of ${connectionId}, ${key}`;
}
