import type {CloudEnd} from './cloud-side.ts';
import type {HandedOver} from './handed-over.ts';
import {seen} from './reason.ts';
import type {Topology} from './topology.ts';

/** What a trial is played on. */
export interface Stage {
	readonly topology: Topology;
	readonly handed: HandedOver;
	readonly ends: readonly CloudEnd[];
	readonly isTencent: boolean;
	/** Names of the file's children, which may be more than tunnels. */
	readonly children: readonly string[];
}

/** Names of the children in swanctl.conf. */
export function wantedChildren(handed: HandedOver): readonly string[] {
	const blocks = [...handed.read('swanctl.conf').matchAll(/^ {6}(\S+) \{\n {8}local_ts = /gm)];
	return blocks.map(([, name]) => name ?? '');
}

/** Waits until the site has these children installed, and each cloud's end that runs as many as it should. */
export async function installed({topology, ends}: Stage, children: readonly string[]): Promise<void> {
	await seen(
		async () => {
			const here = await topology.site.charon.installed();
			if (!children.every(child => here.includes(child))) return false;
			for (const [index, {charon}] of topology.clouds.entries())
				if (charon.running && new Set(await charon.installed()).size < (ends[index]?.children ?? 0)) return false;
			return true;
		},
		`${children.join(', ')} INSTALLED`,
		topology,
	);
}
