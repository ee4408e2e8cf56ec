import {GetActiveVpnTunnelStatusCommand} from '@aws-sdk/client-ec2';
import type {RunContext} from '../../contract/cloud.ts';
import {type CloudError, cloudError} from '../../contract/cloud-error.ts';
import {unlessRefused} from '../../engine/or-unread.ts';
import {aws} from '../module.ts';
import {standingConnection} from '../read/vpn-connections.ts';
import {type AwsReach, ask} from '../wire/ask.ts';
import type {AwsClients} from '../wire/client.ts';
import {pause} from '../wire/pause.ts';
import {word} from '../wire/tags.ts';

/*
 * Whether AWS has exchanged the endpoint of a tunnel, after a reply that was lost, where no value tells: of a replacement, and of a key that AWS does
 * not show. A second call interrupts the tunnel a second time; one that is left out leaves the device with a key that AWS has not got. So nothing is
 * taken for done that something else may have brought about, and nothing for not done before it would have shown.
 */

/** A tunnel as it is shown: by address as AWS names it, never by its place in a list. */
export interface TunnelPlace {
	readonly VpnConnectionId: string;
	readonly VpnTunnelOutsideIpAddress: string;
}

/** What a tunnel shows that an exchange of its endpoint changes. */
interface Stood {
	/** Of the connection. */
	readonly state: string;
	/** Of the tunnel: UP or DOWN. */
	readonly status: string;
	/** When that changed last, ms since the epoch, by AWS's clock. */
	readonly since?: number;
	/** How far its own endpoint is: available, pending, failed; left out where this account may not ask. Source: EC2 API, GetActiveVpnTunnelStatus. */
	readonly endpoint?: string;
	/** When this was seen, ms since the epoch, by this machine's clock: right before the call. */
	readonly asked: number;
}

export async function lookAtTunnel(place: TunnelPlace, reach: AwsReach): Promise<Stood> {
	const {VpnConnectionId: id, VpnTunnelOutsideIpAddress: address} = place;
	const {State, VgwTelemetry} = await standingConnection(reach, id);
	const seen = VgwTelemetry?.find(({OutsideIpAddress}) => OutsideIpAddress === address);
	const since = seen?.LastStatusChange?.getTime();
	const endpoint = await endpointOf(reach, place);
	return {
		state: word(State),
		status: word(seen?.Status),
		...(since === undefined || Number.isNaN(since) ? {} : {since}),
		...(endpoint?.status === undefined ? {} : {endpoint: endpoint.status}),
		asked: Date.now(),
	};
}

/** How far a tunnel's endpoint is, in AWS's words; undefined where this account may not ask. */
export async function endpointOf(
	reach: AwsReach,
	{VpnConnectionId, VpnTunnelOutsideIpAddress}: TunnelPlace,
): Promise<{readonly status: string | undefined; readonly reason: string | undefined} | undefined> {
	return unlessRefused(async () => {
		const command = new GetActiveVpnTunnelStatusCommand({VpnConnectionId, VpnTunnelOutsideIpAddress});
		const {ActiveVpnTunnelStatus: told} = await ask(reach, 'GetActiveVpnTunnelStatus', command);
		return {status: told?.ProvisioningStatus, reason: told?.ProvisioningStatusReason};
	});
}

/** As a journal keeps it. */
export function textsOf(stood: Readonly<Record<string, string | number | undefined>> | Stood): readonly string[] {
	return Object.entries(stood).flatMap(([name, value]) => (value === undefined ? [] : [`${name}:${value}`]));
}

/** What a journal kept; a journal of before has less. */
export function stoodIn(texts: readonly string[]): Partial<Stood> {
	const text = (name: string) => textIn(texts, name);
	const [state, status, endpoint] = [text('state'), text('status'), text('endpoint')];
	const [since, asked] = [timeIn(texts, 'since'), timeIn(texts, 'asked')];
	return {
		...(state === undefined ? {} : {state}),
		...(status === undefined ? {} : {status}),
		...(endpoint === undefined ? {} : {endpoint}),
		...(since === undefined ? {} : {since}),
		...(asked === undefined ? {} : {asked}),
	};
}

export function textIn(texts: readonly string[], name: string): string | undefined {
	return texts.find(text => text.startsWith(`${name}:`))?.slice(name.length + 1);
}

export function timeIn(texts: readonly string[], name: string): number | undefined {
	const text = textIn(texts, name);
	return /^\d+$/.test(text ?? '') ? Number(text) : undefined;
}

/** How long an exchange may take to show at all, ms. */
const lateMs = {real: aws.tunnelNews.lateMs, sandbox: 400};
/** A tunnel that has been UP for so long goes down by an exchange sooner than by chance. Our own choice; a quarter of an hour of it is for the clocks. */
const steadyMs = {real: 75 * 60_000, sandbox: 0};

/** `seen`: by what it is known to have been carried out, in words. `missing`: it has shown nothing. `unclear`: what is seen may be something else. */
export type ExchangeSeen = {readonly seen: string} | 'missing' | 'unclear';

/** Whether an exchange shows. Pure. */
export function exchangeSeen(before: Partial<Stood>, now: Stood, sandbox: boolean): ExchangeSeen {
	const {endpoint} = now;
	// its own endpoint, and no other tunnel's
	if (endpoint === 'pending' && before.endpoint !== 'pending') return {seen: 'its endpoint is being exchanged'};
	const {since = 0} = now;
	const isNewer = before.since !== undefined && since > before.since;
	if (isNewer && now.state === 'modifying' && before.state !== 'modifying')
		return {seen: 'it has gone down while AWS changes the connection'};
	const steady = sandbox ? steadyMs.sandbox : steadyMs.real;
	const wasSteady = before.status === 'UP' && (before.asked ?? 0) - (before.since ?? Infinity) >= steady;
	if (isNewer && wasSteady) return {seen: 'it has gone down since it was asked for, and had not for long before'};
	// perhaps it is the other tunnel that is changed
	if (isNewer || now.state === 'modifying') return 'unclear';
	// a tunnel that is UP goes down with its endpoint: one that has been UP all the time still has it
	const wasUpAllTheTime =
		before.status === 'UP' && now.status === 'UP' && before.since !== undefined && now.since === before.since;
	return wasUpAllTheTime ? 'missing' : 'unclear';
}

/**
 * Looks until an exchange shows, or has had the time to.
 * @param asked when it was asked for, ms since the epoch; undefined in a journal of before, which is older than that
 * @returns by what it is known to have been carried out; undefined where it was not
 * @throws CloudError, `ambiguous` where nobody can know
 */
export async function whetherExchanged(
	{asked, subject, call}: {readonly asked: number | undefined; readonly subject: string; readonly call: string},
	{signal, pauses, waiting}: Pick<RunContext, 'signal' | 'pauses' | 'waiting'>,
	{sandbox}: Pick<AwsClients, 'sandbox'>,
	look: () => Promise<ExchangeSeen>,
): Promise<string | undefined> {
	const late = sandbox ? lateMs.sandbox : lateMs.real;
	const every = sandbox ? 100 : 10_000;
	// not by the clock alone, which can be set meanwhile
	const began = performance.now();
	const before = asked === undefined ? late : Math.min(Math.max(Date.now() - asked, 0), late);
	for (let at = before; ; ) {
		const found = await look();
		if (typeof found === 'object') return found.seen;
		if (at >= late) {
			if (found === 'missing') return undefined;
			throw notKnown(subject, call);
		}

		waiting?.(`${subject}: whether it was carried out does not show yet: it is looked at until it would have`);
		await pause(every, pauses ?? signal, call);
		// a pause counts as what it was meant to be
		at = Math.max(before + performance.now() - began, at + every);
	}
}

function notKnown(subject: string, call: string): CloudError {
	return cloudError('aws', {
		kind: 'protocol',
		call,
		ambiguous: true,
		says: `Whether AWS has carried it out is not known: what ${subject} shows may be something else’s doing`,
		mend: 'Look at the tunnel in some minutes; where it must be certain, do it anew in a run of its own: it interrupts the tunnel once more',
	});
}
