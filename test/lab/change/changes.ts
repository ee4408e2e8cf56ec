import {type ChangeOrder, changeUnderTraffic, type Manner} from './change-trial.ts';
import type {Passed} from './traffic-meanwhile.ts';

/** Tunnels changed while traffic goes on. */
interface ChangeTrial {
	readonly title: string;
	readonly order: ChangeOrder;
	readonly manner: Manner;
	/** Whether some is lost: where nothing is drained, or the trials that lose nothing would prove nothing. */
	readonly loses?: boolean;
}

const everything: ChangeOrder = [
	[1, 'key'],
	[2, 'key'],
	[1, 'security'],
	[2, 'security'],
];

export const changes: readonly ChangeTrial[] = [
	{
		title: 'AWS, BGP: keys renewed on both tunnels under traffic, by the page of steps, the cloud silent',
		order: everything.slice(0, 2),
		manner: {leave: 'silent', prefer: 'first'},
	},
	{
		title: 'AWS, BGP: keys and algorithms changed on both tunnels under traffic, the first preferred, the cloud silent',
		order: everything,
		manner: {leave: 'silent', prefer: 'first'},
	},
	{
		title: 'AWS, BGP: keys and algorithms changed on both tunnels under traffic, both used alike, the cloud says so',
		order: everything,
		manner: {leave: 'told', prefer: 'equal'},
	},
	{
		title: 'AWS, BGP: a key renewed under traffic that was not drained',
		order: everything.slice(0, 1),
		manner: {isDrained: false, leave: 'silent', prefer: 'first'},
		loses: true,
	},
];

/** @returns what was seen @throws Error where it is not as it should be */
export async function tryChange({order, manner, loses = false}: ChangeTrial): Promise<string> {
	const passed = await changeUnderTraffic(order, manner);
	const says = saysOf(passed);
	if (!passed.stands) throw new Error(`the TCP connection broke: ${says}`);
	if (loses ? passed.lost === 0 : passed.lost > 0) throw new Error(says);
	return says;
}

function saysOf({sent, lost, lostIn, gap, bytes, still}: Passed): string {
	const seconds = (value: number) => `${value.toFixed(1)} s`;
	return `${lost} of ${sent} pings lost${lost > 0 ? ` (${lostIn.join('; ')})` : ''}, ${seconds(gap)} at most between two answers; TCP brought ${Math.round(bytes / 1000)} kB, and nothing for ${seconds(still)} at most`;
}
