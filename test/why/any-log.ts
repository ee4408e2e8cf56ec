import fc from 'fast-check';
import {hostilePieces, hostileText} from '../fuzz/hostile-text.ts';
import {changedText, textChanges} from '../fuzz/mutations.ts';
import {vendorLines} from './vendor-lines.ts';

/** Lines that some reader knows, of logs, states and BGP, beside those of the vendors. */
const more: readonly string[] = [
	"Dec  1 00:00:01 gw charon: 14[CFG] <office|3> tried 1 shared key for '192.0.2.1' - '203.0.113.9', but MAC mismatched",
	'Dec  1 00:00:01 gw charon: 14[IKE] received AUTHENTICATION_FAILED notify error',
	'14[IKE] retransmit 5 of request with message ID 0',
	'14[IKE] IKE_SA office[1] established between 203.0.113.9[203.0.113.9]...192.0.2.1[192.0.2.1]',
	'AWS tunnel detected a pre-shared key mismatch with cgw: 203.0.113.9',
	'AWS-side peer detected a bad OPEN message from neighbor 169.254.10.2 - remote AS is 65011, expected 65010',
	'IKE_SA_ESTABLISH_FAIL:Failed to establish IKE SA for the reason of no matching secret. my ip: 192.0.2.1',
	"'office' 192.0.2.1:0  selectors(total,up): 1/0  rx(pkt,err): 0/0  tx(pkt,err): 69/2",
	'   current_peer 192.0.2.1 port 500',
	'    #pkts encaps: 1450, #pkts encrypt: 1450, #pkts digest: 1450',
	'    #pkts decaps: 0, #pkts decrypt: 0, #pkts verify: 0',
	'  id/spi: 19576 a83334b3c66f871b/0000000000000000',
	'  status: connecting, state 3, started 15s ago',
	'169.254.10.1    4 64512      10      11        0    0    0 00:14:05 Active',
	'169.254.10.1          64512       2010       2000       0       3    15:00:52 Establ',
	'192.0.2.1  203.0.113.9  MM_NO_STATE  0 ACTIVE',
	'2               192.0.2.1           office                Init 67       PSK/DH20/A256/SHA256  Jun.04 21:09:13 Jun.05 05:09:13 0  0      Established',
	'2859309 DOWN   e7753a11ff890094  0000000000000000  IKEv2          192.0.2.1',
	'<131073 ESP:aes-cbc-256/sha256 c674a8ac 2528/ unlim - root 500 192.0.2.1',
	'config vpn ipsec phase1-interface',
	'    edit "office"',
	'        set remote-gw 192.0.2.1',
	'        set proposal aes128-sha1 3des-md5',
	'Dec  1 00:00:01 gw charon: 05[NET] sending packet: from 198.51.100.4[500] to 192.0.2.1[500] (464 bytes)',
	'{"peers":{"169.254.10.1":{"state":"Active"}}}',
	'office: #1, ESTABLISHED, IKEv2, 1f_i* 2a_r',
];

const whole = fc.constantFrom(...vendorLines.map(([, , text]) => text), ...more);
const line = fc.oneof(
	{weight: 6, arbitrary: whole},
	{weight: 3, arbitrary: fc.tuple(whole, textChanges).map(([text, changes]) => changedText(text, changes))},
	{weight: 2, arbitrary: fc.tuple(hostileText, whole).map(([before, text]) => `${before}${text}`)},
	{weight: 2, arbitrary: hostileText},
	{weight: 1, arbitrary: fc.constantFrom(...hostilePieces)},
	{weight: 1, arbitrary: fc.json({maxDepth: 3})},
);

/** What somebody may paste as the logs of their site: known lines, spoiled ones, and anything. */
export const anyLog = fc
	.tuple(fc.array(line, {maxLength: 12}), fc.constantFrom('\n', '\r\n', '\n\n', '\n  '))
	.map(([lines, end]) => lines.join(end));

/** One line of each form, to repeat until it is long. */
export const oneOfEach: readonly string[] = [...vendorLines.map(([, , text]) => text), ...more];
