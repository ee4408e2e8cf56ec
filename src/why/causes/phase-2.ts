import type {Known} from '../why.ts';
import {deviceLine, knownDevice} from '../words/device.ts';
import {present} from '../words/present.ts';
import {listConnections, listSas} from '../words/proofs.ts';
import {proposalWords} from '../words/proposals.ts';
import {valuesOf} from '../words/values.ts';
import type {CauseRow} from './cause-row.ts';

function rangeWords(known: Known): string {
	const pairs = valuesOf(known).tunnel?.pairs ?? [];
	if (pairs.length === 0) return 'the same ranges as the cloud has';
	return pairs.map(({siteSide, cloudSide}) => `${siteSide} (site) and ${cloudSide} (cloud)`).join('; ');
}

function espLines(known: Known): readonly string[] {
	const {number, tunnel} = valuesOf(known);
	return present([
		tunnel
			? `The cloud takes for phase 2 of tunnel ${number}: ${proposalWords(tunnel.esp)}. Write one of each on the device.`
			: 'Write the same encryption, integrity and PFS group for phase 2 at both ends.',
		deviceLine(known, ({esp}) => esp?.(valuesOf(known))),
	]);
}

/** IKE is up, and no SA for traffic comes of it. */
export const phase2: readonly CauseRow[] = [
	{
		id: 'phase-2-proposal',
		title: 'Phase 2: the two ends share no algorithms',
		source: 'run here: charon 5.9.8 at both ends, IKEv1 and IKEv2',
		over: 'ipsec',
		looksLike: ['phase-1-proposal', 'wrong-ranges'],
		mend: espLines,
		prove: known => [listSas(known, 'the IKE SA is ESTABLISHED and has no child')],
	},
	{
		id: 'pfs-group',
		title: 'Phase 2: the PFS group differs, so that the tunnel comes up and falls when its keys are renewed',
		source: 'run here: charon 5.9.8 at both ends with a short lifetime',
		over: 'stays',
		looksLike: ['phase-2-proposal', 'rekey-beat', 'duplicate-sas', 'closed-by-far-end'],
		mend: espLines,
		prove: known => [
			knownDevice(known)?.id === 'strongswan'
				? {
						where: 'on the device',
						command: `swanctl --rekey --child ${valuesOf(known).name}`,
						shows: 'NO_PROPOSAL_CHOSEN in the log: with IKEv2 the group is not looked at before the first renewal',
					}
				: listConnections(known, 'the PFS group of phase 2'),
		],
	},
	{
		id: 'wrong-ranges',
		title: 'The two ends have different ranges (traffic selectors, SPD)',
		source: 'run here: charon 5.9.8 at both ends, IKEv1 and IKEv2',
		over: 'ipsec',
		looksLike: ['phase-2-proposal'],
		mend: known => {
			const {connection} = known;
			return [
				`On the device: ${rangeWords(known)}${connection.routing === 'policy' ? ', each pair exactly as it stands there' : ''}.`,
			];
		},
		prove: known => [listConnections(known, 'the ranges that the device asks for')],
	},
	{
		id: 'many-sa-pairs',
		title: 'The device makes several pairs of SAs where the cloud keeps one: each pushes out the one before',
		source: 'AWS Site-to-Site VPN User Guide; xelerance/Openswan#117; run here',
		over: 'stays',
		looksLike: ['closed-by-far-end', 'duplicate-sas'],
		mend: known => [
			`Make one pair for the tunnel: ${rangeWords(known)}. What may pass is decided by routes and a firewall then.`,
		],
		prove: known => [listSas(known, 'more than one child of one IKE SA, or one that comes and goes')],
	},
	{
		id: 'lifetimes-differ',
		title: 'The two ends keep their SAs for different times, or amounts of data',
		source:
			'run here: charon 5.9.8 whose SA ends before anybody renews it; Palo Alto Networks and racoon guides; not negotiated in IKEv2 (RFC 7296, 2.8)',
		over: 'stays',
		looksLike: ['closed-by-far-end'],
		mend: known => {
			const {tunnel} = valuesOf(known);
			const times =
				tunnel && `The cloud: phase 1 ${tunnel.ike.lifetimeSeconds} s, phase 2 ${tunnel.esp.lifetimeSeconds} s. `;
			return [`${times ?? ''}Set the device a little shorter, so that it renews first, and no limit of data.`];
		},
		prove: known => [listSas(known, 'when each SA is renewed and when it ends')],
	},
];
