import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type AwsShell, hasAws, openAwsShell} from './aws-shell.ts';

/*
 * The profiles that the sandbox writes for a fleet must be what the real `aws` CLI reads, and each must show it its own account.
 */

if (!hasAws) console.warn('aws-fleet.test.ts skipped: there is no `aws` command on this machine');

describe.skipIf(!hasAws)('the aws CLI on a fleet (skipped where there is no `aws`)', {timeout: 180_000}, () => {
	let aws: AwsShell;
	let env: Readonly<Record<string, string>>;

	beforeAll(async () => {
		aws = await openAwsShell({fleet: {connections: 600, regions: ['eu-central-1', 'me-central-1'], accounts: 3}});
		env = await aws.sandbox.writeProfiles(join(aws.folder, 'fleet'));
	});
	afterAll(() => aws.close());

	// what the shell has from the sandbox would go before the profiles
	const unset = 'unset $(env | grep -o "^AWS_[A-Z0-9_]*" | grep -v FILE);';

	const json = async (line: string) => {
		const {status, stdout, stderr} = await aws.shell(`${unset} ${line}`, env);
		expect([line, stderr, status]).toEqual([line, '', 0]);
		return JSON.parse(stdout);
	};

	it('signs in with each profile, and lists what that account has in a region', async () => {
		const seen = new Set<string>();
		for (const [profile, account] of [
			['default', '111122223333'],
			['staging', '222233334444'],
			['retail', '333344445555'],
		]) {
			expect((await json(`aws sts get-caller-identity --profile ${profile}`)).Account).toBe(account);
			const line = `aws ec2 describe-vpn-connections --profile ${profile} --region me-central-1`;
			const {VpnConnections: listed} = await json(line);
			expect(listed).toHaveLength(100);
			for (const each of listed) seen.add(each.VpnConnectionId);
			expect(listed[0].VgwTelemetry).toHaveLength(2);
		}

		expect(seen.size).toBe(300);
	});

	it('sees the fleet’s regions, and filters by tag', async () => {
		const {Regions: regions} = await json('aws ec2 describe-regions');
		expect(regions.map(({RegionName}: {RegionName: string}) => RegionName)).toEqual(['eu-central-1', 'me-central-1']);
		const {VpnConnections: retail} = await json(
			"aws ec2 describe-vpn-connections --filters Name=tag:team,Values=retail 'Name=tag:environment,Values=prod*'",
		);
		expect(retail.length).toBeGreaterThan(3);
		expect(retail.length).toBeLessThan(50);
	});
});
