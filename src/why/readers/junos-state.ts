import type {Reader, Reading} from './line.ts';

/*
 * Junos: `show security ike security-associations` and `show security ipsec security-associations`. Source: outputs that were published, IBM's and others'. None
 * was run here.
 */

/** `2859309 DOWN   e7753a11ff890094  0000000000000000  IKEv2          192.0.2.1`. */
const ike =
	/^ {0,4}\d{1,12} {1,8}(UP|DOWN) {1,8}[0-9a-f]{16} {1,8}([0-9a-f]{16}) {1,8}\S{1,20} {1,20}([0-9a-f.:]{3,45})/;
/** `<131073 ESP:aes-cbc-256/sha256 c674a8ac 2528/ unlim - root 500 192.0.2.1`. */
const child = /^ {0,4}[<>]\d{1,12} {1,4}ESP:\S{1,60} .{1,120} ([0-9a-f.:]{3,45})\s{0,4}$/;

function said(text: string): (Pick<Reading, 'points' | 'works'> & {readonly of: string}) | undefined {
	const [, of] = child.exec(text) ?? [];
	if (of !== undefined) return {works: 'ipsec', of};
	const [, state, responder = '', peer = ''] = ike.exec(text) ?? [];
	if (state === undefined) return undefined;
	if (state === 'UP') return {works: 'ike', of: peer};
	return {
		points: /^0+$/.test(responder)
			? {'udp-500-blocked': 0.5, 'phase-1-proposal': 0.2}
			: {'udp-4500-blocked': 0.35, 'wrong-key': 0.35},
		of: peer,
	};
}

export const junosState: Reader = {
	writer: 'Junos',
	what: '"show security" of Junos',
	from: 'site state',
	fromGuide: true,
	owns: text => ike.test(text) || child.test(text),
	read: (lines, place) =>
		lines.flatMap((line): readonly Reading[] => {
			const found = said(line.text);
			if (!found || place.isOfOthers(found.of)) return [];
			const {of, ...reading} = found;
			const tunnel = place.tunnelOf(of);
			return [{line, row: 'sa', ...reading, ...(tunnel === undefined ? {} : {tunnel})}];
		}),
};
