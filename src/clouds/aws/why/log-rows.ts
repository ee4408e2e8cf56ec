import type {LogRow} from '../../contract/cloud-why.ts';

/*
 * What AWS's own logs of a tunnel say, and what it means. Source of every wording: AWS Site-to-Site VPN User Guide, "Contents of Site-to-Site VPN logs": its tables
 * of IKEv1 and IKEv2 error messages, IKEv2 negotiation messages, BGP status messages and route status messages. Fragments, since the rest of a line varies.
 */

const ike: readonly LogRow[] = [
	// The one line that tells a wrong key from a wrong identity: both ends' logs say AUTHENTICATION_FAILED of either.
	{says: 'pre-shared key mismatch with cgw', points: {'wrong-key': 1}},
	// IKEv1: what was seen is a payload that could not be decrypted, and the key is what AWS makes of it. A damaged one looks the same: likely, and no proof.
	{says: 'due to invalid Pre-shared Key', points: {'wrong-key': 0.95}},
	// A wrong key has the line above beside it.
	{says: 'sending AUTHENTICATION_FAILED', points: {'wrong-identity': 0.6, 'wrong-key': 0.45}},
	{says: 'No Proposal Match Found by AWS', points: {'phase-1-proposal': 0.9, 'phase-2-proposal': 0.3}},
	{
		says: 'Notifying with "No proposal chosen"',
		points: {'phase-2-proposal': 0.75, 'phase-1-proposal': 0.4, 'pfs-group': 0.4},
	},
	{says: 'TS_UNACCEPTABLE', points: {'wrong-ranges': 0.95}},
	{
		says: 'Phase 2 was unable to establish while keeping Phase 1',
		points: {'phase-2-proposal': 0.65, 'wrong-ranges': 0.4, 'pfs-group': 0.3},
	},
	{
		says: 'deleting un-established Phase 1 IKE_SA',
		points: {'udp-4500-blocked': 0.65, 'wrong-key': 0.2, 'wrong-identity': 0.2},
	},
	{says: /Declaring peer dead|DPD timed out after/i, points: {'dead-peer': 0.95}},
	{says: 'received DELETE for IKE_SA from CGW', points: {'closed-by-far-end': 0.9}},
	{says: 'received DELETE for Phase 2 SA', points: {'closed-by-far-end': 0.4, 'idle-timeout': 0.3}},
	// Harmless unless it comes again and again.
	{says: /\(CHILD_REKEY\) collision|redundant SA is being deleted/i, points: {'duplicate-sas': 0.45}},
];

const bgp: readonly LogRow[] = [
	{says: /state has changed from \w{1,20} to Established/i, works: 'bgp'},
	{says: 'from Connect to Active', points: {'bgp-not-established': 0.9}},
	{says: 'from Established to Idle', points: {'bgp-not-established': 0.2}},
	// Only what is on the way fails then: the session was there, and its messages do not come through any more.
	{says: 'Hold Timer Expired', points: {'bgp-hold-timer': 0.9, 'mtu-black-hole': 0.4}},
	{says: /bad OPEN message|remote AS is \d{1,10}, expected/i, points: {'wrong-asn': 1}},
	{says: 'maximum prefix limit warning', points: {'too-many-prefixes': 0.3}},
	// Whose limit it is: that of the end which sends the notification.
	{says: /received notification 6\/1/i, points: {'device-route-limit': 1}},
	{says: /maximum prefix limit was exceeded|notification 6\/1/i, points: {'too-many-prefixes': 1}},
	{says: /received notification 6\/[2346]/i, points: {'bgp-closed-on-purpose': 0.95}},
	{says: /sent a notification 6\/[2346]/i, points: {'bgp-closed-on-purpose': 0.4}},
	{says: /notification 6\/[57]/i, points: {'bgp-not-established': 0.5}},
	{says: 'as-path contains our own AS', points: {'own-as-in-path': 1}},
	{says: /non-connected next-?hop/i, points: {'next-hop-not-connected': 1}},
];

/** What tells of a success comes last: a line of the log in JSON has the states of both phases beside its trouble. */
const works: readonly LogRow[] = [
	{says: /ike_?phase2_?state\W{1,6}established/i, works: 'ipsec'},
	{says: /ike_?phase1_?state\W{1,6}established/i, works: 'ike'},
];

/** Of the log of IKE and of that of BGP. */
export const awsLogRows: readonly LogRow[] = [...ike, ...bgp, ...works];
