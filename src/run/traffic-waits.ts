import {deviceDue, tunnelText} from '../clouds/contract/change-words.ts';
import type {Change, ConnectionStatus, TunnelName, TunnelStatus} from '../clouds/contract/cloud.ts';
import {type CloudError, cloudError} from '../clouds/contract/cloud-error.ts';
import {type Seen, seenOf, type TrafficWait, waitUntil} from './await-tunnels.ts';
import type {SeenBefore} from './seen-before.ts';

/*
 * What a change waits for beside the cloud's own part: that the other tunnel carries the traffic before it begins, and that what it took down is back
 * before anything else is touched. One way for every cloud: all of it is read out of `status`.
 */

type Told = readonly ConnectionStatus[];

interface Carrying {
	/** Nothing has been changed yet: where one is DOWN after a first short look, it is said, and nothing is begun. */
	readonly refuses: boolean;
	/** A tunnel was changed before, and may be told UP as it was then: the cloud's word on how long counts for nothing, it is watched here. */
	readonly anew: boolean;
}

/**
 * Waits until the tunnels that carry the traffic meanwhile are UP and have been for a while.
 * @returns the last look; undefined where there was none to wait for
 * @throws CloudError
 */
export async function waitUntilCarried(
	change: Change,
	{refuses, anew}: Carrying,
	wait: TrafficWait,
): Promise<Told | undefined> {
	const {soakMs, clockOffMs} = wait.times;
	return waitUntil(
		change.needsUp.map(tunnel => ({
			tunnel,
			lacks: (seen: Seen) => carriesNothing(seen, wait),
			steadyMs: soakMs,
			isSteady: ({since}: TunnelStatus) => !anew && since !== undefined && wait.now() - since >= soakMs + clockOffMs,
		})),
		{
			...wait,
			says: (tunnel, how) =>
				how === undefined
					? `${tunnelText(tunnel)} is UP: it is watched for ${duration(soakMs)} before ${changedText(change)} is changed`
					: carriesText(tunnel, how, change),
			...(refuses ? {refusal: (tunnel, how) => cutsOff(change, tunnel, how, wait)} : {}),
			late: (tunnel, how) => ({
				says: `${tunnelText(tunnel)} was not UP for long enough within ${duration(wait.times.limitMs)}: ${changedText(change)} was not changed`,
				message: `${tunnelText(tunnel)} ${how ?? 'is UP now'}`,
				mend: `Bring ${tunnelText(tunnel)} UP, then resume the run: it goes on from here`,
			}),
		},
	);
}

/** Waits until the tunnel that is to be changed carries nothing, while the others still do. @returns the last look @throws CloudError */
export async function waitUntilDrained(change: Change, wait: TrafficWait): Promise<Told | undefined> {
	const {drained} = change;
	if (!drained) return undefined;
	return waitUntil(
		[
			{tunnel: drained, lacks: carriesSomething, steadyMs: 0},
			...change.needsUp.map(tunnel => ({tunnel, lacks: (seen: Seen) => carriesNothing(seen, wait), steadyMs: 0})),
		],
		{
			...wait,
			says: (tunnel, how) =>
				tunnel === drained
					? `${tunnelText(tunnel)} ${how}: it has to carry nothing before it is changed${deviceText(change, 'drain')}`
					: carriesText(tunnel, how, change),
			late: (tunnel, how) => ({
				says: `${tunnelText(drained)} was not drained within ${duration(wait.times.limitMs)}, and was not changed`,
				message: `${tunnelText(tunnel)} ${how}${deviceText(change, 'drain')}`,
				mend: 'Take the traffic off it on the device, then resume the run: it goes on from here',
			}),
		},
	);
}

/** Whether one look says that the tunnels that have to carry the traffic do, and the one that is drained carries nothing. Pure. */
export function isStillCarried(
	{needsUp, drained}: Change,
	told: Told,
	wait: Pick<TrafficWait, 'tellsRoutes'>,
): boolean {
	return (
		needsUp.every(tunnel => carriesNothing(seenOf(told, tunnel), wait) === undefined) &&
		(!drained || carriesSomething(seenOf(told, drained)) === undefined)
	);
}

/**
 * Waits until what a change took down is UP again, with the routes that it had. UP is believed once a newer change of its state was seen than
 * before the call (DOWN meanwhile, or a later time), else once it has been UP for as long as a cloud may take to bring the change into force.
 * @param before as each was right before the call; undefined where nobody looked: then those count that were UP when it was planned
 * @returns those that were never seen to have gone down @throws CloudError
 */
export async function waitUntilBack(
	change: Change,
	before: readonly SeenBefore[] | undefined,
	wait: TrafficWait,
): Promise<readonly TunnelName[]> {
	const {lateMs} = wait.times;
	const goneDown = new Set<TunnelName>();
	const stateChanged = new Set<TunnelName>();
	const wanted: readonly (SeenBefore | Change['backUp'][number])[] = before?.filter(({up}) => up) ?? change.backUp;
	await waitUntil(
		wanted.map(tunnel => {
			const sinceBefore = 'since' in tunnel ? tunnel.since : undefined;
			return {
				tunnel,
				lacks(seen: Seen) {
					if (seen.status?.state === 'DOWN') goneDown.add(tunnel);
					return carriesNothing(seen, wait) ?? lacksRoutes(seen, tunnel.routes, wait);
				},
				steadyMs: lateMs,
				isSteady({since}: TunnelStatus) {
					if (since !== undefined && sinceBefore !== undefined && since > sinceBefore) stateChanged.add(tunnel);
					return goneDown.has(tunnel) || stateChanged.has(tunnel);
				},
			};
		}),
		{
			...wait,
			says: (tunnel, how) =>
				how === undefined
					? `${tunnelText(tunnel)} is UP, and was not seen to go down: it is watched for ${duration(lateMs)}, for the change may come into force later`
					: `${tunnelText(tunnel)} ${how}: it is waited for until it is as before${deviceText(change, dueFor(how))}`,
			late: (tunnel, how) => ({
				says: `${tunnelText(tunnel)} did not come back within ${duration(wait.times.limitMs)} after its change`,
				message: `${tunnelText(tunnel)} ${how ?? 'is UP now'}${deviceText(change, dueFor(how))}`,
				mend: 'See to the device, then resume the run: it waits on, and changes nothing else before',
			}),
		},
	);
	return wanted.filter(tunnel => !goneDown.has(tunnel) && !stateChanged.has(tunnel));
}

/** What is honestly said of a change after which a tunnel was not seen to go down; nothing where each was, or none had to. */
export function unseenText(
	{interrupts}: Change,
	unseen: readonly TunnelName[],
	{times}: TrafficWait,
): readonly string[] {
	if (interrupts.kind === 'nothing') return [];
	return unseen.map(
		tunnel =>
			`${tunnelText(tunnel)} was UP for ${duration(times.lateMs)} and not seen to go down: what was changed may come into force later, as a key at the next rekeying`,
	);
}

function carriesNothing({status, routing}: Seen, {tellsRoutes}: Pick<TrafficWait, 'tellsRoutes'>): string | undefined {
	if (!status) return 'is not listed';
	if (status.state !== 'UP') return `is ${status.state === 'DOWN' ? 'DOWN' : 'not known to be UP'}`;
	if (routing !== 'bgp') return undefined;
	if (status.acceptedRoutes === 0) return 'is UP, and the cloud accepts no route from it';
	return status.acceptedRoutes === undefined && tellsRoutes
		? 'is UP, and the cloud does not tell how many routes it accepts from it'
		: undefined;
}

function carriesSomething({status, routing}: Seen): string | undefined {
	if (!status) return 'is not listed';
	if (status.state === 'DOWN') return undefined;
	const {acceptedRoutes} = status;
	if (routing !== 'bgp' || acceptedRoutes === undefined) return 'is not DOWN yet';
	return acceptedRoutes === 0 ? undefined : `still has ${routesText(acceptedRoutes)}`;
}

function lacksRoutes({status}: Seen, routes = 0, {tellsRoutes}: Pick<TrafficWait, 'tellsRoutes'>): string | undefined {
	const {acceptedRoutes} = status ?? {};
	if (acceptedRoutes === undefined)
		return routes > 0 && tellsRoutes
			? `is UP, and how many of the ${routes} routes that it had is not told`
			: undefined;
	return acceptedRoutes >= routes ? undefined : `is UP with ${routesText(acceptedRoutes)} of the ${routes} that it had`;
}

function carriesText(tunnel: TunnelName, how: string | undefined, change: Change): string {
	const says = `${tunnelText(tunnel)} ${how}: it has to carry the traffic while ${changedText(change)} is changed`;
	return how === 'is DOWN' ? `${says}. Bring it UP on the site’s device` : says;
}

/** What nothing was begun for. */
function cutsOff(change: Change, tunnel: TunnelName, how: string, {cloud}: TrafficWait): CloudError {
	return cloudError(cloud.id, {
		says: `${tunnelText(tunnel)} ${how}: changing ${changedText(change)} now would cut the site off`,
		mend: `Bring ${tunnelText(tunnel)} UP and go on`,
		mendByOption: `Bring ${tunnelText(tunnel)} UP and go on; with --even-if-down it is changed all the same`,
	});
}

function changedText({interrupts}: Change): string {
	return interrupts.kind === 'tunnel' ? tunnelText(interrupts.tunnel) : 'the connection';
}

/** What is due of a tunnel that is not as before: one that is UP needs its traffic alone. */
function dueFor(how: string | undefined): 'agree' | 'return' {
	return how === undefined || how.startsWith('is UP') ? 'return' : 'agree';
}

function deviceText(change: Change, due: Parameters<typeof deviceDue>[1]): string {
	const device = deviceDue(change, due);
	return device.length === 0 ? '' : `. On the site’s device: ${device.join('; ')}`;
}

function routesText(routes: number): string {
	return `${routes} ${routes === 1 ? 'route' : 'routes'}`;
}

function duration(ms: number): string {
	if (ms < 60_000) return `${Math.max(Math.round(ms / 1000), 1)} s`;
	const minutes = Math.round(ms / 60_000);
	return `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
}
