import type {Reader, Reading} from './line.ts';

/*
 * `show bgp summary` as text: of Cisco, FRR, Arista, FortiOS (`get router info bgp summary`) and of Junos. Sources: outputs that were published; their columns are
 * the same in all of those. FRR's JSON is read elsewhere. None was run here.
 */

/** `169.254.44.1  4  64512  102  98  0  0  0  00:14:05  12`, with the state in place of a number while there is none. */
const likeCisco =
	/^ {0,4}(?:\S{1,40} )?([0-9a-f.:]{3,45}) {1,30}4 {1,12}(\d{1,10}(?:\.\d{1,5})?) (?:[ \d]{1,80}) (never|[\dwdhms:.]{2,16}) {1,20}(Idle ?\(\w{3,8}\)|[A-Za-z]{4,12}|\d{1,9})(?: |$)/;
/** `169.254.44.1  64512  10  12  0  3  5:04 Establ` or `… Active` or `… 2/2/2/0  0/0/0/0`. */
const likeJunos =
	/^ {0,2}([0-9a-f.:]{3,45}) {1,24}(\d{1,10}) {1,12}\d{1,12} {1,12}\d{1,12} {1,12}\d{1,9} {1,12}(\d{1,9}) {1,14}[\dwd :]{1,20} (Establ|Active|Connect|Idle|OpenSent|OpenConfirm|(\d{1,9})\/(\d{1,9})\/(\d{1,9})\/\d{1,9})/;
/** Under a peer of Junos: `  inet.0: 1/35/35/0`, active, received, accepted. */
const table =
	/^ {1,8}\S{1,60}inet6?\.0: (\d{1,9})\/(\d{1,9})\/(\d{1,9})\/\d{1,9}|^ {1,8}inet6?\.0: (\d{1,9})\/(\d{1,9})\/(\d{1,9})\/\d{1,9}/;

const established: Pick<Reading, 'works'> = {works: 'bgp'};

function ofState(state: string): Pick<Reading, 'points' | 'works'> {
	if (/^\d|^Establ/.test(state)) return established;
	// The device waits to be asked, asks in vain, or was told not to.
	if (/Admin|NoNeg/i.test(state)) return {points: {'bgp-closed-on-purpose': 0.8}};
	if (/PfxCt/i.test(state)) return {points: {'device-route-limit': 0.8}};
	if (/OpenSent|OpenConfirm/i.test(state)) return {points: {'bgp-not-established': 0.5, 'wrong-asn': 0.4}};
	return {points: {'bgp-not-established': 0.7}};
}

export const bgpSummary: Reader = {
	writer: 'BGP',
	what: '"show bgp summary"',
	from: 'site state',
	fromGuide: true,
	owns: text => likeCisco.test(text) || likeJunos.test(text) || table.test(text),
	read: (lines, place) =>
		lines.flatMap((line): readonly Reading[] => {
			const found = likeCisco.exec(line.text) ?? likeJunos.exec(line.text);
			const state = found?.[4];
			const tunnel = place.tunnelOf(found?.[1] ?? '');
			// A site has other neighbours too: what they are at says nothing of this connection.
			if (state === undefined || tunnel === undefined) return [];
			const asn = place.told(tunnel)?.bgp?.cloudAsn;
			const isOtherAs = asn !== undefined && /^\d+$/.test(found?.[2] ?? '') && Number(found?.[2]) !== asn;
			const said = ofState(state);
			return [{line, row: 'neighbour', tunnel, ...(isOtherAs && !said.works ? {points: {'wrong-asn': 0.9}} : said)}];
		}),
};
