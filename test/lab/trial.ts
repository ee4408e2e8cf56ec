import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {awsEnds, tencentEnds} from './cloud-side.ts';
import {siteLan} from './documents.ts';
import {type HandedOver, handOver} from './handed-over.ts';
import {seen} from './reason.ts';
import {installed, type Stage, wantedChildren} from './stage.ts';
import {Topology} from './topology.ts';
import {addHosts, traffic} from './traffic.ts';

export interface Trial {
	readonly title: string;
	readonly document: () => object;
	readonly key?: string;
	readonly options?: readonly string[];
	/** The site is behind an address translator. */
	readonly nat?: boolean;
	/** Changes what the cloud does behind everybody's back: then nothing may come up. */
	readonly spoil?: (configuration: string) => string;
	/** Of the failure, in the site's log. */
	readonly says?: RegExp;
	/** What is played once every tunnel is up, in place of looking at the traffic of each. */
	readonly afterwards?: (stage: Stage) => Promise<string>;
}

/**
 * Makes the connection on the sandbox, loads its files as they are into a real strongSwan, and lets that meet another which plays
 * the cloud. @returns what was seen @throws Error saying what did not happen
 */
export async function tryOut(sandbox: Sandbox, trial: Trial): Promise<string> {
	const given = {...(trial.key === undefined ? {} : {key: trial.key}), options: trial.options ?? []};
	const handed = await handOver(sandbox, trial.document(), given);
	try {
		return await playOut(sandbox, trial, handed);
	} finally {
		handed.remove();
	}
}

async function playOut(sandbox: Sandbox, trial: Trial, handed: HandedOver): Promise<string> {
	const isTencent = handed.id.startsWith('vpnx-');
	const ends = await (isTencent ? tencentEnds : awsEnds)(sandbox.env, handed.id);
	const topology = await Topology.lay(ends, trial.nat);
	const children = wantedChildren(handed);
	const stage: Stage = {topology, handed, ends, isTencent, children};
	try {
		if (ends.some(end => end.children > 1)) await addHosts(topology, handed);
		for (const [index, cloud] of topology.clouds.entries()) {
			const {configuration = ''} = ends[index] ?? {};
			const spoilt = trial.spoil?.(configuration) ?? configuration;
			if (trial.spoil && spoilt === configuration) throw new Error('nothing was spoilt');
			await topology.startCloud(cloud, spoilt);
		}

		await topology.address(topology.site, `${siteLan.host}/24`);
		await topology.startSite(handed.folder, handed.read('swanctl.conf'));
		if (children.length !== ends.reduce((sum, end) => sum + end.children, 0))
			throw new Error(`the file has the children ${children.join(', ')}`);
		await compareLoaded(stage);
		if (trial.spoil) return await staysDown(stage, trial);
		await installed(stage, children);
		const told = [`${children.length} SA${children.length > 1 ? 's' : ''} installed`];
		if (trial.afterwards) return [...told, await trial.afterwards(stage)].join('; ');
		for (const index of ends.keys()) {
			if (ends.length > 1) await only(stage, index);
			told.push(...(await traffic(stage, index)));
		}

		return told.join('; ');
	} finally {
		await topology.close();
	}
}

/** What the file says and what charon holds must be the same: a mistake may be dropped in silence. */
async function compareLoaded({topology, handed, children}: Stage): Promise<void> {
	const {text: loaded} = await topology.site.charon.swanctl('--list-conns', '--raw');
	const ranges = [...handed.read('swanctl.conf').matchAll(/(?:local|remote)_ts = (\S+)/g)].map(
		([, range]) => range ?? '',
	);
	for (const wanted of [...children, ...ranges])
		if (!loaded.includes(wanted)) throw new Error(`${wanted} was not loaded: ${loaded}`);
}

async function staysDown({topology}: Stage, {says}: Trial): Promise<string> {
	const {charon} = topology.site;
	await seen(() => says?.test(charon.log()) === true, `the site's log saying ${says}`, topology);
	const up = await charon.installed();
	if (up.length > 0) throw new Error(`${up.join(', ')} came up all the same`);
	return `stays down, and the log says ${says?.source}`;
}

/**
 * One tunnel alone carries traffic: in user space all tunnels of a namespace share one device. Everything begins anew, so that
 * it does not matter how the other one ended.
 */
async function only(stage: Stage, index: number): Promise<void> {
	const {topology, ends, handed, children} = stage;
	await Promise.all([topology.site, ...topology.clouds].map(end => end.charon.stop()));
	const cloud = topology.clouds[index];
	if (!cloud) return;
	await topology.startCloud(cloud, ends[index]?.configuration ?? '');
	await topology.startSite(handed.folder, handed.read('swanctl.conf'));
	await installed(stage, children.slice(index, index + 1));
}
