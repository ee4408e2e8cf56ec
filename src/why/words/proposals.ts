import type {DeviceTunnel} from '../../connection/device-side.ts';
import {UserError} from '../../connection/user-error.ts';
import {preferredEncryption, preferredGroups, preferredIntegrity} from '../../handover/devices/algorithms.ts';

type Proposals = Pick<DeviceTunnel['ike'], 'encryption' | 'integrity' | 'dhGroups'>;
type Tunnel = Omit<DeviceTunnel, 'key'>;

/** `aes256-cbc or aes128-cbc, with sha256, DH group 14 or 19`, the best first: the order is that of the files that are handed over. */
export function proposalWords({encryption, integrity, dhGroups}: Proposals): string {
	const hashes = bestFirst(preferredIntegrity(integrity), integrity);
	const groups = bestFirst(preferredGroups(dhGroups), dhGroups);
	return [
		bestFirst(preferredEncryption(encryption), encryption).join(' or '),
		hashes.length > 0 ? `with ${hashes.join(' or ')}` : '',
		groups.length > 0 ? `DH group ${groups.join(' or ')}` : 'no DH group (PFS off)',
	]
		.filter(Boolean)
		.join(', ');
}

/** What is advised against is taken all the same: it comes last. */
function bestFirst<Of>(preferred: readonly Of[], all: readonly Of[]): readonly Of[] {
	return [...new Set([...preferred, ...all])];
}

/**
 * One proposal that the cloud takes, the best that the device speaks, in its words: `aes256-sha256-modp2048`; undefined where it speaks none.
 * @param spell writes a tunnel's proposals as the device's file has them, and throws where the device has none of it
 */
export function oneProposal(
	tunnel: Tunnel,
	phase: 'ike' | 'esp',
	spell: (tunnel: Tunnel) => string,
): string | undefined {
	const {encryption, integrity, dhGroups} = tunnel[phase];
	for (const cipher of preferredEncryption(encryption))
		for (const hash of orNone(preferredIntegrity(integrity)))
			for (const group of orNone(preferredGroups(dhGroups))) {
				const one = {...tunnel[phase], encryption: [cipher], integrity: hash, dhGroups: group};
				const spelled = unlessUnspoken(() => spell({...tunnel, [phase]: one}));
				if (spelled !== undefined) return spelled;
			}

	return undefined;
}

function orNone<Of>(all: readonly Of[]): readonly (readonly Of[])[] {
	return all.length > 0 ? all.map(one => [one]) : [[]];
}

function unlessUnspoken(spell: () => string): string | undefined {
	try {
		return spell();
	} catch (error) {
		if (error instanceof UserError) return undefined;
		throw error;
	}
}
