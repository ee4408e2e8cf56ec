import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {dirname} from 'node:path';
import {ownName} from '../../../src/sandbox/lab/own-name.ts';
import {run, tryRun} from '../../../src/sandbox/lab/programs.ts';

/** The cloud's end of a tunnel, as somebody sees it who may log in there: the clouds let nobody. */
export interface CloudEnd {
	/** Runs a program in its namespace. @throws Error with what it said */
	readonly run: (program: string, ...args: readonly string[]) => Promise<string>;
	/** What its strongSwan logged. */
	readonly log: () => string;
	/** Asks its strongSwan. */
	readonly swanctl: (...args: readonly string[]) => Promise<string>;
	/** swanctl.conf, changed and loaded anew. */
	readonly load: (change: (configuration: string) => string) => Promise<void>;
}

/** Finds the end with an address among those that this process plays. @throws Error where there is none */
export async function cloudEndAt(address: string): Promise<CloudEnd> {
	const mine = ownName().replace(/\d+$/, '');
	const {text} = await tryRun('ip', ['netns', 'list']);
	const names = text.split('\n').map(line => line.split(' ')[0] ?? '');
	for (const namespace of names.filter(name => name.startsWith(mine) && name.endsWith('-cloud'))) {
		const shown = await tryRun('ip', ['-n', namespace, '-o', 'addr', 'show', 'dev', 'wan']);
		if (shown.text.includes(` ${address}/`)) return endIn(namespace);
	}

	throw new Error(`no end of the cloud has ${address}`);
}

async function endIn(namespace: string): Promise<CloudEnd> {
	const pids = (await run('ip', ['netns', 'pids', namespace])).trim().split(/\s+/);
	const charon = pids.find(pid => readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('charon'));
	const env = Object.fromEntries(
		readFileSync(`/proc/${charon}/environ`, 'utf8')
			.split('\0')
			.filter(line => /^(?:STRONGSWAN_CONF|SWANCTL_DIR)=/.test(line))
			.map(line => line.split(/=(.*)/s).slice(0, 2)),
	) as Record<string, string>; // cast: two strings each, by the pattern
	const folder = dirname(env.STRONGSWAN_CONF ?? '');
	const swanctl = async (...args: readonly string[]) =>
		(await tryRun('swanctl', [...args, '--uri', `unix://${folder}/charon.vici`], env)).text;
	return {
		run: (program, ...args) => run('ip', ['netns', 'exec', namespace, program, ...args]),
		log: () => (existsSync(`${folder}/usual.log`) ? readFileSync(`${folder}/usual.log`, 'utf8') : ''),
		swanctl,
		async load(change) {
			const file = `${folder}/swanctl/swanctl.conf`;
			const before = readFileSync(file, 'utf8');
			const after = change(before);
			if (after === before) throw new Error('nothing was changed at the cloud');
			writeFileSync(file, after, {mode: 0o600});
			await swanctl('--load-all');
		},
	};
}
