import {checkPresharedKey as checkAwsKey} from '../../src/clouds/aws/rules/preshared-key.ts';
import {checkAws} from '../../src/clouds/aws/rules/rules.ts';
import {checkPresharedKey as checkTencentKey} from '../../src/clouds/tencent/rules/preshared-key.ts';
import {checkTencent} from '../../src/clouds/tencent/rules/rules.ts';
import {Checks} from '../../src/session/check.ts';
import type {WizardState} from '../../src/wizard/core/state.ts';
import {Driver, type World} from './driver.ts';

/** A wizard whose answers are checked by the real schema and the real rules of both clouds, as they are typed. */
export async function checked(
	world?: World,
	options: Partial<WizardState['options']> = {},
	env: Readonly<Record<string, string>> = {},
): Promise<Driver> {
	const checks = new Checks(env);
	await checks.loadSchema();
	checks.addCloud({
		id: 'aws',
		check: (draft, facts) => checkAws(draft, facts),
		checkPresharedKey: checkAwsKey,
	});
	checks.addCloud({
		id: 'tencent',
		check: (draft, facts) => checkTencent(draft, facts),
		checkPresharedKey: checkTencentKey,
	});
	return new Driver(world, true, options, checks);
}
