import type {LogRow} from '../../clouds/contract/cloud-why.ts';
import type {SiteLine} from '../site-lines.ts';
import {comparedLine} from './charon-compared.ts';
import {charonRows} from './charon-rows.ts';
import {rowFinder, type Told} from './line.ts';

/** What a line means; `row` names its wording. */
export type Said = Pick<LogRow, 'points' | 'works'> & {readonly row: string};

/** How far a tunnel has come since it began. */
type Stage = 'asked' | 'answered' | 'ike' | 'ipsec';

const find = rowFinder(charonRows);
const began = /initiating (IKE_SA|Main Mode|Aggressive Mode)/;
/** The first line of each start that every log has, whatever starts it. */
const starts = /spawning \d{1,4} worker threads/;
const retransmit = /retransmit \d{1,3} of request/;
/** The first exchange, by port 500 in any case: IKEv2's IKE_SA_INIT; IKEv1's first two messages. */
const first = /of request with message ID 0\b|of request message ID 0, seq [12]\b/;
/** The exchange that goes by port 4500, where there is NAT or the device wants it so. */
const second = /of request with message ID 1\b|of request message ID 0, seq 3\b/;

/** strongSwan begins anew at once where it is told to at all. */
const quietMs = 60_000;

/** What lines of charon's log mean by what came before them, tunnel by tunnel. */
export class Attempts {
	readonly #stage = new Map<number | undefined, Stage>();
	/** IKEv1's modes, or undefined for IKEv2. */
	readonly #mode = new Map<number | undefined, 'Main Mode' | 'Aggressive Mode' | undefined>();
	/** Tunnels that were up and were given up, with the line that says so, until one is begun anew. */
	readonly #givenUpAt = new Map<number | undefined, SiteLine>();
	/** Tunnels that were up when the daemon began anew, with the line that says so, until one is begun anew. */
	readonly #lostAt = new Map<number | undefined, SiteLine>();
	/** The device's own identity is what the cloud expects. */
	readonly #isOwnRight = new Map<number | undefined, boolean>();

	read(text: string, tunnel: number | undefined, told: Told | undefined, line: SiteLine): Said | undefined {
		const begins = began.exec(text);
		if (begins) {
			this.#stage.set(tunnel, 'asked');
			this.#givenUpAt.delete(tunnel);
			this.#lostAt.delete(tunnel);
			this.#mode.set(tunnel, begins[1] === 'IKE_SA' ? undefined : (begins[1] as 'Main Mode' | 'Aggressive Mode')); // cast: what the pattern lets through
		}

		if (starts.test(text)) this.#beganAnew(line);
		if (/deleting IKE_SA /.test(text)) this.#stage.delete(tunnel);
		if (/parsed (?:IKE_SA_INIT|ID_PROT|AGGRESSIVE) response/.test(text) && this.#stage.get(tunnel) === 'asked')
			this.#stage.set(tunnel, 'answered');
		const compared = told && comparedLine(text, told);
		if (text.includes('(myself) with pre-shared key')) this.#isOwnRight.set(tunnel, compared === undefined);
		if (compared) return compared;
		if (/received (?:NO_PROPOSAL_CHOSEN|INVALID_KE_PAYLOAD)/.test(text)) return this.#refused(tunnel);
		if (text.includes('received AUTHENTICATION_FAILED')) return this.#failed(tunnel);
		if (retransmit.test(text)) return this.#unanswered(text, tunnel);
		if (/giving up after \d{1,3} retransmits/.test(text)) return this.#givenUp(tunnel, line);
		const row = find(text);
		if (text.includes('DPD check timed out')) this.#givenUpAt.set(tunnel, line);
		if (row?.works) {
			// The other end may have begun it.
			this.#givenUpAt.delete(tunnel);
			this.#lostAt.delete(tunnel);
			this.#stage.set(tunnel, row.works === 'ike' ? 'ike' : 'ipsec');
		}

		return row && {...row, row: String(row.says)};
	}

	/** Lines after which a tunnel was not begun anew in a time in which it would have been. @param now ms since the epoch */
	left(now: number): readonly {readonly tunnel: number | undefined; readonly line: SiteLine}[] {
		return [...this.#givenUpAt].flatMap(([tunnel, line]) =>
			line.at !== undefined && now - line.at >= quietMs ? [{tunnel, line}] : [],
		);
	}

	/** Lines at which tunnels that were up were forgotten, and which were not begun since. */
	lost(): readonly {readonly tunnel: number | undefined; readonly line: SiteLine}[] {
		return [...this.#lostAt].map(([tunnel, line]) => ({tunnel, line}));
	}

	/** A daemon that begins has no SA. */
	#beganAnew(line: SiteLine): void {
		for (const [tunnel, stage] of this.#stage) if (stage === 'ike' || stage === 'ipsec') this.#lostAt.set(tunnel, line);
		this.#stage.clear();
	}

	#refused(tunnel: number | undefined): Said {
		const row = 'refused';
		switch (this.#stage.get(tunnel)) {
			case 'ike':
				return {row, points: {'phase-2-proposal': 0.85, 'pfs-group': 0.3}};
			// It came up with these algorithms: what is new when keys are renewed is the group.
			case 'ipsec':
				return {row, points: {'pfs-group': 0.75, 'phase-2-proposal': 0.3}};
			default:
				return {row, points: {'phase-1-proposal': 0.7, 'ike-version': 0.3, 'unknown-peer': 0.25}};
		}
	}

	#failed(tunnel: number | undefined): Said {
		const row = 'not authenticated';
		const mode = this.#mode.get(tunnel);
		if (mode === 'Aggressive Mode')
			return {row, points: {'aggressive-mode': 0.4, 'wrong-key': 0.35, 'wrong-identity': 0.35}};
		// In main mode a wrong key garbles the message: whoever refuses its content could read it.
		if (mode === 'Main Mode') return {row, points: {'wrong-identity': 0.8, 'wrong-key': 0.15}};
		const isOwnRight = this.#isOwnRight.get(tunnel);
		if (isOwnRight) return {row, points: {'wrong-key': 0.65, 'wrong-identity': 0.35}};
		// Whoever calls himself by another name is refused for that, whatever his key.
		if (isOwnRight === false) return {row, points: {'wrong-identity': 0.6, 'wrong-key': 0.15}};
		return {row, points: {'wrong-key': 0.6, 'wrong-identity': 0.5}};
	}

	#unanswered(text: string, tunnel: number | undefined): Said {
		const stage = this.#stage.get(tunnel);
		if (stage === 'ike' || stage === 'ipsec') return {row: 'dead', points: {'dead-peer': 0.6}};
		if (first.test(text)) return {row: 'first', points: {'udp-500-blocked': 0.6}};
		if (second.test(text)) return {row: 'second', points: {'udp-4500-blocked': 0.6}};
		return {row: 'dead', points: {'dead-peer': 0.6}};
	}

	#givenUp(tunnel: number | undefined, line: SiteLine): Said {
		const row = 'given up';
		const stage = this.#stage.get(tunnel);
		this.#stage.delete(tunnel);
		if (stage === 'ike' || stage === 'ipsec') this.#givenUpAt.set(tunnel, line);
		if (stage === 'ike' || stage === 'ipsec') return {row, points: {'dead-peer': 0.6}};
		if (stage === 'answered') return {row, points: {'udp-4500-blocked': 0.3}};
		if (stage === 'asked') return {row, points: {'udp-500-blocked': 0.3}};
		return {row, points: {'dead-peer': 0.2, 'udp-500-blocked': 0.2}};
	}
}
