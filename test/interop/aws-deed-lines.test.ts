import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {describe, expect, it} from 'vitest';
import type {Deed} from '../../src/clouds/contract/cloud.ts';
import {startAws} from '../clouds/aws/documents.ts';
import {hasAws} from './aws-shell.ts';

/* What a user would lose: a line copied from the dry run of new keys or of another endpoint that the aws CLI refuses, or that does it to both tunnels at once. */

if (!hasAws) process.stderr.write('skipped: the aws CLI is not on this machine, its lines are not run\n');

const run = promisify(execFile);
const id = 'vpn-40f41529';
const region = 'eu-central-1';

describe.runIf(hasAws)('the printed lines, run with the aws CLI', () => {
	it.each<readonly [Deed, string, number]>([
		[{kind: 'renew-keys', tunnels: [1, 2], drain: false}, 'ModifyVpnTunnelOptions', 2],
		[{kind: 'renew-keys', tunnels: [2], drain: false, keptByCloud: true}, 'ModifyVpnTunnelOptions', 1],
		[{kind: 'replace-tunnel', tunnel: 1, pendingMaintenance: true}, 'ReplaceVpnTunnel', 1],
		[{kind: 'replace-tunnel', tunnel: 2, pendingMaintenance: false}, 'ReplaceVpnTunnel', 1],
	])(
		'%j',
		async (deed, call, times) => {
			const {cloud, sandbox} = await startAws({speed: 1000});
			try {
				const {signal} = new AbortController();
				const read = await cloud.readBack?.(region, id, signal, true);
				if (!read || !cloud.planDeed) throw new Error('AWS reads back and plans deeds');
				const plan = cloud.planDeed(deed, read.document, await cloud.facts(read.document, signal, id));
				const script = ['set -eu', ...plan.actions.map(action => cloud.commandLine(action, plan))].join('\n');
				await run('sh', ['-c', script.replaceAll('sleep 10', 'sleep 0.1')], {
					env: {
						PATH: process.env.PATH,
						HOME: '/nonexistent',
						...sandbox.env,
						PRESHARED_KEY_1: 'first.new.key_of_32',
						PRESHARED_KEY_2: 'second.new.key_of_32',
					},
					timeout: 100_000,
				});
				const done = sandbox.requests.filter(({action, code}) => action === call && code === '');
				expect(done).toHaveLength(times);
			} finally {
				cloud.close();
				await sandbox.close();
			}
		},
		120_000,
	);
});
