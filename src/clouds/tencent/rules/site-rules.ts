import {checkIpv4, contains, kindOfAddress, parseRange} from '../../../connection/networks.ts';
import type {CloudRule} from '../../contract/cloud.ts';
import {routingWords} from '../../registry.ts';
import {found} from '../../rules/cloud-rule.ts';
import type {TencentDraft} from '../own-document.ts';
import {siteEnd, siteGatewayOf} from '../read/site.ts';
import {tencentRule} from './tencent-rule.ts';

const createPage = 'Tencent Cloud vpc 2017-03-12, CreateCustomerGateway';
const limitsPage = 'Tencent Cloud VPN Connections documentation, "Limits" (product 554, page 18982)';
/** Not for customer gateways. Source: `createPage`, BgpAsn. */
const reservedAsns: readonly number[] = [139_341, 45_090, 58_835];
const unusable: readonly string[] = ['0.0.0.0/8', '127.0.0.0/8', '169.254.0.0/16', '224.0.0.0/3'];

const examples: readonly string[] = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24', '198.18.0.0/15'];
/** By the kind that `kindOfAddress` gives. */
const privateWords: ReadonlyMap<string, string> = new Map([
	['private', 'a private address'],
	['carrierGradeNat', 'an address behind a provider’s NAT'],
]);

/** Rules about the site's end, the customer gateway. */
export const siteRules: readonly CloudRule[] = [
	tencentRule({
		id: 'tencent.site.exists',
		field: 'site.id',
		says: 'The customer gateway exists in the region.',
		mend: 'Choose another one, or describe a new one',
		source: 'Tencent Cloud vpc 2017-03-12, CreateVpnConnection, error ResourceNotFound',
		needs: 'account',
		check: (draft, facts) =>
			draft.site?.kind === 'existing' &&
			facts.siteGateways &&
			!siteGatewayOf(draft, facts) &&
			`there is no customer gateway ${draft.site.id} in ${draft.region ?? 'the region'}`,
	}),
	tencentRule({
		id: 'tencent.site.address',
		field: 'site.address',
		says: 'A customer gateway’s address lies outside 0.0.0.0/8, 127.0.0.0/8, 169.254.0.0/16 and 224.0.0.0/3, and its host part by class (A: three numbers, B: two, C: one) is neither all 0 nor all 255.',
		mend: 'Give the public address of the site’s VPN device',
		source: limitsPage,
		check: ({site}) => {
			if (site?.kind !== 'new') return undefined;
			const problem = checkIpv4(site.address);
			if (problem) return problem;
			const within = unusable.find(range => contains(range, `${site.address}/32`));
			if (within) return `${site.address} lies in ${within}, where no gateway can be`;
			const network = `${site.address}/${classPrefixLength(site.address)}`;
			const {start, end, cidr} = parseRange(network);
			const at = parseRange(`${site.address}/32`).start;
			return (
				(at === start || at === end) &&
				`${site.address} is the ${at === start ? 'network' : 'broadcast'} address of ${cidr}, which Tencent Cloud does not take`
			);
		},
	}),
	tencentRule({
		id: 'tencent.site.address-private',
		field: 'site.address',
		severity: 'warn',
		says: 'A private or shared address is not reachable from the internet.',
		mend: 'Give the public address in front of the device, unless the gateway reaches it by a private line',
		source: 'RFC 1918, section 3; RFC 6598, section 7',
		check: (draft, facts) => {
			const {address} = siteEnd(draft, facts);
			if (address === undefined || checkIpv4(address)) return [];
			const words = privateWords.get(kindOfAddress(address));
			return found(siteField(draft), words && `${address} is ${words}`);
		},
	}),
	tencentRule({
		id: 'tencent.site.address-example',
		field: 'site.address',
		severity: 'warn',
		says: 'Addresses kept for documentation and tests belong to no device.',
		mend: 'Give the public address of the site’s VPN device',
		source: 'RFC 5737, section 3; RFC 2544, appendix C.2.2',
		check: (draft, facts) => {
			const {address} = siteEnd(draft, facts);
			return found(
				siteField(draft),
				address !== undefined &&
					examples.some(range => contains(range, `${address}/32`)) &&
					`${address} is an address for examples: no device on the internet has it`,
			);
		},
	}),
	tencentRule({
		id: 'tencent.site.not-the-gateway',
		field: 'site.address',
		enforcedBy: 'tunnelwright',
		says: 'The two ends of a tunnel have different addresses.',
		mend: 'Give the address of the site’s own device',
		source: 'RFC 4301, section 4.1 (a tunnel joins two security gateways)',
		needs: 'account',
		check: (draft, facts) => {
			const {address} = siteEnd(draft, facts);
			const gateway = facts.cloudGateway;
			return found(
				siteField(draft),
				address !== undefined &&
					gateway?.publicAddress === address &&
					`${address} is the address of the VPN gateway ${gateway.name || gateway.id} itself`,
			);
		},
	}),
	tencentRule({
		id: 'tencent.site.reused',
		field: 'site.address',
		severity: 'note',
		says: 'A customer gateway that has the address (and ASN) already is used instead of making a second one.',
		mend: 'Give another address where a second customer gateway is meant',
		source: `${createPage}, error UnsupportedOperation.RecordExists`,
		needs: 'account',
		check: (draft, facts) => {
			const gateway = draft.site?.kind === 'new' ? siteGatewayOf(draft, facts) : undefined;
			return (
				gateway &&
				`${gateway.address} is customer gateway ${gateway.name || gateway.id} (${gateway.id}) already: it is used`
			);
		},
	}),
	tencentRule({
		id: 'tencent.site.address-taken',
		field: 'site.asn',
		severity: 'warn',
		says: 'Whether an address can have a second customer gateway, with another ASN, is not documented.',
		mend: 'Choose the customer gateway that stands, or give its ASN; if the create is refused with RecordExists, nothing was made',
		source: `${createPage}, error UnsupportedOperation.RecordExists ("this record already exists")`,
		needs: 'account',
		check: (draft, facts) => {
			const {site} = draft;
			if (site?.kind !== 'new' || siteGatewayOf(draft, facts)) return undefined;
			const other = facts.siteGateways?.find(gateway => gateway.address === site.address);
			return (
				other &&
				`${site.address} is customer gateway ${other.name || other.id} (${other.id}) already, with ${other.asn === undefined ? 'no ASN' : `ASN ${other.asn}`}`
			);
		},
	}),
	tencentRule({
		id: 'tencent.site.asn-reserved',
		field: 'site.asn',
		says: 'ASN 139341, 45090 and 58835 belong to Tencent Cloud and cannot be a customer gateway’s.',
		mend: 'Use the site’s own ASN, or a private one: 64512 to 65534, 4200000000 to 4294967294',
		source: `${createPage}, BgpAsn`,
		check: ({site}) =>
			site?.kind === 'new' &&
			site.asn !== undefined &&
			reservedAsns.includes(site.asn) &&
			`ASN ${site.asn} is Tencent Cloud’s own`,
	}),
	tencentRule({
		id: 'tencent.site.asn-unused',
		field: 'site.asn',
		severity: 'note',
		says: 'A customer gateway’s ASN is for BGP. Without BGP it may stand there for later; an account without BGP may be refused it.',
		mend: 'Leave it out, unless BGP is to come later',
		source: `${createPage}, BgpAsn; error UnsupportedOperation.VpnUnsupportedBgp of the same call`,
		check: ({site, routing}) =>
			site?.kind === 'new' &&
			site.asn !== undefined &&
			routing !== undefined &&
			routing.mode !== 'bgp' &&
			`ASN ${site.asn} is sent with the customer gateway, and not used by ${routingWords('tencent', routing.mode)}`,
	}),
	tencentRule({
		id: 'tencent.site.aws-only',
		field: 'site',
		severity: 'note',
		says: 'Device name and certificate of a customer gateway exist on AWS only.',
		mend: 'Leave them out',
		source: `${createPage}: neither is a parameter`,
		check: ({site}) =>
			site?.kind === 'new'
				? [
						...found(
							'site.deviceName',
							site.deviceName !== undefined && 'the device name is not sent: Tencent Cloud has none',
						),
						...found(
							'site.certificateArn',
							site.certificateArn !== undefined && 'the certificate is not used: Tencent Cloud takes a pre-shared key',
						),
					]
				: [],
	}),
];

/** How long the network part of an address of class A, B or C is. Source: RFC 791, section 3.2; that Tencent Cloud reads it so: `limitsPage`. */
function classPrefixLength(address: string): 8 | 16 | 24 {
	const first = Number(address.split('.')[0]);
	if (first < 128) return 8;
	return first < 192 ? 16 : 24;
}

function siteField({site}: TencentDraft): string {
	return site?.kind === 'existing' ? 'site.id' : 'site.address';
}
