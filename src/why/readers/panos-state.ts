import type {Reader, Reading} from './line.ts';

/*
 * PAN-OS: `show vpn ike-sa` and `show vpn ipsec-sa`. Source: outputs in Cloudflare's guide for PAN-OS and in published notes. None was run here.
 */

/** `2  192.0.2.1  office  Init 67  PSK/DH20/A256/SHA256  Jun.04 21:09:13 Jun.05 05:09:13 0  1  Established`: children and state at the end. */
const ike = /^ {0,8}\d{1,8} {1,20}([0-9a-f.:]{3,45}) .{1,300} (\d{1,4}) {1,12}(Established|[A-Z][\w ]{3,30})$/;
/** `2  2  192.0.2.1  TUNNEL(GATEWAY)  ESP/A256/SHA256  B5D09AB8 9FA69407 3600/Unlimited  3445`. */
const child = /^ {0,8}\d{1,8} {1,20}\d{1,8} {1,20}([0-9a-f.:]{3,45}) .{1,300}ESP\/\S{1,60} /;
const none = /^ {0,4}There is no (IKEv2|IPSec) SA found/;

function said(
	text: string,
): (Pick<Reading, 'points' | 'works'> & {readonly of: string; readonly row: string}) | undefined {
	const child2 = child.exec(text);
	if (child2) return {works: 'ipsec', of: child2[1] ?? '', row: 'child'};
	const [, peer = '', children, state] = ike.exec(text) ?? [];
	if (state === undefined) return undefined;
	if (state !== 'Established') return {points: {'udp-500-blocked': 0.3, 'udp-4500-blocked': 0.3}, of: peer, row: 'ike'};
	if (children !== '0') return {works: 'ike', of: peer, row: 'ike'};
	return {points: {'phase-2-proposal': 0.45, 'wrong-ranges': 0.4}, of: peer, row: 'ike'};
}

export const panosState: Reader = {
	writer: 'PAN-OS',
	what: '"show vpn" of PAN-OS',
	from: 'site state',
	fromGuide: true,
	owns: text => none.test(text) || child.test(text) || ike.test(text),
	read: (lines, place) =>
		lines.flatMap((line): readonly Reading[] => {
			const found = said(line.text.trimEnd());
			if (!found || place.isOfOthers(found.of)) return [];
			const {of, ...reading} = found;
			const tunnel = place.tunnelOf(of);
			return [{line, ...reading, ...(tunnel === undefined ? {} : {tunnel})}];
		}),
};
