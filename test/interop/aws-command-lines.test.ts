import {execFile, execFileSync} from 'node:child_process';
import {promisify} from 'node:util';
import {describe, expect, it} from 'vitest';
import {changingCalls, converge, planOn} from '../clouds/aws/converge.ts';
import {awsDocument, awsDocuments, startAws} from '../clouds/aws/documents.ts';

/* What a user would lose: a line copied from the dry run that the aws CLI refuses, or that makes something else. */

const run = promisify(execFile);

function awsVersion(): string | undefined {
	try {
		return execFileSync('aws', ['--version'], {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']}).trim();
	} catch {
		return undefined;
	}
}

const version = awsVersion();
if (!version) process.stderr.write('skipped: the aws CLI is not on this machine, its lines are not run\n');

const documents = version
	? [
			...(await awsDocuments()).filter(({title}) => /new-vgw|tgw-static|vgw-static|both keys typed/.test(title)),
			{
				title: 'a name that a shell would read',
				document: awsDocument({name: `O'Brien's "$HOME" \`id\` 東京`, tags: {'k"ey': `v'alue`}}),
			},
			...['--endpoint-url=http://127.0.0.1:9', 'file:///etc/passwd'].map(deviceName => ({
				title: `names that the tool itself would read, as ${deviceName}`,
				document: awsDocument({
					name: '--help',
					site: {kind: 'new', name: '-x', deviceName, address: '198.51.100.79', asn: 65_179},
					tags: {'--region': 'file:///etc/passwd', '@mine': '@=file:///etc/passwd'},
				}),
			})),
		]
	: [];

describe.runIf(version)(`the printed lines, run with ${version ?? 'the aws CLI'}`, () => {
	it.each(documents)(
		'make $title',
		async ({document}) => {
			const {cloud, sandbox} = await startAws({speed: 1000});
			try {
				const {signal} = new AbortController();
				const plan = cloud.plan(document, await cloud.facts(document, signal));
				// As `export` writes them: each waits for what the next one needs.
				const script = ['set -eu', ...plan.actions.map(action => cloud.commandLine(action, plan))].join('\n');
				await run('sh', ['-c', script], {
					env: {
						PATH: process.env.PATH,
						HOME: '/nonexistent',
						...sandbox.env,
						PRESHARED_KEY_1: 'first.key.of_32',
						SECOND_KEY: 'second.key.of_32',
					},
					timeout: 100_000,
				});

				const wanted = plan.actions.map(({call}) => call);
				const made = sandbox.requests
					.filter(({code, action}) => code === '' && wanted.includes(action))
					.map(({action}) => action);
				expect(made.filter(call => call.startsWith('Create')).sort()).toEqual(
					wanted.filter(call => call.startsWith('Create')).sort(),
				);
				const again = cloud.plan(document, await cloud.facts(document, signal));
				expect(again.exists).toBeDefined();
				const [status] = await cloud.status(document.region, [again.exists?.id ?? ''], signal);
				expect(status?.name).toBe(document.name);
			} finally {
				cloud.close();
				await sandbox.close();
			}
		},
		120_000,
	);

	const static_ = {
		routing: {mode: 'static', prefixes: ['172.20.0.0/16', '172.21.0.0/16']},
		tags: {team: 'net', 'k"ey': `v'alue`},
	};
	it.each([
		{
			title: 'options of tunnels and of the connection, tags and routes',
			more: {
				routing: {mode: 'static', prefixes: ['172.20.0.0/16', '172.22.0.0/16']},
				tags: {team: '@=file:///etc/passwd', 'n"ew': `O'Brien`},
				ranges: [{cloudSide: '10.20.0.0/16', siteSide: ['172.16.0.0/12']}],
				security: {preset: 'strong', options: {dpdTimeoutSeconds: 45, lifecycleControl: true}},
			},
		},
		{title: 'its gateway, with its routes', more: {...static_, cloudGateway: {kind: 'tgw', id: 'tgw-0c2d11f0'}}},
		{
			title: 'lifecycle control, with the endpoints kept,',
			more: {...static_, security: {preset: 'strong', options: {lifecycleControl: true}}},
			keepEndpoints: true,
			least: 2,
		},
	])(
		'change $title of a connection that stands',
		async ({more, keepEndpoints = false, least = 6}) => {
			const {cloud, sandbox} = await startAws({speed: 1000});
			try {
				const document = awsDocument(static_);
				const {connectionId} = await converge(cloud, document);
				const wanted = awsDocument({...document, ...more});
				const options = {connectionId, prune: true, ...(keepEndpoints ? {keepEndpoints} : {})};
				const plan = await planOn(cloud, wanted, options);
				const script = ['set -eu', ...plan.actions.map(action => cloud.commandLine(action, plan))].join('\n');
				const since = sandbox.requests.length;
				await run('sh', ['-c', script], {
					env: {PATH: process.env.PATH, HOME: '/nonexistent', ...sandbox.env},
					timeout: 100_000,
				});
				const calls = plan.actions.map(({call}) => call).filter(call => !call.startsWith('Describe'));
				expect(calls.length).toBeGreaterThanOrEqual(least);
				expect(changingCalls(sandbox, since)).toEqual(calls);
				const after = await planOn(cloud, wanted, options);
				expect([after.comparison?.differences, after.comparison?.missing, after.actions]).toEqual([[], [], []]);
			} finally {
				cloud.close();
				await sandbox.close();
			}
		},
		120_000,
	);
});
