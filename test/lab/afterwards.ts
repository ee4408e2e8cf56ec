import {insideAddress} from './cloud-side.ts';
import {siteLan} from './documents.ts';
import {seen} from './reason.ts';
import {installed, type Stage} from './stage.ts';
import type {End} from './topology.ts';
import {addCloudLan, bgpUp, cloudLan, ping, startCloudBgp} from './traffic.ts';

/** The cloud ends its SAs and says so, as AWS does when it replaces the endpoint of a tunnel: each must be there anew. */
export function cloudDeletes(what: 'ike' | 'child'): (stage: Stage) => Promise<string> {
	return async stage => {
		const {topology, ends, children} = stage;
		for (const [index, cloud] of topology.clouds.entries()) {
			const before = await spisOf(cloud);
			await cloud.charon.swanctl('--terminate', `--${what}`, what === 'ike' ? 'cloud' : 'pair0', '--timeout', '10');
			await seen(
				async () => {
					const now = await spisOf(cloud);
					const kept = now.filter(spi => before.includes(spi)).length;
					const deleted = what === 'ike' ? kept === 0 : kept < before.length;
					return deleted && now.length >= (ends[index]?.children ?? 0);
				},
				`other SAs in place of those that the cloud's end ${index + 1} deleted`,
				topology,
			);
			await installed(stage, children);
		}

		return `the cloud deletes ${what === 'ike' ? 'the IKE SA' : 'a child SA'} of each tunnel, and the site has it anew`;
	};
}

/** The numbers of what comes in: another SA has another one. */
async function spisOf({charon}: End): Promise<readonly string[]> {
	const {text} = await charon.swanctl('--list-sas');
	return [...text.matchAll(/^\s+in\s+([0-9a-f]{8})/gm)].map(([, spi]) => spi ?? '');
}

/**
 * An endpoint of AWS goes out without a word: dead peer detection takes its tunnel away, and traffic and BGP go on over the other one.
 * When the endpoint is back, its tunnel comes back by itself.
 */
export async function failsOver(stage: Stage): Promise<string> {
	const {topology, ends, children} = stage;
	await topology.site.frr.start(stage.handed.read('frr.conf'));
	for (const index of ends.keys()) {
		await addCloudLan(stage, index);
		await startCloudBgp(stage, index);
	}

	const used = await usedTunnel(stage);
	const other = 1 - used;
	await bgpUp(stage, used);
	await ping(topology, siteLan.host, cloudLan(stage).host);
	await topology.clouds[used]?.charon.kill();
	const [left] = children.slice(other, other + 1);
	await seen(
		async () => new Set(await topology.site.charon.installed()).size === 1,
		`dead peer detection leaving ${left} alone`,
		topology,
	);
	await bgpUp(stage, other);
	await ping(topology, siteLan.host, cloudLan(stage).host);
	const again = topology.clouds[used];
	if (again) await topology.startCloud(again, ends[used]?.configuration ?? '');
	await installed(stage, children);
	return `tunnel ${used + 1} goes dead: BGP and LAN to LAN over tunnel ${other + 1}; tunnel ${used + 1} comes back`;
}

/** In user space both tunnels share one device: which of them carries what goes out, only trying tells. */
async function usedTunnel({topology, ends}: Stage): Promise<number> {
	let used = -1;
	await seen(
		async () => {
			for (const [index, end] of ends.entries())
				if (await topology.pings(topology.site, end.siteInside ?? '', insideAddress(end))) used = index;
			return used >= 0;
		},
		'an answer from inside of either tunnel',
		topology,
	);
	return used;
}
