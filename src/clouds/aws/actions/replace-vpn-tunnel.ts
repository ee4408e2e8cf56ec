import {ReplaceVpnTunnelCommand, type ReplaceVpnTunnelCommandInput} from '@aws-sdk/client-ec2';
import * as z from 'zod';
import type {Action, ActionResult, Change, RunContext, TunnelName} from '../../contract/cloud.ts';
import {type CloudError, cloudError} from '../../contract/cloud-error.ts';
import {fillKnown} from '../../engine/fill.ts';
import {unlessRefused} from '../../engine/or-unread.ts';
import {shapeOf} from '../../net/loggable.ts';
import {readMaintenanceOf} from '../read/maintenance.ts';
import {standingConnection} from '../read/vpn-connections.ts';
import type {AwsReach} from '../wire/ask.ts';
import type {AwsClients} from '../wire/client.ts';
import {nothing} from '../wire/log-things.ts';
import {word} from '../wire/tags.ts';
import {awsAction} from './aws-action.ts';
import {awsChange} from './aws-change.ts';
import type {HasDryRun} from './aws-undo.ts';
import {standingTunnel, type TunnelPlace} from './tunnel-change.ts';

const request = z.strictObject({
	VpnConnectionId: z.string(),
	VpnTunnelOutsideIpAddress: z.string(),
	ApplyPendingMaintenance: z.boolean().optional(),
}) satisfies z.ZodType<ReplaceVpnTunnelCommandInput>;

type Request = z.output<typeof request>;

const call = 'ReplaceVpnTunnel';

/** What the reply says where AWS does not do it. */
const notTaken = 'not taken';

const plain = awsAction({
	call,
	title: 'replace VPN tunnel',
	request,
	command: given => new ReplaceVpnTunnelCommand(given),
	dryRun: true satisfies HasDryRun<ReplaceVpnTunnelCommandInput>,
	logged: {
		request: shapeOf<ReplaceVpnTunnelCommandInput>({
			id: ['VpnConnectionId'],
			address: ['VpnTunnelOutsideIpAddress'],
			flag: ['ApplyPendingMaintenance', 'DryRun'],
		}),
		response: nothing,
	},
	made: ({Return}) => ({state: Return === false ? notTaken : undefined}),
	objection: ({state, requestId}) =>
		state === notTaken
			? cloudError('aws', {call, requestId: word(requestId), says: 'AWS answered that it does not replace the tunnel'})
			: undefined,
});

/** It is waited for as a change is: until the connection is available again, and the tunnel's own endpoint too. No endpoint is exchanged back. */
const replace = awsChange(plain, {
	after: () => ({}),
	stands: ({parameters}, reach) => standingTunnel(reach, placeOf(parameters)),
	about: ({parameters}) => ({...placeOf(parameters)}),
	backTitle: 'exchange the endpoint back',
	back: () => [],
	backCall: call,
});

function placeOf(parameters: object): TunnelPlace {
	const {VpnConnectionId, VpnTunnelOutsideIpAddress} = request.parse(parameters);
	return {VpnConnectionId, VpnTunnelOutsideIpAddress};
}

/**
 * Another endpoint for one tunnel. Nothing is made that could be looked for: after a reply that was lost, what tells of it is that the tunnel was
 * seen to go down since, or its maintenance to be applied.
 */
export const replaceVpnTunnel = {
	...replace,
	async find(action: Action, context: RunContext, clients: AwsClients): Promise<ActionResult | undefined> {
		const wanted = askedOf(action, context);
		// whoever asks for it wants a new endpoint, whatever was done before
		if (!wanted || !context.sent?.has(action.id)) return undefined;
		const before = context.standing?.get(action.id) ?? [];
		const why = wasReplaced(wanted, stoodIn(before), await lookAt(wanted, reachOf(context, clients)));
		return why === undefined
			? undefined
			: {id: '', existed: false, detail: `${wanted.VpnTunnelOutsideIpAddress}: ${why}`};
	},
	async standing(action: Action, context: RunContext, clients: AwsClients): Promise<readonly string[] | undefined> {
		const wanted = askedOf(action, context);
		return wanted && textsOf(await lookAt(wanted, reachOf(context, clients)));
	},
};

const askedOf = ({parameters}: Action, {results}: RunContext): Request | undefined => {
	const filled = fillKnown(parameters, results);
	return filled && request.parse(filled);
};
const reachOf = ({plan: {region}, signal}: RunContext, clients: AwsClients): AwsReach => ({clients, region, signal});

/** What a tunnel shows that a replacement changes. */
interface Stood {
	readonly state: string;
	/** Of the tunnel: UP or DOWN. */
	readonly status: string;
	/** When that changed last, ms since the epoch. */
	readonly since?: number;
	/** Where its maintenance was asked for. */
	readonly pending?: string;
	readonly lastApplied?: number;
}

async function lookAt(asked: Request, reach: AwsReach): Promise<Stood> {
	const {VpnConnectionId: id, VpnTunnelOutsideIpAddress: address, ApplyPendingMaintenance: applies} = asked;
	const {State, VgwTelemetry} = await standingConnection(reach, id);
	const seen = VgwTelemetry?.find(({OutsideIpAddress}) => OutsideIpAddress === address);
	const since = seen?.LastStatusChange?.getTime();
	// who may not read it may ask for it all the same
	const maintenance = applies ? await unlessRefused(() => readMaintenanceOf(reach, id, address)) : undefined;
	return {
		state: word(State),
		status: word(seen?.Status),
		...(since === undefined || Number.isNaN(since) ? {} : {since}),
		...(maintenance && {pending: maintenance.pending}),
		...(maintenance?.lastApplied === undefined ? {} : {lastApplied: maintenance.lastApplied}),
	};
}

/** As the journal keeps it. */
function textsOf(stood: Stood): readonly string[] {
	return Object.entries(stood).map(([name, value]) => `${name}:${value}`);
}

function stoodIn(texts: readonly string[]): Partial<Stood> {
	const of = (name: string) => texts.find(text => text.startsWith(`${name}:`))?.slice(name.length + 1);
	const time = (name: string) => (/^\d+$/.test(of(name) ?? '') ? Number(of(name)) : undefined);
	const [status, pending, since, lastApplied] = [of('status'), of('pending'), time('since'), time('lastApplied')];
	return {
		...(status === undefined ? {} : {status}),
		...(pending === undefined ? {} : {pending}),
		...(since === undefined ? {} : {since}),
		...(lastApplied === undefined ? {} : {lastApplied}),
	};
}

/** By what the replacement is seen to have been carried out; undefined where it was not. @throws CloudError where nobody can know */
function wasReplaced(
	{ApplyPendingMaintenance: applies}: Request,
	before: Partial<Stood>,
	now: Stood,
): string | undefined {
	if (now.state === 'modifying') return 'the connection is being changed';
	if (applies && (now.lastApplied ?? 0) > (before.lastApplied ?? 0)) return 'its maintenance was applied';
	if (applies && before.pending && now.pending === '') return 'its maintenance is not pending any more';
	if (applies && before.pending) return undefined;
	if (now.since !== undefined && before.since !== undefined && now.since > before.since)
		return 'it has gone down or come up since it was asked for';
	// a tunnel that is UP goes down with its endpoint: one that has been UP all the time still has it
	if (before.status === 'UP' && now.status === 'UP' && before.since !== undefined && now.since === before.since)
		return undefined;
	throw notKnown();
}

function notKnown(): CloudError {
	return cloudError('aws', {
		kind: 'protocol',
		call,
		ambiguous: true,
		says: 'Whether AWS has replaced the tunnel is not known: it was not UP before, and shows nothing of it',
		mend: 'Look at the tunnel in some minutes; where it must be certain, replace it anew in a run of its own',
	});
}

/**
 * A tunnel's replacement as a plan holds it.
 * @param tunnel `key`: its outside address, as AWS addresses it
 */
export function planReplacement(tunnel: TunnelName, applies: boolean, change: Change): Action {
	const {connectionId, key, number} = tunnel;
	return {
		...replace.plan({
			id: `replace-tunnel:${key}`,
			detail: `tunnel ${number} (${key}) of ${connectionId}${applies ? ', with its pending maintenance' : ''}`,
			after: [],
			parameters: {
				VpnConnectionId: connectionId,
				VpnTunnelOutsideIpAddress: key,
				...(applies ? {ApplyPendingMaintenance: true} : {}),
			},
		}),
		change,
	};
}
