import {afterEach, expect, it} from 'vitest';
import {openWorld, type World} from '../torture/world.ts';

/*
 * What a user would lose: a script that hangs for an hour where it asked for seconds, and the reason: the account is asked too often.
 */

const worlds: World[] = [];
afterEach(async () => {
	for (const world of worlds.splice(0)) await world.close();
});

it.each([
	['aws-vgw-static', 'CreateVpnConnection', 'DescribeVpnConnections'],
	['tencent-vpc-policy', 'CreateVpnConnection', 'DescribeVpnConnections'],
	['aws-vgw-new-site', 'CreateCustomerGateway', 'CreateVpnConnection'],
	['tencent-vpc-static', 'CreateCustomerGateway', 'CreateVpnConnection'],
])(
	'%s: after %s everything is throttled, and --timeout ends it and says why',
	async (example, made, throttled) => {
		const world = await openWorld(`examples/${example}.json`);
		worlds.push(world);
		// loads the SDK: the limit is for the run
		await world.view();
		let begun = false;
		world.gate.set({
			after() {
				if (!begun && world.gate.changes().includes(made)) {
					begun = true;
					world.sandbox.addFault({kind: 'throttle', action: throttled, times: 1_000_000});
				}

				return 'pass';
			},
		});
		const ended = await world.run(
			'apply',
			`examples/${example}.json`,
			'--yes',
			'--wait',
			'available',
			'--timeout',
			'5',
		);
		expect(ended.code).toBe(4);
		expect(ended.text).toMatch(/RequestLimitExceeded|asks for fewer requests/);
		expect(ended.text).toMatch(/tried \d+ times|\d of \d/);
		expect(ended.text).toContain('runs resume');
		world.sandbox.clearFaults();
		world.gate.set({});
		const [run] = await world.runs();
		expect(await world.run('runs', 'resume', run?.runId ?? '', '--yes')).toMatchObject({code: 0});
	},
	60_000,
);
