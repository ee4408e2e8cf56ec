import type {LogRow} from '../../clouds/contract/cloud-why.ts';
import type {SiteLine} from '../site-lines.ts';
import {type Place, type Reader, type Reading, readingOf, rowFinder} from './line.ts';

/**
 * strongSwan's daemon, whichever end it is: where the far side is strongSwan too, its words tell most. All wordings but those marked were seen from charon
 * 5.9.8 at its default log level. That it is "behind NAT" is no trouble: with `encap = yes` it always says so.
 */
const rows: readonly LogRow[] = [
	{says: /IKE_SA \S+ (?:established between|rekeyed between)/, works: 'ike'},
	{says: /CHILD_SA \S+ established with SPIs/, works: 'ipsec'},
	{says: /tried \d{1,4} shared keys? for .{0,300} but MAC mismatched/, points: {'wrong-key': 1}},
	{
		says: /invalid (?:ID_V1|HASH_V1) payload length, decryption failed|could not decrypt payloads/,
		points: {'wrong-key': 0.95},
	},
	{says: /ignore malformed INFORMATIONAL request/, points: {'wrong-key': 0.6}},
	{says: /INFORMATIONAL_V1 request with message ID \d{1,12} processing failed/, points: {'wrong-key': 0.6}},
	{says: /no shared key found for/, points: {'no-key-for-ids': 1}},
	{says: 'no matching peer config found', points: {'wrong-identity': 0.95}},
	{says: /IDir '.{0,200}' does not match to '/, points: {'wrong-identity': 1}},
	{says: /constraint check failed: identity .{0,300} required/, points: {'wrong-identity': 1}},
	{
		says: /found \d{1,4} matching configs?, but none allows pre-shared key/,
		points: {'aggressive-mode': 0.7, 'wrong-identity': 0.3},
	},
	{says: 'Aggressive Mode PSK disabled for security reasons', points: {'aggressive-mode': 1}},
	{says: 'no IKE config found for', points: {'unknown-peer': 0.7, 'ike-version': 0.6}},
	{says: /peer didn't accept DH group/, points: {}},
	{says: 'received proposals unacceptable', points: {'phase-1-proposal': 0.9}},
	{
		says: /no acceptable proposal found|no matching proposal found, sending NO_PROPOSAL_CHOSEN/,
		points: {'phase-2-proposal': 0.8},
	},
	{says: 'no proposal found', points: {'phase-1-proposal': 0.9}},
	{says: /CHILD_SA rekeying failed/, points: {'pfs-group': 0.75}},
	{
		says: /received (?:NO_PROPOSAL_CHOSEN|INVALID_KE_PAYLOAD) notify, no CHILD_SA built/,
		points: {'phase-2-proposal': 0.9},
	},
	{says: /received TS_UNACCEPTABLE notify, no CHILD_SA built/, points: {'wrong-ranges': 1}},
	{says: /traffic selectors .{0,600} unacceptable/, points: {'wrong-ranges': 1}},
	{says: /no matching CHILD_SA config found/, points: {'wrong-ranges': 1}},
	{says: /received INVALID_ID_INFORMATION error notify/, points: {'wrong-ranges': 0.9}},
	{says: /failed to establish CHILD_SA, keeping IKE_SA/, points: {'phase-2-proposal': 0.2, 'wrong-ranges': 0.2}},
	{says: 'DPD check timed out', points: {'dead-peer': 0.85}},
	{says: /sending DPD request/, points: {}},
	{says: /received DELETE for (?:ESP|AH) CHILD_SA/, points: {'closed-by-far-end': 0.5}},
	{says: /received DELETE for IKE_SA/, points: {'closed-by-far-end': 0.8}},
	{says: /deleting half open IKE_SA .{0,200}after timeout/, points: {'udp-4500-blocked': 0.6, 'wrong-key': 0.2}},
];

/** Lines that begin a task of their own: the address stands in the packet that is sent after them. */
const tellsLater = /retransmit \d|sending DPD/;
const line500 = /retransmit \d{1,3} of request message ID 0, seq 1\b|retransmit \d{1,3} of request with message ID 0\b/;
const line4500 =
	/retransmit \d{1,3} of request with message ID 1\b|retransmit \d{1,3} of request message ID 0, seq 3\b/;
const retransmit = /retransmit (\d{1,3}) of request/;

const form = /(?:^|[\s:])(\d{1,5})\[([A-Z]{3}\d?)\] ?(?:<([^>|]{1,128})\|\d{1,10}> )?/;
/** swanctl --log and --initiate have no thread. */
const bare = /^\[([A-Z]{3})\] /;

interface CharonLine {
	readonly line: SiteLine;
	readonly thread: string;
	readonly text: string;
	readonly tunnel: number | undefined;
}

function charonLine(line: SiteLine, place: Place): CharonLine {
	const head = line.text.slice(0, 300);
	const found = form.exec(head) ?? bare.exec(head);
	const thread = found && found.length > 2 ? (found[1] ?? '') : '';
	const text = found ? line.text.slice(found.index + found[0].length) : line.text;
	return {line, thread, text, tunnel: place.tunnelOf(`${found?.[3] ?? ''} ${text}`)};
}

/** How far the packet of a line may be from it, in lines of its thread. */
const nearest = 12;

/** Of which tunnel each line is: by what it names, else by the packet that its thread is at. */
function tunnelsOf(lines: readonly CharonLine[]): readonly (number | undefined)[] {
	const found = lines.map(({tunnel}) => tunnel);
	const last = new Map<string, {readonly tunnel: number; readonly at: number}>();
	lines.forEach(({thread, text, tunnel}, index) => {
		if (/^(?:received|sending) packet: from /.test(text) && tunnel === undefined) last.delete(thread);
		if (tunnel !== undefined) last.set(thread, {tunnel, at: index});
		else if (!tellsLater.test(text)) found[index] = last.get(thread)?.tunnel;
	});
	lines.forEach(({thread, text}, index) => {
		if (!tellsLater.test(text) || found[index] !== undefined) return;
		const later = lines.slice(index + 1, index + 1 + nearest * 4).filter(line => line.thread === thread);
		found[index] = later.slice(0, nearest).find(({tunnel}) => tunnel !== undefined)?.tunnel;
	});
	return found;
}

const find = rowFinder(rows);

/** What stands between the attempts of one tunnel decides what some lines mean. */
class Attempts {
	/** By tunnel: how far it has come since it began. */
	readonly #stage = new Map<number | undefined, 'asked' | 'answered' | 'ike' | 'ipsec'>();
	readonly #aggressive = new Map<number | undefined, boolean>();

	read(
		text: string,
		tunnel: number | undefined,
	): (Pick<LogRow, 'points' | 'works'> & {readonly row: string}) | undefined {
		if (/initiating (?:IKE_SA|Main Mode|Aggressive Mode)/.test(text)) {
			this.#stage.set(tunnel, 'asked');
			this.#aggressive.set(tunnel, text.includes('Aggressive'));
			return undefined;
		}

		if (/parsed (?:IKE_SA_INIT|ID_PROT|AGGRESSIVE) response/.test(text) && this.#stage.get(tunnel) === 'asked')
			this.#stage.set(tunnel, 'answered');
		if (
			/NO_PROPOSAL_CHOSEN (?:error )?notify(?: error)?/.test(text) &&
			/received/.test(text) &&
			!text.includes('no CHILD_SA')
		)
			return {row: 'refused', points: this.#refused(tunnel)};
		if (text.includes('received AUTHENTICATION_FAILED')) return {row: 'failed', points: this.#failed(tunnel)};
		const again = retransmit.exec(text);
		if (again) return this.#unanswered(text, tunnel);
		if (/giving up after \d{1,3} retransmits/.test(text)) return this.#givenUp(tunnel);
		const row = find(text);
		if (row?.works) this.#stage.set(tunnel, row.works === 'ike' ? 'ike' : 'ipsec');
		return row && {...row, row: String(row.says)};
	}

	#refused(tunnel: number | undefined): Readonly<Record<string, number>> {
		const stage = this.#stage.get(tunnel);
		if (stage === 'ike') return {'phase-2-proposal': 0.85, 'pfs-group': 0.4};
		if (stage === 'ipsec') return {'pfs-group': 0.7};
		return {'phase-1-proposal': 0.7, 'ike-version': 0.35, 'unknown-peer': 0.3};
	}

	#failed(tunnel: number | undefined): Readonly<Record<string, number>> {
		if (this.#aggressive.get(tunnel)) return {'aggressive-mode': 0.7, 'wrong-key': 0.4, 'wrong-identity': 0.35};
		return {'wrong-key': 0.6, 'wrong-identity': 0.5};
	}

	#unanswered(text: string, tunnel: number | undefined): Pick<LogRow, 'points'> & {readonly row: string} {
		const stage = this.#stage.get(tunnel);
		if (stage === 'ike' || stage === 'ipsec') return {row: 'dead', points: {'dead-peer': 0.6}};
		if (line500.test(text)) return {row: '500', points: {'udp-500-blocked': 0.6}};
		if (line4500.test(text)) return {row: '4500', points: {'udp-4500-blocked': 0.6}};
		return {row: 'dead', points: {'dead-peer': 0.6}};
	}

	#givenUp(tunnel: number | undefined): Pick<LogRow, 'points'> & {readonly row: string} {
		const stage = this.#stage.get(tunnel);
		this.#stage.delete(tunnel);
		if (stage === 'ike' || stage === 'ipsec') return {row: 'given up', points: {'dead-peer': 0.6}};
		if (stage === 'answered') return {row: 'given up', points: {'udp-4500-blocked': 0.3}};
		if (stage === 'asked') return {row: 'given up', points: {'udp-500-blocked': 0.3}};
		return {row: 'given up', points: {'dead-peer': 0.2, 'udp-500-blocked': 0.2}};
	}
}

export const charon: Reader = {
	writer: 'charon',
	what: 'charon’s log',
	from: 'site log',
	owns: text => form.test(text.slice(0, 300)) || bare.test(text),
	read(lines, place): readonly Reading[] {
		const own = lines.map(line => charonLine(line, place));
		const tunnels = tunnelsOf(own);
		const attempts = new Attempts();
		return own.flatMap(({line, text}, index) => {
			const tunnel = tunnels[index];
			const said = attempts.read(text, tunnel);
			if (!said) return [];
			return [{...readingOf({says: said.row, ...said}, line, tunnel), row: said.row}];
		});
	},
};
