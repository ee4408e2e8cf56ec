import type {Change, Cloud} from '../clouds/contract/cloud.ts';
import {moduleOf} from '../clouds/registry.ts';
import {lookOnce, type TrafficWait} from './await-tunnels.ts';
import {type SeenBefore, seenBefore} from './seen-before.ts';
import {type TrafficTimes, trafficTimes} from './traffic-times.ts';
import {isStillCarried, waitUntilCarried, waitUntilDrained} from './traffic-waits.ts';

/** What the waits around every change of a run or an undo have in common. */
export function trafficWait(
	given: Omit<TrafficWait, 'times' | 'tellsRoutes' | 'cloud'> & {
		readonly cloud: Pick<Cloud, 'id' | 'status'>;
		readonly sandbox: boolean;
		/** Where tests shorten them. */
		readonly times: TrafficTimes | undefined;
	},
): TrafficWait {
	const {lateMs, routes} = moduleOf(given.cloud.id).tunnelNews;
	return {...given, times: given.times ?? trafficTimes(given.sandbox, lateMs), tellsRoutes: routes};
}

interface Around {
	readonly change: Change;
	/** The connection that is changed, where it stood before. */
	readonly connectionId?: string | undefined;
	/** Nothing has been changed yet: a tunnel that is DOWN is refused, not waited for. */
	readonly refuses: boolean;
	/** A tunnel was changed before. */
	readonly anew: boolean;
	/** It is changed though the other tunnel is not UP. */
	readonly evenIfDown: boolean;
	readonly wait: TrafficWait;
	/** What is done between both waits, as writing what the device needs. */
	readonly prepare?: (() => Promise<void>) | undefined;
}

/**
 * What comes before a change's call: the tunnels that carry the traffic meanwhile are waited for, then that the one to be changed carries nothing.
 * @returns the tunnels that it takes down, as they were seen @throws CloudError
 */
export async function beforeChange(around: Around): Promise<readonly SeenBefore[] | undefined> {
	const {change, connectionId, refuses, anew, evenIfDown, prepare} = around;
	const wait = besideOf(around);
	const carried = evenIfDown ? undefined : await waitUntilCarried(change, {refuses, anew}, wait);
	const undrained = carried ?? (change.drained ? await lookOnce(wait) : undefined);
	await prepare?.();
	const drained = await waitUntilDrained({...change, ...(evenIfDown ? {needsUp: []} : {})}, wait);
	const last = drained ?? (prepare ? undefined : undrained) ?? (await lookOnce(wait));
	return last && seenBefore(change, {undrained: undrained ?? last, last, connectionId});
}

/** The same before a call that was turned away is sent once more: where all is as it was waited for, one look is enough. @throws CloudError */
export async function beforeSameChange(around: Around): Promise<void> {
	const {change, evenIfDown} = around;
	const wait = besideOf(around);
	if (evenIfDown || (change.needsUp.length === 0 && !change.drained)) return;
	const told = await lookOnce(wait);
	if (told && isStillCarried(change, told, wait)) return;
	await beforeChange({...around, prepare: undefined, refuses: false});
}

/** The wait, with what goes down or carries the traffic looked at each time. */
function besideOf({change, connectionId, wait}: Around): TrafficWait {
	const {interrupts, needsUp, drained, backUp} = change;
	const own = interrupts.kind === 'tunnel' ? [interrupts.tunnel] : [];
	const tunnels = [...own, ...needsUp, ...(drained ? [drained] : []), ...backUp];
	const whole = interrupts.kind === 'connection' && connectionId !== undefined ? [connectionId] : [];
	return {...wait, beside: [...new Set([...whole, ...tunnels.map(tunnel => tunnel.connectionId)])]};
}
