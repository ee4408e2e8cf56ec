import {tunnelText} from '../clouds/contract/change-words.ts';
import type {Change, TunnelName, TunnelStatus} from '../clouds/contract/cloud.ts';
import {type CloudError, cloudError} from '../clouds/contract/cloud-error.ts';
import {type Seen, type TrafficWait, waitUntil} from './await-tunnels.ts';

/*
 * What a change waits for beside the cloud's own part: that the other tunnel carries the traffic before it begins, and that what it took down is back
 * before anything else is touched. One way for every cloud: all of it is read out of `status`.
 */

/**
 * Waits until the tunnels that carry the traffic meanwhile are UP and have been for a while.
 * @param refuses nothing has been changed yet: where one is DOWN after a first short look, it is said, and nothing is begun
 * @throws CloudError
 */
export async function waitUntilCarried(change: Change, refuses: boolean, wait: TrafficWait): Promise<void> {
	const {soakMs} = wait.times;
	await waitUntil(
		change.needsUp.map(tunnel => ({
			tunnel,
			lacks: carriesNothing,
			steadyMs: soakMs,
			isSteady: ({since}) => since !== undefined && wait.now() - since >= soakMs,
		})),
		{
			...wait,
			says: (tunnel, how) =>
				how === undefined
					? `${tunnelText(tunnel)} is UP: it is watched for ${duration(soakMs)} before ${changedText(change)} is changed`
					: `${tunnelText(tunnel)} ${how}: it has to carry the traffic while ${changedText(change)} is changed`,
			...(refuses ? {refusal: (tunnel, how) => cutsOff(change, tunnel, how, wait)} : {}),
			late: (tunnel, how) => ({
				says: `${tunnelText(tunnel)} was not UP for long enough within ${duration(wait.times.limitMs)}: ${changedText(change)} was not changed`,
				message: `${tunnelText(tunnel)} ${how ?? 'is UP now'}`,
				mend: `Bring ${tunnelText(tunnel)} UP, then resume the run: it goes on from here`,
			}),
		},
	);
}

/** Waits until the tunnel that is to be changed carries nothing, while the others still do. @throws CloudError */
export async function waitUntilDrained(change: Change, wait: TrafficWait): Promise<void> {
	const {drained} = change;
	if (!drained) return;
	await waitUntil(
		[
			{tunnel: drained, lacks: carriesSomething, steadyMs: 0},
			...change.needsUp.map(tunnel => ({tunnel, lacks: carriesNothing, steadyMs: 0})),
		],
		{
			...wait,
			says: (tunnel, how) =>
				tunnel === drained
					? `${tunnelText(tunnel)} ${how}: it has to carry nothing before it is changed${deviceText(change)}`
					: `${tunnelText(tunnel)} ${how}: it has to carry the traffic while ${changedText(change)} is changed`,
			late: (tunnel, how) => ({
				says: `${tunnelText(drained)} was not drained within ${duration(wait.times.limitMs)}, and was not changed`,
				message: `${tunnelText(tunnel)} ${how}${deviceText(change)}`,
				mend: 'Take the traffic off it on the device, then resume the run: it goes on from here',
			}),
		},
	);
}

/**
 * Waits until what a change took down is UP again, with the routes that it had.
 * @param changedAt when the cloud had carried it out, ms since the epoch; undefined where another process did it
 * @throws CloudError
 */
export async function waitUntilBack(change: Change, changedAt: number | undefined, wait: TrafficWait): Promise<void> {
	await waitUntil(
		change.backUp.map(tunnel => ({
			tunnel,
			lacks: (seen: Seen) => carriesNothing(seen) ?? lacksRoutes(seen, tunnel.routes),
			steadyMs: wait.times.lateMs,
			isSteady: ({since}: TunnelStatus) => since !== undefined && changedAt !== undefined && since >= changedAt,
		})),
		{
			...wait,
			says: (tunnel, how) =>
				how === undefined
					? `${tunnelText(tunnel)} is UP: it is watched for ${duration(wait.times.lateMs)}, for the cloud may be late to tell that it went down`
					: `${tunnelText(tunnel)} ${how}: it is waited for until it is as before${deviceText(change)}`,
			late: (tunnel, how) => ({
				says: `${tunnelText(tunnel)} did not come back within ${duration(wait.times.limitMs)} after its change`,
				message: `${tunnelText(tunnel)} ${how ?? 'is UP now'}${deviceText(change)}`,
				mend: 'See to the device, then resume the run: it waits on, and changes nothing else before',
			}),
		},
	);
}

function carriesNothing({status, routing}: Seen): string | undefined {
	if (!status) return 'is not listed';
	if (status.state !== 'UP') return `is ${status.state === 'DOWN' ? 'DOWN' : 'not known to be UP'}`;
	return routing === 'bgp' && status.acceptedRoutes === 0 ? 'is UP, and the cloud accepts no route from it' : undefined;
}

function carriesSomething({status, routing}: Seen): string | undefined {
	if (!status) return 'is not listed';
	if (status.state === 'DOWN') return undefined;
	const {acceptedRoutes} = status;
	if (routing !== 'bgp' || acceptedRoutes === undefined) return 'is not DOWN yet';
	return acceptedRoutes === 0 ? undefined : `still has ${routesText(acceptedRoutes)}`;
}

function lacksRoutes({status}: Seen, routes = 0): string | undefined {
	const {acceptedRoutes} = status ?? {};
	if (acceptedRoutes === undefined || acceptedRoutes >= routes) return undefined;
	return `is UP with ${routesText(acceptedRoutes)} of the ${routes} that it had`;
}

/** What nothing was begun for. */
function cutsOff(change: Change, tunnel: TunnelName, how: string, {cloud}: TrafficWait): CloudError {
	return cloudError(cloud.id, {
		says: `${tunnelText(tunnel)} ${how}: changing ${changedText(change)} now would cut the site off`,
		mend: `Bring ${tunnelText(tunnel)} UP and resume the run; a new apply with --even-if-down changes it all the same`,
	});
}

function changedText({interrupts}: Change): string {
	return interrupts.kind === 'tunnel' ? tunnelText(interrupts.tunnel) : 'the connection';
}

function deviceText({device = []}: Change): string {
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
