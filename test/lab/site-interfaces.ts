import {chmodSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {run} from '../../src/sandbox/lab/programs.ts';

/**
 * Runs the handed-over interfaces.sh at a site as it is. This kernel may have no XFRM interfaces: their names then stand for the one device of
 * user-space ESP. @param tools a folder for the two programs that see to that
 */
export async function runInterfaces(namespace: string, script: string, tools: string): Promise<void> {
	mkdirSync(tools, {recursive: true});
	const ip = (await run('sh', ['-c', 'command -v ip'])).trim();
	writeFileSync(
		join(tools, 'ip'),
		`#!/bin/sh\ncase "$*" in "link show "*|*"type xfrm"*) exit 0 ;; esac\nexec ${ip} $(printf '%s' "$*" | sed 's/ipsec[0-9][0-9]*/ipsec0/g; s/mtu [0-9]*/mtu 1400/')\n`,
	);
	const sysctl = (await run('sh', ['-c', 'command -v sysctl || echo true'])).trim();
	writeFileSync(
		join(tools, 'sysctl'),
		`#!/bin/sh\nexec ${sysctl} $(printf '%s' "$*" | sed 's/ipsec[0-9][0-9]*/ipsec0/g')\n`,
	);
	for (const name of ['ip', 'sysctl']) chmodSync(join(tools, name), 0o755);
	await run('ip', ['netns', 'exec', namespace, 'sh', script, 'up'], {PATH: `${tools}:${process.env.PATH}`});
}
