import type {Reader, Reading} from './line.ts';

/*
 * `show crypto isakmp sa`, `show crypto ikev2 sa` and `show crypto ipsec sa` of Cisco IOS and ASA. Sources: Cisco document 5409, VyOS docs ("Monitoring on
 * Cisco side"), outputs that were published. None was run here.
 */

/** `192.0.2.1  198.51.100.1  MM_NO_STATE  0 ACTIVE`. What each state means: Cisco document 5409. */
const phase1States: Readonly<Record<string, Pick<Reading, 'points' | 'works'>>> = {
	MM_NO_STATE: {points: {'udp-500-blocked': 0.5, 'phase-1-proposal': 0.3}},
	MM_SA_SETUP: {points: {'udp-500-blocked': 0.3}},
	MM_KEY_EXCH: {points: {'wrong-key': 0.5, 'udp-4500-blocked': 0.4}},
	MM_WAIT_MSG2: {points: {'udp-500-blocked': 0.6}},
	MM_WAIT_MSG4: {points: {'phase-1-proposal': 0.3}},
	MM_WAIT_MSG5: {points: {'wrong-key': 0.5}},
	MM_WAIT_MSG6: {points: {'wrong-key': 0.6, 'udp-4500-blocked': 0.4}},
	QM_IDLE: {works: 'ike'},
	MM_ACTIVE: {works: 'ike'},
};
const phase1 = new RegExp(`\\b(${Object.keys(phase1States).join('|')})\\b`);
/** `1  192.0.2.1/500  198.51.100.1/500  none/none  READY`. */
const ikev2 =
	/^ {0,8}\d{1,10} {1,16}\S{1,60}\/\d{1,5} {1,40}\S{1,60}\/\d{1,5} {1,40}(?:\S{1,40}\/\S{1,40} {1,40})?(READY|IN-NEG|DELETE|UP-ACTIVE)\b/;
const packets = /#pkts (encaps|decaps): ?(\d{1,15})/;
const replays = /#pkts replay failed \(rcv\): ?(\d{1,12})/;

export const iosState: Reader = {
	writer: 'Cisco IOS',
	what: '"show crypto" of a Cisco',
	from: 'site state',
	fromGuide: true,
	owns: text =>
		packets.test(text) ||
		ikev2.test(text) ||
		replays.test(text) ||
		(phase1.test(text) && !/ISAKMP|[%[]/.test(text)) ||
		/^ {0,4}current_peer:? /.test(text),
	read(lines, place) {
		let peer = '';
		let out: number | undefined;
		return lines.flatMap((line): readonly Reading[] => {
			const {text} = line;
			if (/^ {0,4}current_peer:? /.test(text)) [peer, out] = [text, undefined];
			const said = (is: Pick<Reading, 'points' | 'works'>, row: string, of = text): readonly Reading[] => {
				if (place.isOfOthers(of)) return [];
				const tunnel = place.tunnelOf(of);
				return [{line, row, ...is, ...(tunnel === undefined ? {} : {tunnel})}];
			};

			const counted = packets.exec(text);
			if (counted?.[1] === 'encaps') out = Number(counted[2]);
			if (counted?.[1] === 'decaps') return said(ofCounts(out, Number(counted[2])), 'packets', peer);
			const replayed = Number(replays.exec(text)?.[1] ?? 0);
			if (replayed >= 10) return said({points: {'replay-drops': 0.8}}, 'replays', peer);
			const v2 = ikev2.exec(text)?.[1];
			if (v2 === 'READY' || v2 === 'UP-ACTIVE') return said({works: 'ike'}, 'ikev2');
			if (v2) return said({points: {'udp-500-blocked': 0.35, 'udp-4500-blocked': 0.35}}, 'ikev2');
			const state = phase1.exec(text)?.[1];
			return state && !/ISAKMP|[%[]/.test(text) ? said(phase1States[state] ?? {}, state) : [];
		});
	},
};

/** A few packets prove nothing. */
function ofCounts(out: number | undefined, into: number): Pick<Reading, 'points' | 'works'> {
	if (out !== undefined && out >= 10 && into === 0) return {points: {'esp-blocked': 0.6, 'no-way-back': 0.3}};
	if (out === 0 && into >= 10) return {points: {'site-firewall': 0.6}};
	return out !== undefined && out > 0 && into > 0 ? {works: 'ipsec'} : {};
}
