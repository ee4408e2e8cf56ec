import type {Action, TunnelName} from '../../contract/cloud.ts';
import type {Settings} from '../../contract/comparison.ts';
import {planTunnelOptions} from '../actions/modify-vpn-tunnel-options.ts';
import {logOptions} from '../options.ts';
import {defaultOf, inForce} from '../read/tunnel-values.ts';
import {valuesOf} from './compare-tunnels.ts';
import {type Converging, tunnelNames, upAmong, valuesIn} from './converging.ts';
import {deviceWork} from './device-work.ts';
import {isLifecycle, type Part} from './part.ts';

/**
 * The changes of tunnels, one tunnel after the other: one that is not UP first, since nothing is lost with it. Lifecycle control goes by a call of its own:
 * whether the call's wish to replace nothing holds for other members nobody knows.
 */
export function tunnelActions(given: Converging): readonly Action[] {
	const {exists, converge} = given;
	const parts = converge.keepEndpoints ? given.parts.filter(part => !isLifecycle(part)) : given.parts;
	const names = tunnelNames(exists);
	const isUp = ({key}: TunnelName) => exists.tunnels?.find(each => each.key === key)?.state === 'UP';
	return names
		.toSorted((a, b) => Number(isUp(a)) - Number(isUp(b)) || a.number - b.number)
		.flatMap(tunnel => {
			const own = parts.filter(part => part.by === 'tunnel' && part.tunnel?.key === tunnel.key);
			return [own.filter(part => !isLifecycle(part)), own.filter(isLifecycle)]
				.filter(some => some.length > 0)
				.map(some => tunnelAction(given, tunnel, some));
		});
}

/** Lifecycle control turned on or off without another endpoint: nothing goes down, so nothing is waited for. */
export function quietTunnelActions({exists, parts, converge}: Converging): readonly Action[] {
	if (!converge.keepEndpoints) return [];
	return tunnelNames(exists).flatMap(tunnel => {
		const own = parts.filter(part => isLifecycle(part) && part.tunnel?.key === tunnel.key);
		if (own.length === 0) return [];
		const change = {values: valuesIn(own), needsUp: [], backUp: []};
		return [planTunnelOptions({tunnel, after: [], change, keepsEndpoint: true}, requests(own, {}))];
	});
}

function tunnelAction({exists, converge}: Converging, tunnel: TunnelName, parts: readonly Part[]): Action {
	const others = tunnelNames(exists).filter(({key}) => key !== tunnel.key);
	const change = {
		values: valuesIn(parts),
		needsUp: converge.evenIfDown ? [] : others,
		backUp: upAmong(exists, [tunnel]),
		...deviceWork(parts, exists.routing),
	};
	const standing = [0, 1].find(index => exists.settings?.[`tunnels[${index}].outsideAddress`] === tunnel.key) ?? 0;
	return planTunnelOptions({tunnel, after: [], change}, requests(parts, valuesOf(exists.settings ?? {}, standing)));
}

const logNames = Object.keys(logOptions).map(name => `options.logs.${name}`);

/** What is sent, and what puts it back: the values that differ, and of logs the whole block, with what the document does not speak of. */
function requests(parts: readonly Part[], stands: Settings): {readonly wanted: Settings; readonly was: Settings} {
	const wanted = Object.fromEntries(parts.map(part => [part.name, part.wanted]));
	const was = Object.fromEntries(parts.map(part => [part.name, part.was]));
	if (!parts.some(({name}) => name.startsWith('options.logs.'))) return {wanted, was};
	const block = logNames.flatMap(name => {
		const before = inForce(stands, name);
		const then = wanted[name] ?? before;
		return before === defaultOf(name) && then === before ? [] : [{name, before, then}];
	});
	return {
		wanted: {...wanted, ...Object.fromEntries(block.map(({name, then}) => [name, then]))},
		was: {...was, ...Object.fromEntries(block.map(({name, before}) => [name, before]))},
	};
}
