import {until} from '../../src/sandbox/lab/programs.ts';
import type {End, Topology} from './topology.ts';

/** A minute and a half: on a machine that has much to do, Diffie-Hellman of 8192 bits alone takes seconds. */
const longestMs = 90_000;

/** Waits until something is so. @throws Error with what every end says of it when it is not */
export async function seen(
	isSo: () => boolean | Promise<boolean>,
	what: string,
	topology: Pick<Topology, 'site' | 'clouds'>,
): Promise<void> {
	try {
		await until(isSo, what, longestMs);
	} catch (error) {
		const says = error instanceof Error ? error.message : String(error);
		const ends = await Promise.all([
			story('the site', topology.site),
			...topology.clouds.map((cloud, index) => story(`the cloud's end ${index + 1}`, cloud)),
		]);
		throw new Error([says, ...ends].join('\n'));
	}
}

/** An end's SAs, its BGP, and the end of its log without our own questions. */
async function story(name: string, {charon, frr}: End): Promise<string> {
	const {text} = charon.running ? await charon.swanctl('--list-sas') : {text: 'charon does not run'};
	const lines = charon
		.log()
		.split('\n')
		.filter(line => /\[IKE\]|\[CHD\]|\[NET\]|\[KNL\]|\[ESP\]|selected|no .*proposal|no matching/.test(line));
	const peers = [...(await frr.neighbors())].map(([address, {state}]) => `BGP ${address}: ${state}`);
	return [`--- ${name}`, text.trim(), ...peers, ...lines.slice(-40)].join('\n');
}
