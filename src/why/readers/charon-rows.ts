import type {LogRow} from '../../clouds/contract/cloud-why.ts';

/**
 * strongSwan's daemon, whichever end it is: where the far side is strongSwan too, its words tell most. All wordings but those marked were seen from charon
 * 5.9.8 at its default log level. That it is "behind NAT" is no trouble: with `encap = yes` it always says so.
 */
export const charonRows: readonly LogRow[] = [
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
	{says: 'no IKE config found for', points: {'peer-not-configured': 0.7, 'ike-version': 0.6}},
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
	{says: /deleting (?:CHILD|IKE)_SA after \d{1,9} seconds of inactivity/, points: {'idle-timeout': 1}},
	{says: 'closing expired CHILD_SA', points: {'lifetimes-differ': 0.85}},
	{says: 'ESP sequence number verification failed', points: {'replay-drops': 0.85}},
	{says: 'DPD check timed out', points: {'dead-peer': 0.85}},
	{says: /sending DPD request/, points: {}},
	{says: /received DELETE for (?:ESP|AH) CHILD_SA/, points: {'closed-by-far-end': 0.5}},
	{says: /received DELETE for IKE_SA/, points: {'closed-by-far-end': 0.8}},
	{says: /deleting half open IKE_SA .{0,200}after timeout/, points: {'udp-4500-blocked': 0.6, 'wrong-key': 0.2}},
];
