import {expect, it} from 'vitest';
import {deedOf} from './deeds.ts';
import {faultAt} from './fault-cases.ts';
import {inTurns} from './in-turns.ts';
import {type Example, killAtLine, killAtRequest} from './kill-cases.ts';
import {type Reference, referenceOf} from './reference.ts';
import {Ends} from './same-state.ts';
import {stopAt} from './stop-cases.ts';

/*
 * A share of `npm run torture -- --deed keys`, the same one each time. What a user would lose: a tunnel that is interrupted twice, or whose key is at the
 * cloud and in no file, after a renewal of keys that was broken off anywhere and then resumed.
 */

/** All of these points with LONG_TESTS=1; else every fourth. */
const isWhole = process.env.LONG_TESTS === '1';

/** What was done and is not written down yet is the hard case; and the call that gives the key, in each way. */
function pointsOf(example: Example) {
	const {lines, requests, changes, changesAt}: Reference = example.reference;
	const keys = changesAt.filter((_, index) =>
		/^ModifyVpn(TunnelOptions|ConnectionAttribute)$/.test(changes[index] ?? ''),
	);
	const when = (index: number) => (index % 2 === 0 ? 'after' : 'before');
	const faults = ['lost-reply', 'reset', 'garbage', 'error5xx', 'throttle', 'hang'] as const;
	return {
		keys,
		cases: [
			...Array.from({length: lines}, (_, index) => () => killAtLine(example, index + 1, 'before')),
			...Array.from(
				{length: Math.floor(requests / 7)},
				(_, index) => () => killAtRequest(example, index * 7 + 1, when(index)),
			),
			...faults.map((kind, index) => () => faultAt(example, keys[index % keys.length] ?? 0, kind)),
			...keys.map((count, index) => () => stopAt(example, count, when(index))),
		],
	};
}

it.each([
	['aws-vgw-bgp', 2],
	['tencent-vpc-static', 1],
] as const)(
	'a renewal of the keys of %s that is broken off anywhere gives each tunnel its key once, and the device what stands',
	async (name, tunnels) => {
		const file = `examples/${name}.json`;
		const example = {reference: await referenceOf(file, deedOf('keys', file)), ends: new Ends()};
		const {keys, cases} = pointsOf(example);
		expect(keys).toHaveLength(tunnels);
		const share = cases.filter((_, index) => isWhole || index % 4 === 1);
		expect(share.length).toBeGreaterThan(4);
		const outcomes = await inTurns(share, 2);
		expect(outcomes.filter(({wrong}) => wrong.length > 0)).toEqual([]);
	},
	300_000,
);
