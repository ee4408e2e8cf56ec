import {until} from '../../src/sandbox/lab/programs.ts';
import {addAddress} from '../../src/sandbox/lab/wire.ts';
import type {LabNews} from '../../src/sandbox/line.ts';
import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {type HandedOver, handOver} from './handed-over.ts';
import {isReady, type Ready} from './lab-process.ts';
import {Site} from './site.ts';
import {wantedChildren} from './stage.ts';
import type {Trial} from './trial.ts';

const waitMs = 90_000;

/** To be called, the last one first, when all is over. */
export type Cleanups = (() => unknown)[];

/** A connection on a sandbox with its lab, its files, and a site to load them into. */
export interface Played {
	readonly sandbox: Sandbox;
	readonly handed: HandedOver;
	readonly ready: Ready;
	readonly site: Site;
	readonly news: readonly LabNews[];
}

/** @param options of `config` */
export async function play(
	document: object,
	cleanups: Cleanups,
	{key = 'Lab.key_0123456789', options = []}: {readonly key?: string; readonly options?: readonly string[]} = {},
): Promise<Played> {
	const news: LabNews[] = [];
	const sandbox = await startSandbox({speed: 10, lab: said => news.push(said)});
	cleanups.push(() => sandbox.close());
	const handed = await handOver(sandbox, document, {key, options});
	cleanups.push(handed.remove);
	await until(() => news.some(isReady), 'the cloud’s ends', waitMs);
	const ready = news.find(isReady);
	if (!ready) throw new Error('the cloud has no ends');
	// ESP in user space looks for its source address in the ranges: hosts stand there before the tunnels do.
	for (const [, range = ''] of handed.read('swanctl.conf').matchAll(/local_ts = ((?!0\.0)\S+)/g))
		await addAddress(
			ready.site.namespace,
			range.replace(/(\d+)\/\d+$/, (_all, last: string) => `${Number(last) + 1}/32`),
		);
	const site = new Site(ready.site.namespace);
	cleanups.push(() => site.close());
	return {sandbox, handed, ready, site, news};
}

/** The site's files against the ends that the sandbox itself plays. @returns what was seen @throws Error saying what did not happen */
export async function tryOnSandbox(trial: Trial): Promise<string> {
	const cleanups: Cleanups = [];
	try {
		const {handed, site, news} = await play(trial.document(), cleanups, trial);
		const children = wantedChildren(handed);
		await site.start(handed.folder);
		const here = async () => {
			const installed = await site.charon.installed();
			return children.every(child => installed.includes(child));
		};
		await until(here, `${children.join(', ')} INSTALLED`, waitMs).catch(error => {
			throw new Error(`${error.message}\n${site.charon.log().split('\n').slice(-60).join('\n')}`);
		});
		const isUp = (line: LabNews) => line.kind === 'line' && /^(UP|AVAILABLE)|IPSEC IS UP/.test(line.says);
		const tunnels = handed.id.startsWith('vpnx-') ? 1 : 2;
		await until(() => news.filter(isUp).length >= tunnels, 'the cloud saying UP', waitMs);
		return `${children.length} INSTALLED, and the cloud says so`;
	} finally {
		for (const cleanup of cleanups.reverse()) await cleanup();
	}
}
