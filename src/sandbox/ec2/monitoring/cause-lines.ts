import type {TunnelCause} from '../../causes.ts';

/*
 * What AWS writes of each trouble. Source: Site-to-Site VPN User Guide, "Site-to-Site VPN log contents": IKEv1 and IKEv2 error messages, BGP status messages,
 * route status messages. How it joins a message of two parts is nowhere shown.
 */

/** What the lines speak of. */
export interface LineTalk {
	/** The device's outside address, and its address inside the tunnel. */
	readonly site: string;
	readonly neighbor: string;
	/** The ASN that the device should have. */
	readonly asn: number;
	readonly isIkev2: boolean;
	readonly routes: readonly string[];
}

type IkeState = 'established' | 'rekeying' | 'negotiating' | 'down';

/** A line as it is written, before it has a time and a form. */
export type LogBody =
	| {readonly kind: 'ike'; readonly details: string; readonly phase1: IkeState; readonly phase2: IkeState}
	| {readonly kind: 'bgp'; readonly details: string; readonly status: 'UP' | 'DOWN'}
	| {
			readonly kind: 'route';
			readonly prefix: string;
			readonly status: 'ADVERTISED' | 'WITHDRAWN';
			readonly details?: string;
	  };

interface CauseLines {
	/** Written when it begins. */
	readonly once?: (talk: LineTalk) => readonly LogBody[];
	/** Written each time that the ends try again. */
	readonly again?: (talk: LineTalk) => readonly LogBody[];
}

export const ike = (details: string, phase1: IkeState = 'down', phase2: IkeState = 'down'): LogBody => ({
	kind: 'ike',
	details,
	phase1,
	phase2,
});
export const bgp = (details: string, status: 'UP' | 'DOWN' = 'DOWN'): LogBody => ({kind: 'bgp', details, status});

const keepsPhase1 = ike('AWS tunnel Phase 2 was unable to establish while keeping Phase 1', 'established');
const noProposal = 'No Proposal Match Found. Notifying with "No proposal chosen"';
const denied =
	(why: string) =>
	({routes}: LineTalk) =>
		routes.map((prefix): LogBody => ({kind: 'route', prefix, status: 'ADVERTISED', details: `DENIED due to: ${why}`}));

export const causeLines: Readonly<Record<TunnelCause, CauseLines>> = {
	'wrong-key': {
		again: ({site, isIkev2}) =>
			isIkev2
				? [
						ike(`AWS tunnel detected a pre-shared key mismatch with cgw: ${site}`, 'negotiating'),
						ike('AWS tunnel is sending AUTHENTICATION_FAILED as the response'),
					]
				: [ike('AWS tunnel payload decryption was unsuccessful due to invalid Pre-shared Key', 'negotiating')],
	},
	'wrong-identity': {again: () => [ike('AWS tunnel is sending AUTHENTICATION_FAILED as the response')]},
	proposals: {again: () => [ike('No Proposal Match Found by AWS', 'negotiating')]},
	'phase2-proposals': {again: () => [ike(noProposal, 'established', 'negotiating'), keepsPhase1]},
	selectors: {
		again: () => [
			ike('AWS: Traffic Selector: TS_UNACCEPTABLE: received from responder', 'established', 'negotiating'),
			keepsPhase1,
		],
	},
	'half-open': {
		again: ({site}) => [ike(`AWS tunnel Timeout: deleting un-established Phase 1 IKE_SA with cgw: ${site}`)],
	},
	nobody: {},
	'dead-peer': {
		once: ({isIkev2}) => [
			ike(isIkev2 ? 'AWS tunnel DPD timed out after 3 retransmits' : 'Peer is not responsive - Declaring peer dead'),
		],
	},
	'closed-by-device': {once: () => [ike('AWS tunnel received DELETE for IKE_SA from CGW')]},
	collision: {
		again: () => [
			ike('AWS tunnel detected a (CHILD_REKEY) collision as CHILD_DELETE', 'established', 'rekeying'),
			ike(
				'AWS tunnel (CHILD_SA) redundant SA is being deleted due to detected collision',
				'established',
				'established',
			),
		],
	},
	'bgp-port': {
		again: ({neighbor}) => [
			bgp(`AWS-side peer BGP session state has changed from Idle to Connect with neighbor ${neighbor}`),
			bgp(`AWS-side peer BGP session state has changed from Connect to Active with neighbor ${neighbor}`),
		],
	},
	'hold-timer': {
		again: ({neighbor}) => [
			bgp(`AWS-side peer sent a Hold Timer Expired notification to neighbor ${neighbor}`),
			bgp(`AWS-side peer BGP session state has changed from Established to Idle with neighbor ${neighbor}`),
		],
	},
	'wrong-asn': {
		again: ({neighbor, asn}) => [
			bgp(
				`AWS-side peer detected a bad OPEN message from neighbor ${neighbor} - remote AS is ${asn + 1}, expected ${asn}`,
			),
		],
	},
	'prefix-limit': {
		again: ({neighbor}) => [
			bgp(
				`AWS-side peer detected the maximum prefix limit was exceeded - received 101 prefixes from neighbor ${neighbor}, limit is 100`,
			),
			bgp(`AWS-side peer sent a notification 6/1 (Cease/Maximum Number of Prefixes Reached) to neighbor ${neighbor}`),
		],
	},
	'own-asn': {once: denied('as-path contains our own AS')},
	'next-hop': {once: denied('non-connected next-hop')},
	'nothing-announced': {},
};
