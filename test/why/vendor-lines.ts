import {down} from './known.ts';

/*
 * Lines as devices write them, with made-up addresses, and the cause that each of them is of. Where a line is from a published log or a guide, that is named; the others are
 * of the same form with other values.
 */

const at = down.outsideAddress;
export const fortiLog = (fields: string) =>
	`date=2026-12-01 time=00:05:04 devname="gw" devid="FGVM00" tz="+0000" logid="0101037124" type="event" subtype="vpn" level="error" logdesc="IPsec phase 1 error" msg="IPsec phase 1 error" action="negotiate" remip=${at} locip=203.0.113.9 ${fields}`;

/** Device, cause, line, and where its form is from. */
export const vendorLines: readonly (readonly [writer: string, cause: string, text: string])[] = [
	// Fortinet community 195955 and log reference
	[
		'FortiOS',
		'phase-1-proposal',
		fortiLog(
			'cookies="75da2b97aacbbfef/0000000000000000" status="negotiate_error" reason="peer SA proposal not match local policy"',
		),
	],
	[
		'FortiOS',
		'phase-2-proposal',
		fortiLog('mode="quick" status="negotiate_error" reason="peer SA proposal not match local policy"').replace(
			'phase 1 error',
			'phase 2 error',
		),
	],
	['FortiOS', 'wrong-key', 'ike 0:office: probable pre-shared secret mismatch'],
	[
		'FortiOS',
		'wrong-key',
		'2026-12-01 00:05:04.260710 ike V=root:0:office:76: PSK auth failed: probable pre-shared key mismatch',
	],
	['FortiOS', 'wrong-identity', 'ike V=root:0:office:76: gw validation failed'],
	['FortiOS', 'wrong-ranges', 'ike 0:office:76:1: failed to match peer selectors'],
	[
		'FortiOS',
		'udp-500-blocked',
		'ike 0:office:7: sent IKE msg (P1_RETRANSMIT): 203.0.113.9:500->192.0.2.1:500, len=292',
	],
	[
		'FortiOS',
		'peer-not-configured',
		fortiLog('status=negotiate_error error_reason=no matching gateway for new request'),
	],
	['FortiOS', 'dead-peer', fortiLog('action="dpd" status="dpd_failure"')],
	['FortiOS', 'site-firewall', 'ike 0:office:76: no policy configured, ignoring request to establish IPsec SA'],
	// Cisco document 5409, labs that were published
	[
		'Cisco IOS',
		'wrong-key',
		`*Dec  1 00:05:09.431: %CRYPTO-4-IKMP_BAD_MESSAGE: IKE message from ${at} failed its sanity check or is malformed`,
	],
	[
		'Cisco IOS',
		'phase-1-proposal',
		'ISAKMP-ERROR: (0): phase 1 SA policy not acceptable! (local 203.0.113.9 remote 192.0.2.1)',
	],
	['Cisco IOS', 'phase-1-proposal', 'IKEv2:(SESSION ID = 1,SA ID = 1):Failed to find a matching policy'],
	['Cisco IOS', 'udp-500-blocked', 'ISAKMP:(0): retransmitting phase 1 MM_NO_STATE...'],
	[
		'Cisco IOS',
		'stale-spi',
		`%CRYPTO-4-RECVD_PKT_INV_SPI: decaps: rec'd IPSEC packet has invalid spi for destaddr=203.0.113.9, prot=50, spi=0x22642F0C(576990988), srcaddr=${at}`,
	],
	['Cisco IOS', 'replay-drops', '%CRYPTO-4-PKT_REPLAY_ERR: decrypt: replay check failed'],
	[
		'Cisco IOS',
		'wrong-asn',
		'%BGP-3-NOTIFICATION: sent to neighbor 169.254.10.1 passive 2/2 (peer in wrong AS) 2 bytes FF78',
	],
	['Cisco IOS', 'bgp-hold-timer', '%BGP-3-NOTIFICATION: sent to neighbor 169.254.10.1 4/0 (hold time expired) 0 bytes'],
	[
		'Cisco IOS',
		'device-route-limit',
		'%BGP-3-MAXPFXEXCEED: No. of prefix received from 169.254.10.1 (afi 0): 105 exceed limit 100',
	],
	[
		'Cisco IOS',
		'too-many-prefixes',
		'%BGP-3-NOTIFICATION: received from neighbor 169.254.10.1 6/1 (Maximum Number of Prefixes Reached) 7 bytes 00010100 000064',
	],
	[
		'Cisco IOS',
		'bgp-closed-on-purpose',
		'%BGP-3-NOTIFICATION: received from neighbor 169.254.10.1 6/2 (Administrative Shutdown) 0 bytes',
	],
	// Cisco, ASA syslog messages; AWS, Troubleshooting Cisco ASA; published threads
	[
		'Cisco ASA',
		'wrong-ranges',
		`%ASA-3-713061: Group = ${at}, IP = ${at}, Rejecting IPSec tunnel: no matching crypto map entry for remote proxy 10.1.0.0/255.255.0.0/0/0 local proxy 10.9.0.0/255.255.0.0/0/0 on interface outside`,
	],
	[
		'Cisco ASA',
		'dead-peer',
		`%ASA-3-713123: Group = ${at}, IP = ${at}, IKE lost contact with remote peer, deleting connection (keepalive type: DPD)`,
	],
	[
		'Cisco ASA',
		'udp-4500-blocked',
		`%ASA-4-750003: Local:203.0.113.9:500 Remote:${at}:500 Username:Unknown IKEv2 Negotiation aborted due to ERROR: Failed to receive the AUTH msg before the timer expired`,
	],
	[
		'Cisco ASA',
		'idle-timeout',
		`%ASA-4-113019: Group = ${at}, Username = ${at}, IP = ${at}, Session disconnected. Session Type: LAN-to-LAN, Duration: 0h:31m:00s, Bytes xmt: 10, Bytes rcv: 10, Reason: Idle Timeout`,
	],
	[
		'Cisco ASA',
		'replay-drops',
		`%ASA-4-402119: IPSEC: Received an ESP packet (SPI= 0x0C190BF9, sequence number= 0x598243) from ${at} (user= ${at}) to 203.0.113.9 that failed anti-replay checking.`,
	],
	// Palo Alto Networks, Interpret VPN Error Messages
	[
		'PAN-OS',
		'udp-500-blocked',
		`IKE phase-1 negotiation is failed as initiator, main mode. Failed SA: 203.0.113.9[500]-${at}[500] cookie:84222f276c2fa2e9:0000000000000000. Due to timeout.`,
	],
	[
		'PAN-OS',
		'peer-not-configured',
		`IKE phase-1 negotiation is failed. Couldn't find configuration for IKE phase-1 request for peer IP ${at}[1929].`,
	],
	['PAN-OS', 'phase-1-proposal', "IKE phase-1 negotiation is failed. no suitable proposal found in peer's SA payload."],
	['PAN-OS', 'pfs-group', 'IKEv2 child SA negotiation is failed message lacks KE payload'],
	[
		'PAN-OS',
		'wrong-ranges',
		'IKE phase-2 negotiation failed when processing proxy ID. cannot find matching phase-2 tunnel for received proxy ID. received local id: 10.1.0.0/16 type IPv4_subnet',
	],
	[
		'PAN-OS',
		'wrong-identity',
		`IKEv2 IKE SA negotiation is failed. received ID_I (type ipaddr [10.222.191.127]) does not match peers id`,
	],
	// KB10097, the system log explorer, tools that look for these words
	[
		'Junos',
		'wrong-key',
		`Dec  1 00:05:04  srx kmd[14162]: IKE negotiation failed with error: Authentication failed. IKE Version: 2, VPN: v1 Gateway: g1, Local: 203.0.113.9/500, Remote: ${at}/500`,
	],
	[
		'Junos',
		'phase-1-proposal',
		`Dec  1 00:05:04  srx kmd[14162]: IKE negotiation failed with error: No proposal chosen. IKE Version: 1, VPN: v1 Gateway: g1, Local: 203.0.113.9/500, Remote: ${at}/500`,
	],
	['Junos', 'dead-peer', `Dec  1 00:05:04  srx kmd[14162]: KMD_DPD_PEER_DOWN: DPD detected peer ${at} down`],
	[
		'Junos',
		'wrong-ranges',
		'Dec  1 00:05:04  srx kmd[14162]: KMD_VPN_TS_MISMATCH: Traffic-selector mismatch, vpn name: v1',
	],
	[
		'Junos',
		'bgp-hold-timer',
		'Dec  1 00:05:04  srx rpd[20852]: bgp_io_mgmt_cb:3103: NOTIFICATION sent to 169.254.10.1 (External AS 64512): code 4 (Hold Timer Expired Error), Reason: holdtime expired',
	],
	// MikroTik's manual, and logs of two routers that were published
	['RouterOS', 'phase-1-proposal', '17:21:08 ipsec rejected hashtype: DB(prop#1:trns#1):Peer(prop#1:trns#1) = MD5:SHA'],
	[
		'RouterOS',
		'udp-500-blocked',
		`17:12:32 ipsec,error phase1 negotiation failed due to time up 203.0.113.9[500]<=>${at}[500] 8bf6c46b:00000000`,
	],
	['RouterOS', 'wrong-key', `17:12:32 ipsec,error ${at} parsing packet failed, possible cause: wrong password`],
	[
		'RouterOS',
		'wrong-identity',
		`17:12:32 ipsec,error identity not found for responder: ADDR4:203.0.113.9 peer: ADDR4:${at}`,
	],
	['RouterOS', 'wrong-ranges', '17:12:32 ipsec reply notify: TS_UNACCEPTABLE'],
	// ipsec-tools' source, and the table of a cloud that names a cause for each
	[
		'racoon',
		'wrong-key',
		'Dec  1 00:05:04 gw racoon: ERROR: phase1: invalid HASH_V1 payload length, mismatch of preshared secrets?',
	],
	['racoon', 'pfs-group', 'Dec  1 00:05:04 gw racoon: ERROR: pfs group mismatched: my:14 peer:0'],
	['racoon', 'aggressive-mode', 'Dec  1 00:05:04 gw racoon: ERROR: not acceptable Identity Protection mode'],
	['racoon', 'ike-version', 'Dec  1 00:05:04 gw racoon: ERROR: unknown ikev2 peer'],
	['racoon', 'lifetimes-differ', 'Dec  1 00:05:04 gw racoon: ERROR: long lifetime proposed: my:3600 peer:28800'],
];
