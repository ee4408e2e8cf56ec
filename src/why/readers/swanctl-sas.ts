import type {SiteLine} from '../site-lines.ts';
import type {Place, Reader, Reading} from './line.ts';

/*
 * strongSwan's own state: `swanctl --list-sas`. Seen from swanctl 5.9.8.
 */

/** `office: #1, ESTABLISHED, IKEv2, 9596d0c1f6cfb2b7_i* 64a1e5929f6af202_r`. */
const ike = /^(\S{1,128}): #\d{1,10}, ([A-Z_]{3,20}), IKEv[12], [0-9a-f]{16}_i\*? ([0-9a-f]{16})_r/;
/** `  office: #2, reqid 1, INSTALLED, TUNNEL-in-UDP, ESP:AES_CBC-256/HMAC_SHA2_256_128`. */
const child = /^ {1,4}(\S{1,128}): #\d{1,10}, reqid \d{1,10}, ([A-Z_]{3,20}), ([A-Z]{4,10}(?:-in-UDP)?)/;
/** `  remote '192.0.2.1' @ 192.0.2.1[4500]`. */
const remote = /^ {1,4}remote '.{0,256}' @ ([0-9a-f.:]{3,45})/;
const packets =
	/^ {1,8}(in|out) {1,3}[0-9a-f]{8}\b.{0,60}? {1,15}(\d{1,18}) bytes, {1,10}(\d{1,18}) packets(?:, {1,10}(\d{1,12})s ago)?/;

/** `    installed 3s ago, rekeying in 3081s, expires in 3597s`. */
const installed = /^ {1,8}installed (\d{1,12})s ago/;

interface IkeSa {
	/** The peer's address. */
	readonly peer: string;
	readonly line: SiteLine;
	readonly name: string;
	readonly state: string;
	readonly isAnswered: boolean;
	readonly tunnel: number | undefined;
	readonly children: Child[];
}

interface Child {
	readonly line: SiteLine;
	readonly state: string;
	readonly isInUdp: boolean;
	in: number | undefined;
	out: number | undefined;
	/** s, since the last packet came in. */
	heard: number | undefined;
	/** s, since it was made. */
	age: number | undefined;
	/** What it says of its age and of its packets. */
	readonly says: string[];
}

function sasOf(lines: readonly SiteLine[], place: Place): readonly IkeSa[] {
	const found: {sa: Omit<IkeSa, 'peer'>; peer: string}[] = [];
	for (const line of lines) {
		const head = ike.exec(line.text);
		const last = found.at(-1);
		if (head) {
			const [, name = '', state = '', responder = ''] = head;
			const sa = {line, name, state, isAnswered: !/^0+$/.test(responder), tunnel: undefined, children: []};
			found.push({sa, peer: ''});
		} else if (last && /^\s/.test(line.text)) {
			last.peer ||= remote.exec(line.text)?.[1] ?? '';
			readChild(line, last.sa.children);
		}
	}

	return found.map(({sa, peer}) => ({...sa, peer, tunnel: place.tunnelOf(`${sa.name} ${peer}`)}));
}

function readChild(line: SiteLine, children: Child[]): void {
	const head = child.exec(line.text);
	if (head) {
		children.push({
			line,
			state: head[2] ?? '',
			isInUdp: /-in-UDP/.test(head[3] ?? ''),
			in: undefined,
			out: undefined,
			heard: undefined,
			age: undefined,
			says: [],
		});
		return;
	}

	const last = children.at(-1);
	const [, age] = installed.exec(line.text) ?? [];
	if (last && age !== undefined) {
		last.age = Number(age);
		last.says.push(line.text.trim());
	}

	const counted = packets.exec(line.text);
	if (!counted || !last) return;
	last.says.push(line.text.trim().replaceAll(/ {2,}/g, ' '));
	if (counted[1] === 'out') last.out = Number(counted[3]);
	else [last.in, last.heard] = [Number(counted[3]), counted[4] === undefined ? undefined : Number(counted[4])];
}

/** Fewer packets than this prove nothing. */
const enough = 5;
/** Dead peer detection, status checks and BGP are heard more often than that, s. */
const lately = 120;

export const swanctlSas: Reader = {
	writer: 'swanctl',
	what: 'what swanctl --list-sas says',
	from: 'site state',
	owns: text => ike.test(text) || child.test(text) || packets.test(text),
	read(lines, place): readonly Reading[] {
		const sas = sasOf(lines, place);
		const perPeer = countPeers(sas);
		return sas.flatMap(sa => [
			...ofIke(sa, perPeer.get(sa.peer) ?? 0),
			...sa.children.flatMap(each => ofChild(each, sa)),
			...ofPairs(sa, place),
		]);
	},
};

/** How many IKE SAs stand with each address. */
function countPeers(sas: readonly IkeSa[]): ReadonlyMap<string, number> {
	const counts = new Map<string, number>();
	for (const {peer, state} of sas) if (state === 'ESTABLISHED') counts.set(peer, (counts.get(peer) ?? 0) + 1);
	return counts;
}

function ofIke({line, state, isAnswered, tunnel, children}: IkeSa, same: number): readonly Reading[] {
	const at = {line, ...(tunnel === undefined ? {} : {tunnel})};
	if (state === 'CONNECTING')
		return [
			isAnswered
				? {...at, row: 'answered once', points: {'udp-4500-blocked': 0.35, 'wrong-key': 0.25}}
				: {...at, row: 'never answered', points: {'udp-500-blocked': 0.5}},
		];
	if (state !== 'ESTABLISHED') return [];
	const standing = children.filter(each => each.state === 'INSTALLED');
	return [
		{...at, row: 'established', works: 'ike'},
		...standing.map(each => ({...at, row: 'installed', works: 'ipsec' as const, ...standsAs(each)})),
		...(standing.length > 0
			? []
			: [{...at, row: 'no child', points: {'phase-2-proposal': 0.35, 'wrong-ranges': 0.35}}]),
		...(same > 1 ? [{...at, row: 'several', points: {'duplicate-sas': 0.85}}] : []),
	];
}

/** The child as it is quoted where the cloud knows nothing of it. */
function standsAs({line, says, age, in: incoming, out, heard}: Child): Pick<Reading, 'line' | 'stands'> {
	const isHeard = (incoming ?? 0) > 0 && heard !== undefined && heard <= lately;
	const isUnheard = incoming !== undefined && !isHeard && (out ?? 0) >= enough;
	return {
		line: {...line, text: [line.text.trim(), ...says].join('; ')},
		stands: {...(age === undefined ? {} : {ageMs: age * 1000}), ...(isHeard || isUnheard ? {hears: isHeard} : {})},
	};
}

function ofChild({line, state, isInUdp, in: incoming, out}: Child, {tunnel}: IkeSa): readonly Reading[] {
	if (state !== 'INSTALLED' || incoming === undefined || out === undefined) return [];
	const at = {line, ...(tunnel === undefined ? {} : {tunnel})};
	// In UDP it goes where IKE goes, so that a block of ESP alone is less likely.
	if (incoming === 0 && out >= enough)
		return [{...at, row: 'nothing in', points: {'esp-blocked': isInUdp ? 0.5 : 0.75, 'no-way-back': 0.3}}];
	if (out === 0 && incoming >= enough) return [{...at, row: 'nothing out', points: {'site-firewall': 0.6}}];
	return [];
}

function ofPairs({line, tunnel, children}: IkeSa, place: Place): readonly Reading[] {
	const wanted = place.told(tunnel)?.pairs.length;
	const installed = children.filter(({state}) => state === 'INSTALLED').length;
	if (wanted === undefined || installed <= wanted) return [];
	return [{line, ...(tunnel === undefined ? {} : {tunnel}), row: 'pairs', points: {'many-sa-pairs': 0.7}}];
}
