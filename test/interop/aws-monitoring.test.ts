import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type AwsShell, hasAws, openAwsShell} from './aws-shell.ts';

/*
 * The real `aws` CLI, which nobody here wrote, must get from the sandbox's CloudWatch what it would get from AWS: it speaks CBOR with it, where the SDK speaks
 * JSON. And with its Logs.
 */

if (!hasAws) console.warn('aws-monitoring.test.ts skipped: there is no `aws` command on this machine');

const id = 'vpn-40f41529';
const [first] = ['192.0.2.120'];
const arn = 'arn:aws:logs:eu-central-1:111122223333:log-group:/aws/vendedlogs/vpn';

const query = (name: string, metric: string, stat: string, dimensions: string, period = 300) =>
	JSON.stringify([
		{
			Id: name,
			MetricStat: {
				Metric: {
					Namespace: 'AWS/VPN',
					MetricName: metric,
					Dimensions: dimensions.split(' ').map(pair => {
						const [Name, Value] = pair.split('=');
						return {Name, Value};
					}),
				},
				Period: period,
				Stat: stat,
			},
		},
	]);

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

describe.skipIf(!hasAws)(
	'the aws CLI against the sandbox’s CloudWatch (skipped where there is no `aws`)',
	{timeout: 180_000},
	() => {
		let aws: AwsShell;

		beforeAll(async () => {
			aws = await openAwsShell({speed: 100});
		});
		afterAll(() => aws.close());

		const metric = (queries: string, more = '') =>
			`aws cloudwatch get-metric-data --start-time ${ago(2)} --end-time ${ago(0)} --metric-data-queries '${queries}' ${more}`;

		it('reads the bytes of a tunnel, newest first, at whole five minutes', async () => {
			const reply = await aws.json(
				metric(query('data', 'TunnelDataIn', 'Sum', `VpnId=${id} TunnelIpAddress=${first}`)),
			);
			const {Id, Label, StatusCode, Timestamps, Values} = reply.MetricDataResults[0];
			expect([Id, Label, StatusCode]).toEqual(['data', 'TunnelDataIn', 'Complete']);
			expect(Timestamps.length).toBeGreaterThanOrEqual(24);
			expect(Values).toHaveLength(Timestamps.length);
			// as they are on the wire: version 1 of the CLI prints them so
			const times = Timestamps.map((time: number | string) =>
				typeof time === 'number' ? time * 1000 : Date.parse(time),
			);
			expect(times).toEqual([...times].sort((one, other) => other - one));
			for (const time of times) expect(time % 300_000).toBe(0);
		});

		it('reads the state of a connection: the least of its tunnels tells that one was down', async () => {
			const state = async (stat: string) =>
				(await aws.json(metric(query('state', 'TunnelState', stat, 'VpnId=vpn-094aac9679b8ce92e'))))
					.MetricDataResults[0].Values[1];
			expect([await state('Minimum'), await state('Maximum')]).toEqual([0, 1]);
		});

		it('goes through pages by itself', async () => {
			const week = `aws cloudwatch get-metric-data --start-time ${ago(24 * 7)} --end-time ${ago(0)} --metric-data-queries '${query('data', 'TunnelDataOut', 'Sum', `VpnId=${id}`)}'`;
			const reply = await aws.json(week);
			const times = reply.MetricDataResults.flatMap((each: {Timestamps: unknown[]}) => each.Timestamps);
			expect(times.length).toBeGreaterThan(2000);
			expect(new Set(times).size).toBe(times.length);
		});

		it('is refused in the service’s own words', async () => {
			const wrong = query('data', 'TunnelDataIn', 'Sum', `VpnId=${id}`, 50);
			expect(await aws.code(metric(wrong))).toBe('ValidationError');
			aws.sandbox.addFault({kind: 'denied', action: 'GetMetricData'});
			expect(await aws.code(metric(query('data', 'TunnelDataIn', 'Sum', `VpnId=${id}`)))).toBe('AccessDenied');
			aws.sandbox.clearFaults();
			const keys = {AWS_SECRET_ACCESS_KEY: 'x'.repeat(40)};
			const {stderr} = await aws.shell(metric(query('data', 'TunnelDataIn', 'Sum', `VpnId=${id}`)), keys);
			expect(stderr).toContain('(InvalidSignatureException)');
		});

		it('switches a tunnel’s log on, and reads what AWS writes of a trouble', async () => {
			const search = `aws logs filter-log-events --log-group-name /aws/vendedlogs/vpn --log-stream-name-prefix ${id}`;
			expect(await aws.code(search)).toBe('ResourceNotFoundException');
			await aws.json(
				`aws ec2 modify-vpn-tunnel-options --vpn-connection-id ${id} --vpn-tunnel-outside-ip-address ${first} --tunnel-options '{"LogOptions":{"CloudWatchLogOptions":{"LogEnabled":true,"LogGroupArn":"${arn}"}}}'`,
			);
			aws.sandbox.setCause(id, 0, 'proposals');
			const {events} = await aws.json(search);
			const last = events.at(-1);
			expect(last.logStreamName).toBe(`${id}_${first}-IKE.log`);
			expect(JSON.parse(last.message)).toMatchObject({
				dpd_enabled: true,
				ike_phase1_state: 'negotiating',
				details: 'No Proposal Match Found by AWS',
			});
			const {events: none} = await aws.json(`${search} --filter-pattern '"nothing of this"'`);
			expect(none).toEqual([]);
			aws.sandbox.addFault({kind: 'denied', action: 'FilterLogEvents'});
			expect(await aws.code(search)).toBe('AccessDeniedException');
		});
	},
);
