import {expect, it} from 'vitest';
import type {Plan} from '../../src/clouds/contract/cloud.ts';
import {leastDown} from '../../src/session/apply-order.ts';
import {changeOf, changePlan} from '../run/two-tunnels.ts';

/* What a user would lose: the tunnel in use, changed while the standby has not been yet. */

/** A connection of one tunnel with a route of this priority, whose change needs another to be UP. */
function plan(id: string, priority: number, needs: string, enabled = true): Plan {
	const action = changeOf(1, {needsUp: [{connectionId: needs, key: needs, number: 1}]});
	const base = changePlan(action);
	const routes = [{destination: '10.0.0.0/8', priority, enabled}];
	return {
		...base,
		exists: {...base.exists, id, name: id, state: '', routing: 'static', ranges: [], insideCidrs: [], routes},
	};
}

it('changes the standby before the tunnel in use, and leaves all else where it was', () => {
	const other = changePlan();
	const inUse = plan('a', 0, 'b');
	const standby = plan('b', 100, 'a');
	expect(leastDown([inUse, other, standby])).toEqual([2, 1, 0]);
	expect(leastDown([standby, undefined, inUse])).toEqual([0, 1, 2]);
	// its route of priority 0 is disabled: the other one carries all
	expect(leastDown([standby, plan('a', 0, 'b', false)])).toEqual([1, 0]);
});

it('leaves what carries nothing of each other as it was given', () => {
	expect(leastDown([plan('a', 0, 'x'), plan('b', 100, 'y')])).toEqual([0, 1]);
});
