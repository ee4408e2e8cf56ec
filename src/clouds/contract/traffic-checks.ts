import type {ExistingConnection, StandingTunnel} from '../../connection/inventory.ts';
import type {Change, TunnelName} from './change.ts';
import {tunnelText} from './change-words.ts';
import type {Check, Plan} from './plan.ts';

/**
 * Whether the tunnels carry the traffic that have to while another is changed, as they were when the plan was made. The run looks again, right before
 * each change. One that is DOWN refuses the change; one that the plan itself changes before is waited for. Pure.
 * @param others where a tunnel may be of another connection: what else was read of the account
 */
export function trafficChecks(
	{exists, actions}: Pick<Plan, 'exists' | 'actions'>,
	others: readonly ExistingConnection[] = [],
): readonly Check[] {
	const checks = new Map<string, Check>();
	const changed = new Set<string>();
	for (const {id, change} of actions) {
		if (!change) continue;
		for (const tunnel of change.needsUp) {
			const connection = [...(exists ? [exists] : []), ...others].find(({id: each}) => each === tunnel.connectionId);
			const standing = connection?.tunnels?.find(({key}) => key === tunnel.key);
			if (standing && !checks.has(tunnel.key))
				checks.set(tunnel.key, {...checkOf(standing, tunnel, change, changed.has(tunnel.key)), action: id});
		}

		if (change.interrupts.kind === 'tunnel') changed.add(change.interrupts.tunnel.key);
	}

	return [...checks.values()];
}

function checkOf(
	{state, acceptedRoutes}: StandingTunnel,
	tunnel: TunnelName,
	{interrupts}: Change,
	changesBefore: boolean,
): Check {
	const other = interrupts.kind === 'tunnel' ? tunnelText(interrupts.tunnel) : 'the connection';
	const check = {
		id: `carries:${tunnel.key}`,
		title: `${tunnelText(tunnel)} carries the traffic while ${other} is changed`,
		proves: 'read of the account',
	};
	const lacks =
		state === 'UP'
			? acceptedRoutes === 0
				? 'is UP, and the cloud accepts no route from it'
				: undefined
			: state === 'DOWN'
				? 'is DOWN'
				: 'is not known to be UP';
	if (lacks === undefined) return {...check, result: 'pass', detail: 'it is UP; the run looks again before the change'};
	if (changesBefore)
		return {
			...check,
			result: 'warn',
			detail: `it ${lacks}: it is changed first, and the run then waits until it is UP`,
		};
	return {
		...check,
		result: 'refuse',
		detail: `it ${lacks}: changing ${other} now would cut the site off`,
		mend: `Bring ${tunnelText(tunnel)} UP; --even-if-down changes it all the same`,
	};
}
