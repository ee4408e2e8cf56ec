import {describe, expect, it} from 'vitest';
import {watchArguments} from '../../src/commands/watch-arguments.ts';

/* What a user would lose: the list of what they asked for, or the word that says why there is none. */

const env = {PATH: process.env.PATH};
const read = (...args: readonly string[]) => watchArguments(args, env);

describe('watch at a terminal', () => {
	it('opens the wizard at what was chosen', async () => {
		expect(await read('watch', '--all', '--tag', 'env=prod', '--tag', 'site')).toEqual({
			env,
			sandbox: false,
			watch: {
				profiles: {aws: 'all', tencent: 'all'},
				regions: 'all',
				tags: [{key: 'env', value: 'prod'}, {key: 'site'}],
			},
		});
		expect(
			await read('watch', 'vpn-1', 'vpnx-1', '--cloud', 'aws', '--cloud', 'tencent', '--account', '1'),
		).toMatchObject({
			watch: {ids: ['vpn-1', 'vpnx-1'], clouds: ['aws', 'tencent'], accounts: ['1']},
		});
		expect(await read('watch', '--profile', 'berlin-office', '--region', 'a-1', '--region', 'b-2')).toMatchObject({
			watch: {saved: ['berlin-office'], regions: ['a-1', 'b-2']},
		});
	});

	it('signs the wizard in with one profile, and watches several side by side', async () => {
		const one = await read('watch', '--aws-profile', 'network');
		expect(one).toMatchObject({awsProfile: 'network', watch: {profiles: {aws: ['network']}}});
		const two = await read('watch', '--aws-profile', 'network', '--aws-profile', 'lab');
		expect(two).toMatchObject({watch: {profiles: {aws: ['network', 'lab']}}});
		expect(two).not.toHaveProperty('awsProfile');
		expect(await read('--aws-profile', 'network', 'watch')).toMatchObject({awsProfile: 'network'});
		expect(await read('watch', '--aws-profile', 'all')).toMatchObject({watch: {profiles: {aws: 'all'}}});
	});

	it('passes on what calls attention, what follows, and the sandbox', async () => {
		expect(await read('watch', '--notify')).toMatchObject({notify: 'auto'});
		expect(await read('watch', '--notify', '99', '--bell')).toMatchObject({notify: '99'});
		expect(await read('watch', '--bell', '--title')).toMatchObject({notify: 'bell'});
		expect(await read('watch', '--title')).toMatchObject({notify: 'title'});
		expect(await read('watch', '--read-only', '--metrics', '9469', '--exec', 'sh -c true')).toMatchObject({
			readOnly: true,
			follow: {metrics: {host: '127.0.0.1', port: 9469}, exec: 'sh -c true'},
		});
		expect(await read('--sandbox', 'watch', '--speed', '20', '--fault', 'flap')).toMatchObject({
			sandbox: true,
			speed: 20,
			faults: ['flap'],
		});
	});

	it.each([
		[['watch', '--json']],
		[['watch', '--metrics', '9469', '--metrics-only']],
		[['watch', '--help']],
		[['watch', '--nonsense']],
		[['watch', '--metrics', 'here']],
		[['watch', '--exec', 'no-such-program-anywhere']],
		[['watch', '--speed', '20']],
		[['status', 'watch']],
	])('leaves %j to the commands', async args => {
		expect(await read(...args)).toBeUndefined();
	});
});
