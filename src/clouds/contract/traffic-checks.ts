import type {ExistingConnection, StandingTunnel} from '../../connection/inventory.ts';
import type {Change, TunnelName} from './change.ts';
import {tunnelText} from './change-words.ts';
import type {Check, Plan} from './plan.ts';

/**
 * Whether the tunnels carry the traffic that have to while another is changed, as they were when the plan was made. The run looks again, right before
 * each change. One that is DOWN refuses the change; one that the plan itself changes before is waited for; how one is that was not read, or that the
 * cloud does not tell, is not known before. Pure.
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
			if (checks.has(tunnel.key)) continue;
			const own = [...(exists ? [exists] : []), ...others].find(({id: each}) => each === tunnel.connectionId);
			const standing = own?.tunnels?.find(({key}) => key === tunnel.key);
			// traffic is taken off for the change of a tunnel: that one is told
			const about = actions.find(action => action.id === change.relieves?.action)?.change ?? change;
			const check = standing
				? checkOf(standing, own?.routing === 'bgp', {tunnel, change: about, changesBefore: changed.has(tunnel.key)})
				: {...checkFor(tunnel, about), result: 'unknown' as const, detail: 'it is looked at right before the change'};
			checks.set(tunnel.key, {...check, action: id});
		}

		if (change.interrupts.kind === 'tunnel') changed.add(change.interrupts.tunnel.key);
	}

	return [...checks.values()];
}

/** @param carries whether it is known that it does: a title never says what its result denies */
function checkFor(tunnel: TunnelName, change: Change, carries = false): Pick<Check, 'id' | 'title' | 'proves'> {
	const does = carries ? 'carries' : 'has to carry';
	return {
		id: `carries:${tunnel.key}`,
		title: `${tunnelText(tunnel)} ${does} the traffic while ${otherText(change)} is changed`,
		proves: 'read of the account',
	};
}

function otherText({interrupts}: Change): string {
	return interrupts.kind === 'tunnel' ? tunnelText(interrupts.tunnel) : 'the connection';
}

interface Carries {
	readonly tunnel: TunnelName;
	readonly change: Change;
	readonly changesBefore: boolean;
}

function checkOf(
	{state, acceptedRoutes}: StandingTunnel,
	isBgp: boolean,
	{tunnel, change, changesBefore}: Carries,
): Omit<Check, 'action'> {
	const check = checkFor(tunnel, change);
	if (state === 'UNKNOWN')
		return {
			...check,
			result: 'warn',
			detail: 'it is not known to be UP: the run looks again before the change, and begins nothing while that is so',
			mend: `Look whether ${tunnelText(tunnel)} is UP`,
			mendByOption: `Look whether ${tunnelText(tunnel)} is UP; --even-if-down changes it all the same`,
		};
	const lacks =
		state === 'UP' ? (acceptedRoutes === 0 ? 'is UP, and the cloud accepts no route from it' : undefined) : 'is DOWN';
	if (lacks === undefined && isBgp && acceptedRoutes === undefined)
		return {
			...check,
			result: 'unknown',
			detail:
				'it is UP, and the cloud does not tell how many routes it accepts from it; the run looks again before the change',
		};
	if (lacks === undefined)
		return {
			...checkFor(tunnel, change, true),
			result: 'pass',
			detail: 'it is UP; the run looks again before the change',
		};
	if (changesBefore)
		return {
			...check,
			result: 'warn',
			detail: `it ${lacks}: it is changed first, and the run then waits until it is UP`,
		};
	return {
		...check,
		result: 'refuse',
		detail: `it ${lacks}: changing ${otherText(change)} now would cut the site off`,
		mend: `Bring ${tunnelText(tunnel)} UP`,
		mendByOption: `Bring ${tunnelText(tunnel)} UP; --even-if-down changes it all the same`,
	};
}
