import {execFile} from 'node:child_process';
import path from 'node:path';
import {promisify} from 'node:util';
import {startSandbox} from '../../src/sandbox/start.ts';
import {freshMachine, launcher, root} from '../e2e/program.ts';
import {forComparison, milliseconds, type Row} from './row.ts';
import {interleaved, median} from './statistics.ts';

const run = promisify(execFile);
const rounds = 7;

async function timed(work: Promise<unknown>): Promise<number> {
	const started = performance.now();
	await work;
	return performance.now() - started;
}

/** A dry run that costs a peer one call; aws exits with an error when EC2 answers DryRunOperation, which is its yes. */
const ignoringExit = (work: Promise<unknown>): Promise<unknown> => work.catch(() => undefined);

async function present(command: string, env: NodeJS.ProcessEnv): Promise<boolean> {
	return run(command, ['--version'], {env}).then(
		() => true,
		() => false,
	);
}

/** How long a dry run of one VPN connection takes from the shell: one call of the aws CLI, and our whole plan with its checks. */
export async function peerRows(): Promise<Row[]> {
	const sandbox = await startSandbox();
	const machine = freshMachine();
	const env = {...machine.env, ...sandbox.env};
	try {
		const document = path.join(root, 'examples/aws-vgw-bgp.json');
		const plan = () => timed(run(process.execPath, [launcher, 'plan', document, '--json'], {env}));
		const awsArguments = ['ec2', 'create-vpn-connection', '--dry-run', '--type', 'ipsec.1'];
		const ends = ['--customer-gateway-id', 'cgw-b4de3fdd', '--vpn-gateway-id', 'vgw-9a4cacf3'];
		const aws = () => timed(ignoringExit(run('aws', [...awsArguments, ...ends], {env})));
		const here = await present('aws', env);
		const candidates = {plan, aws: here ? aws : () => Promise.resolve(Number.NaN)};
		await interleaved(candidates, 1);
		const times = await interleaved(candidates, rounds);
		return [
			forComparison('tunnelwright plan, every check', milliseconds(median(times.plan))),
			forComparison(
				'aws ec2 create-vpn-connection --dry-run, one call',
				here ? milliseconds(median(times.aws)) : 'no aws here',
			),
		];
	} finally {
		machine.remove();
		await sandbox.close();
	}
}
