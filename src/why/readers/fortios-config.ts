import type {SiteLine} from '../site-lines.ts';
import type {Reader, Reading, Told} from './line.ts';

/*
 * What FortiOS is set to: `show vpn ipsec phase1-interface` and `phase2-interface`, against what the cloud has. Source: Fortinet's own schema of both tables
 * (fortinet/fortios 2.3.0, FortiOS 6.0 to 7.4). Not run here.
 */

/** A table that is being read, and the tunnel of each phase 1, by its name. */
interface Place1 {
	phase: 1 | 2 | undefined;
	name: string;
	readonly tunnelOf: Map<string, number>;
}

export const fortiosConfig: Reader = {
	writer: 'FortiOS',
	what: 'FortiOS’s configuration',
	from: 'site state',
	fromGuide: true,
	owns: text =>
		/^\s{0,12}config vpn ipsec phase[12](?:-interface)?\b|^\s{4,16}set (?:proposal|dhgrp|ike-version|remote-gw|phase1name|pfs) /.test(
			text,
		),
	read(lines, place) {
		const at: Place1 = {phase: undefined, name: '', tunnelOf: new Map()};
		return lines.flatMap((line): readonly Reading[] => {
			const [word = '', what = '', ...values] = line.text.trim().replaceAll('"', '').split(' ');
			if (word === 'config')
				at.phase = /vpn ipsec phase([12])/.exec(line.text)?.[1] === '1' ? 1 : /phase2/.test(line.text) ? 2 : undefined;
			if (word === 'edit') at.name = what;
			if (word !== 'set' || at.phase === undefined) return [];
			if (what === 'remote-gw') learn(at, at.name, place.tunnelOf(line.text));
			if (what === 'phase1name') learn(at, `2 ${at.name}`, at.tunnelOf.get(values[0] ?? ''));
			const tunnel = at.tunnelOf.get(at.phase === 1 ? at.name : `2 ${at.name}`);
			const told = tunnel === undefined ? undefined : place.told(tunnel);
			if (!told || tunnel === undefined) return [];
			const points = compared(at.phase, what, values, told);
			return points ? [readingOf(line, `${at.phase} ${what}`, points, tunnel)] : [];
		});
	},
};

function learn({tunnelOf}: Place1, name: string, tunnel: number | undefined): void {
	if (tunnel !== undefined) tunnelOf.set(name, tunnel);
}

const readingOf = (line: SiteLine, row: string, points: Readonly<Record<string, number>>, tunnel: number): Reading => ({
	line,
	row,
	points,
	tunnel,
});

/** What a setting points to where the cloud takes none of its values. */
function compared(
	phase: 1 | 2,
	what: string,
	values: readonly string[],
	{ike, esp, ikeVersions}: Told,
): Readonly<Record<string, number>> | undefined {
	const wanted = phase === 1 ? ike : esp;
	const proposal = phase === 1 ? 'phase-1-proposal' : 'phase-2-proposal';
	switch (what) {
		case 'ike-version':
			return ikeVersions.some(version => String(version) === values[0]) ? undefined : {'ike-version': 0.85};
		case 'proposal':
			return values.some(value => takes(value, wanted)) ? undefined : {[proposal]: 0.85};
		case 'dhgrp':
			if (wanted.dhGroups.some(group => values.includes(String(group)))) return undefined;
			// the cloud offers no group in phase 2: then none is asked for
			return phase === 1 ? {[proposal]: 0.85} : wanted.dhGroups.length > 0 ? {'pfs-group': 0.85} : undefined;
		case 'pfs':
			return phase === 2 && values[0] === 'disable' && wanted.dhGroups.length > 0 ? {'pfs-group': 0.7} : undefined;
		default:
			return undefined;
	}
}

/** Whether the cloud takes `aes256-sha256`, or `aes256gcm-prfsha384`. */
function takes(proposal: string, {encryption, integrity}: Told['ike']): boolean {
	const [, cipher = '', gcm, hash] =
		/^(aes128|aes192|aes256|3des|des)(gcm)?(?:-(?:prf)?(md5|sha1|sha256|sha384|sha512))?$/.exec(proposal) ?? [];
	const own = `${cipher}-${gcm ? 'gcm' : 'cbc'}`;
	return (
		encryption.some(each => each === own) &&
		(hash === undefined || integrity.length === 0 || integrity.some(each => each === hash))
	);
}
