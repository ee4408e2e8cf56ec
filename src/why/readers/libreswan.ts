import type {LogRow} from '../../clouds/contract/cloud-why.ts';
import {type Reader, type Reading, readingOf, rowFinder, type Told} from './line.ts';
import {lineOwners} from './sessions.ts';

/*
 * Libreswan's pluto: `"office" #1: …`. Wordings are those of Libreswan 4.10, seen here, and of its source of 2026-08.
 */

const rows: readonly LogRow[] = [
	{
		says: /(?:established|negotiated|initiator established|responder established) (?:Child SA|IPsec SA)|IPsec SA established|established Child SA/i,
		works: 'ipsec',
	},
	{says: /established IKE SA|ISAKMP SA established|IKE SA established|IKEv2 SA established/i, works: 'ike'},
	{says: /mismatch of preshared secrets/, points: {'wrong-key': 0.9}},
	// What is decrypted with another key is garbage.
	{
		says: /length of ISAKMP .{1,40} Payload is larger than can fit|malformed payload in packet/,
		points: {'wrong-key': 0.85},
	},
	{
		says: 'Possible authentication failure: no acceptable response to our first encrypted message',
		points: {'wrong-key': 0.5, 'udp-4500-blocked': 0.45, 'wrong-identity': 0.2},
	},
	{says: /AUTHENTICATION_FAILED/, points: {'wrong-key': 0.6, 'wrong-identity': 0.45}},
	{
		says: /authentication failed|PSK auth mismatch|AUTH.{0,40}mismatch/i,
		points: {'wrong-key': 0.6, 'wrong-identity': 0.3},
	},
	{
		says: /no (?:matching )?(?:secret|preshared key|PSK) found|can't authenticate: no preshared key found|No PSK/i,
		points: {'no-key-for-ids': 0.95},
	},
	{
		says: /Peer ID (?:is|mismatch)|we require (?:IKEv[12] )?peer to have ID|ID_.{1,30} (?:does not|doesn't) match|peer ID .{0,200} (?:mismatch|not)/i,
		points: {'wrong-identity': 0.8},
	},
	{says: /no acceptable Oakley Transform/, points: {'phase-1-proposal': 0.9}},
	{
		says: /no acceptable Proposal in IPsec SA|no proposal chosen.{0,80}(?:Child|Quick)/i,
		points: {'phase-2-proposal': 0.9},
	},
	{says: /no local proposal matches remote proposals/, points: {'phase-1-proposal': 0.85}},
	{says: /TS_UNACCEPTABLE/, points: {'wrong-ranges': 0.95}},
	{
		says: /cannot respond to IPsec SA request because no connection is known for|INVALID_ID_INFORMATION/,
		points: {'wrong-ranges': 0.9},
	},
	{
		says: /initial Main Mode message received.{0,200}but no connection has been authorized/,
		points: {'ike-version': 0.6, 'unknown-peer': 0.5},
	},
	{says: /INVALID_KE_PAYLOAD/, points: {}},
	{
		says: /liveness action|DPD(?:: could not find|: Info: peer|.{0,40}timeout|.{0,40}declaring peer dead)|peer .{0,80} is dead/i,
		points: {'dead-peer': 0.85},
	},
	{
		says: /received Delete SA payload|received INFORMATIONAL request to delete|IKE SA DELETE|received Delete/i,
		points: {'closed-by-far-end': 0.6},
	},
];

const find = rowFinder(rows);

/** Of `ipsec status`: `000 "office":   our idtype: ID_IPV4_ADDR; our id=203.0.113.9; their idtype: ID_IPV4_ADDR; their id=192.0.2.1`. */
const identities =
	/^000 "([^"]{1,128})": {1,8}our idtype: \w{1,40}; our id=(.{1,200}?); their idtype: \w{1,40}; their id=(.{1,200})$/;

function comparedIds(
	text: string,
	told: Told | undefined,
): (Pick<LogRow, 'points'> & {readonly row: string}) | undefined {
	const found = identities.exec(text);
	if (!found || !told) return undefined;
	const [, , own = '', others = ''] = found;
	const isRight =
		own.replace(/^@/, '') === told.siteIdentity.value && others.replace(/^@/, '') === told.cloudIdentity.value;
	return isRight ? undefined : {row: 'identities', points: {'wrong-identity': 0.85}};
}
const name = /"([^"]{1,128})"(?:\[\d{1,8}\] \S{1,60})? #\d{1,10}: /;

/** The name of the connection that a line is of. */
const connectionOf = (text: string) => name.exec(text)?.[1] ?? identities.exec(text)?.[1];

/** What has been reached by each connection decides what silence and a refusal mean. */
class Course {
	readonly #stage = new Map<string, 'answered' | 'ike' | 'ipsec'>();

	read(
		text: string,
		of: string,
		told: Told | undefined,
	): (Pick<LogRow, 'points' | 'works'> & {readonly row: string}) | undefined {
		const compared = told && begun(text, told);
		if (/initiating (?:IKEv[12]|v2|Main Mode|Aggressive)/i.test(text)) this.#stage.delete(of);
		if (compared) return compared;
		const stage = this.#stage.get(of);
		if (
			/sent (?:IKE_AUTH|second|third)|processed IKE_SA_INIT response|sent Main Mode (?:I2|I3)|sent IKE_AUTH request/i.test(
				text,
			) &&
			!stage
		)
			this.#stage.set(of, 'answered');
		if (/NO_PROPOSAL_CHOSEN/.test(text)) return {row: 'refused', points: refused(stage, text)};
		if (
			/retransmission|No response|no acceptable response|max number of retransmissions/i.test(text) &&
			!/Possible authentication/.test(text)
		)
			return silent(text, stage);
		const row = find(text);
		if (row?.works) this.#stage.set(of, row.works === 'ike' ? 'ike' : 'ipsec');
		return row && {...row, row: String(row.says)};
	}
}

function refused(stage: string | undefined, text: string): Readonly<Record<string, number>> {
	if (stage === 'ipsec') return {'pfs-group': 0.7, 'phase-2-proposal': 0.3};
	if (stage === 'ike' || /IKE_AUTH|CREATE_CHILD_SA|Child SA|Quick/i.test(text)) return {'phase-2-proposal': 0.8};
	return {'phase-1-proposal': 0.7, 'ike-version': 0.3, 'unknown-peer': 0.2};
}

function silent(text: string, stage: string | undefined): Pick<LogRow, 'points'> & {readonly row: string} {
	if (stage === 'ike' || stage === 'ipsec') return {row: 'dead', points: {'dead-peer': 0.6}};
	if (stage === 'answered' || /STATE_(?:V2_)?(?:PARENT_I2|MAIN_I3|IKE_AUTH_I)/.test(text))
		return {row: 'second', points: {'udp-4500-blocked': 0.6, 'wrong-key': 0.25}};
	return {row: 'first', points: {'udp-500-blocked': 0.6}};
}

function begun(
	text: string,
	{ikeVersions, aggressive}: Told,
): (Pick<LogRow, 'points'> & {readonly row: string}) | undefined {
	const found = /initiating (IKEv2|v2|IKEv1|Main Mode|Aggressive Mode)/i.exec(text)?.[1]?.toLowerCase();
	if (found === undefined) return undefined;
	const version = found.endsWith('v2') ? 2 : 1;
	if (ikeVersions.length > 0 && !ikeVersions.includes(version)) return {row: 'version', points: {'ike-version': 0.9}};
	if (version === 1 && found.startsWith('aggressive') && !aggressive)
		return {row: 'mode', points: {'aggressive-mode': 0.9}};
	return undefined;
}

export const libreswan: Reader = {
	writer: 'Libreswan',
	what: 'Libreswan’s log',
	from: 'site log',
	owns: text => name.test(text) || /^000 "/.test(text) || /\bpluto\[\d{1,10}\]: /.test(text.slice(0, 200)),
	read(lines, place): readonly Reading[] {
		const course = new Course();
		const owners = lineOwners(lines, place, connectionOf);
		return lines.flatMap((line, index) => {
			const owner = owners[index];
			if (owner === 'other') return [];
			const told = place.told(owner);
			const said = comparedIds(line.text, told) ?? course.read(line.text, connectionOf(line.text) ?? '', told);
			return said ? [readingOf({says: said.row, ...said}, line, owner)] : [];
		});
	},
};
