import {expect, it} from 'vitest';
import {trafficChecks} from '../../src/clouds/contract/traffic-checks.ts';
import type {StandingTunnel} from '../../src/connection/inventory.ts';
import {changeOf, changePlan, tunnels} from '../run/two-tunnels.ts';

/* What a user would lose: the site's traffic, because a dry run said that nothing refuses while nobody knows whether the other tunnel carries it. */

const plan = (second: Partial<StandingTunnel>, routing: 'bgp' | 'static' = 'bgp') => {
	const {exists, ...rest} = changePlan(changeOf(1));
	if (!exists) throw new Error('nothing stands');
	const [first, other] = tunnels.map(({key}): StandingTunnel => ({key, state: 'UP', acceptedRoutes: 3}));
	if (!first || !other) throw new Error('there are two');
	const {acceptedRoutes: _, ...untold} = other;
	return {...rest, exists: {...exists, routing, tunnels: [first, {...untold, ...second}]}};
};

it('a tunnel of another connection refuses as one of its own, where that one was read', () => {
	const {actions, exists} = plan({state: 'DOWN'});
	expect(trafficChecks({actions}, exists && [exists]).map(check => check.result)).toEqual(['refuse']);
});

it.each([
	['carries routes', plan({acceptedRoutes: 3}), 'pass'],
	['is UP, without BGP', plan({}, 'static'), 'pass'],
	['is DOWN', plan({state: 'DOWN'}), 'refuse'],
	['is not known to be UP: the run looks again', plan({state: 'UNKNOWN'}), 'warn'],
	['has no route', plan({acceptedRoutes: 0}), 'refuse'],
	['does not tell its routes, with BGP', plan({}), 'unknown'],
	['is of another connection', {...plan({}), exists: undefined}, 'unknown'],
] as const)('the other tunnel %s', (_how, given, result) => {
	const {exists, actions} = given;
	const checks = trafficChecks(exists ? {exists, actions} : {actions});
	expect(checks.map(check => check.result)).toEqual([result]);
	// a title never says what its result denies
	expect(checks[0]?.title).toContain(result === 'pass' ? ' carries the traffic' : ' has to carry the traffic');
});
