import {checkIpv4, contains, kindOfAddress} from '../../../connection/networks.ts';
import type {Facts} from '../../contract/cloud.ts';
import {found} from '../../rules/cloud-rule.ts';
import type {AwsDraft} from '../own-document.ts';
import {defaultGatewayAsn, defaultSiteAsn} from '../read/site-match.ts';
import {awsRule, sources} from './rule.ts';

/** What AWS takes as private, by the kind that `kindOfAddress` gives: RFC 1918 and RFC 6598. Source: CreateCustomerGateway, IpAddress. */
const privateKinds: readonly string[] = ['private', 'carrierGradeNat'];
const documentationNetworks = ['192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24'];

function isDocumentation(address: string): boolean {
	return documentationNetworks.some(network => contains(network, `${address}/32`));
}

function newAddress(draft: AwsDraft): string | undefined {
	return draft.site?.kind === 'new' && draft.site.address && !checkIpv4(draft.site.address)
		? draft.site.address
		: undefined;
}

function kindWord(address: string): 'private' | 'public' | 'IPv6' {
	if (checkIpv4(address)) return 'IPv6';
	return privateKinds.includes(kindOfAddress(address)) ? 'private' : 'public';
}

/** ASNs that AWS keeps for itself, everywhere or in a region. */
const reservedAsns: readonly {readonly asn: number; readonly region?: string}[] = [
	{asn: 7224},
	{asn: 9059, region: 'eu-west-1'},
	{asn: 10_124, region: 'ap-northeast-1'},
	{asn: 17_943, region: 'ap-southeast-1'},
];

/** The Amazon side's ASN. A connection without a gateway gets the default one until it is attached. */
function cloudAsnOf({cloudGateway: choice}: AwsDraft, known: Facts['cloudGateway']): number | undefined {
	if (choice?.kind === 'new-vgw') return choice.asn ?? defaultGatewayAsn;
	return choice?.kind === 'none' ? defaultGatewayAsn : known?.asn;
}

/** The site's end: its address, its ASN, its state. */
export const siteRules = [
	awsRule({
		id: 'aws.site.state',
		field: 'site.id',
		says: 'The customer gateway must exist and be available.',
		mend: 'Choose another customer gateway, or describe a new one',
		source: sources.createConnection,
		needs: 'account',
		check: (draft, {siteGateway}) =>
			draft.site?.kind === 'existing' &&
			siteGateway &&
			!siteGateway.selectable &&
			`${siteGateway.id} can't be used: ${siteGateway.reason ?? siteGateway.state}`,
	}),
	awsRule({
		id: 'aws.site.address-fits',
		field: 'site.id',
		// the pages say what has to be given, not that the API compares the two
		enforcedBy: 'tunnelwright',
		says: 'The customer gateway’s address is private for private outside addresses, public for public ones, and of IPv6 for those of IPv6.',
		mend: 'Choose another customer gateway, or the outside address type that fits',
		source: `${sources.privateVpn} (both ends have private addresses, of RFC 1918 or RFC 6598); ${sources.createCustomerGateway}, IpAddress`,
		needs: 'account',
		check: (draft, {siteGateway}) => {
			const address = siteGateway?.address;
			if (draft.site?.kind !== 'existing' || !address || draft.outsideAddressType === 'Ipv6') return undefined;
			const kind = kindWord(address);
			return (kind === 'private') === (draft.outsideAddressType === 'PrivateIpv4') && kind !== 'IPv6'
				? undefined
				: `${siteGateway.id} has the ${kind} address ${address}`;
		},
	}),
	awsRule({
		id: 'aws.site.address-public',
		field: 'site.address',
		enforcedBy: 'tunnelwright',
		says: 'The site’s device needs an address that is reachable from the internet; behind NAT, that of the NAT device.',
		mend: 'Give the public address, as the internet sees it',
		source: sources.customerGatewayOptions,
		check: draft => {
			const address = newAddress(draft);
			if (!address || draft.outsideAddressType === 'PrivateIpv4' || isDocumentation(address)) return undefined;
			const kind = kindOfAddress(address);
			return kind === 'unicast' ? undefined : `${address} is not a public address (${kind})`;
		},
	}),
	awsRule({
		id: 'aws.site.address-private',
		field: 'site.address',
		enforcedBy: 'tunnelwright',
		says: 'With private outside addresses, the site’s device needs a private address: one of RFC 1918, or of 100.64.0.0/10 (RFC 6598).',
		mend: 'Give the device’s private address, or choose public outside addresses',
		source: `${sources.privateVpn} (both ends have private addresses); ${sources.createCustomerGateway}, IpAddress`,
		check: draft => {
			const address = newAddress(draft);
			return (
				address &&
				draft.outsideAddressType === 'PrivateIpv4' &&
				!privateKinds.includes(kindOfAddress(address)) &&
				`${address} is not a private address`
			);
		},
	}),
	awsRule({
		id: 'aws.site.address-documentation',
		field: 'site.address',
		severity: 'warn',
		says: 'The addresses of 192.0.2.0/24, 198.51.100.0/24 and 203.0.113.0/24 stand in examples only; no device has one.',
		mend: 'Give your device’s own public address',
		source: 'RFC 5737, section 3',
		check: draft => {
			const address = newAddress(draft);
			return address && isDocumentation(address) && `${address} is an example’s address`;
		},
	}),
	awsRule({
		id: 'aws.site.start-needs-address',
		field: 'site.id',
		says: 'AWS can start a tunnel only towards a customer gateway that has an address.',
		mend: 'Set the startup action to add, or use a customer gateway with an address',
		source: sources.initiation,
		needs: 'account',
		check: (draft, {siteGateway}) => {
			const starts = [draft.security?.options, ...(draft.tunnels ?? []).map(tunnel => tunnel.options)].some(
				options => options?.startupAction === 'start',
			);
			return (
				starts &&
				draft.site?.kind === 'existing' &&
				siteGateway?.selectable &&
				siteGateway.address === '' &&
				`${siteGateway.id} has no address that AWS could call`
			);
		},
	}),
	awsRule({
		id: 'aws.site.address-on-concentrator',
		field: 'site.address',
		severity: 'warn',
		says: 'On a VPN concentrator each customer gateway has an address of its own.',
		mend: 'Give the device another address, or use the customer gateway that stands',
		source: sources.concentrators,
		needs: 'account',
		check: (draft, {siteGateway, siteGateways, connections}) => {
			const {cloudGateway, site} = draft;
			if (cloudGateway?.kind !== 'concentrator' || !site) return [];
			const address = site.kind === 'new' ? site.address : siteGateway?.address;
			const twins = siteGateways?.filter(other => other.address === address && other.id !== siteGateway?.id) ?? [];
			const taken = connections?.find(
				({cloudGatewayId, siteGatewayId}) =>
					cloudGatewayId === cloudGateway.id && twins.some(({id}) => id === siteGatewayId),
			);
			return address && taken
				? found(
						site.kind === 'new' ? 'site.address' : 'site.id',
						`${taken.name || taken.id} leads to ${address} on this concentrator already`,
					)
				: [];
		},
	}),
	awsRule({
		id: 'aws.site.reused',
		field: 'site.address',
		severity: 'note',
		says: 'AWS has one customer gateway for an address, ASN and device name: asked for another, it gives the first back.',
		mend: 'Give a device name where a second one is meant',
		source: sources.createCustomerGateway,
		needs: 'account',
		check: (draft, {siteGateway}) =>
			draft.site?.kind === 'new' &&
			siteGateway &&
			`${siteGateway.id} stands for this address and ASN already and will be used`,
	}),
	awsRule({
		id: 'aws.site.other-certificate',
		field: 'site.certificateArn',
		enforcedBy: 'tunnelwright',
		says: 'A second customer gateway of one address and ASN, as with another certificate or with none, needs a device name of its own.',
		mend: 'Give site.deviceName, or the certificate that the customer gateway has',
		source: `${sources.createCustomerGateway} ("specify a unique device name for each customer gateway")`,
		needs: 'account',
		check: (draft, {siteGateway}) => {
			if (draft.site?.kind !== 'new' || !siteGateway) return undefined;
			const [has, wanted] = [siteGateway.certificateArn ?? '', draft.site.certificateArn ?? ''];
			return has === wanted
				? undefined
				: `${siteGateway.id} stands for this address and ASN, with ${has ? `the certificate ${has}` : 'no certificate'}`;
		},
	}),
	awsRule({
		id: 'aws.site.device-name',
		field: 'site.deviceName',
		says: 'A device name has up to 255 characters.',
		mend: 'Shorten it',
		source: sources.createCustomerGateway,
		check: draft =>
			draft.site?.kind === 'new' && (draft.site.deviceName?.length ?? 0) > 255 && 'The device name is too long',
	}),
	awsRule({
		id: 'aws.site.certificate',
		field: 'site.certificateArn',
		says: 'A certificate is named by its ARN in AWS Certificate Manager.',
		mend: 'Copy the ARN, as in arn:aws:acm:eu-central-1:123456789012:certificate/…',
		source: sources.createCustomerGateway,
		check: draft =>
			draft.site?.kind === 'new' &&
			draft.site.certificateArn !== undefined &&
			!/^arn:aws[\w-]*:acm:[\w-]+:\d{12}:certificate\/[\w-]+$/.test(draft.site.certificateArn) &&
			'This is not the ARN of a certificate',
	}),
	awsRule({
		id: 'aws.asn.distinct',
		field: 'site.asn',
		// by AWS's own troubleshooting text such a connection is made, and never comes up
		enforcedBy: 'tunnelwright',
		says: 'The two ends of a BGP session need different ASNs.',
		mend: 'Give the site another ASN, or use a gateway with another one',
		source:
			'RFC 4271, section 5.1.2 (an external peer is in another AS); aws/agent-toolkit-for-aws, sitetositevpn, "Distinct ASNs for a virtual private gateway"',
		needs: 'account',
		check: (draft, {cloudGateway, siteGateway}) => {
			if (draft.routing?.mode !== 'bgp' || !draft.site) return [];
			const cloudAsn = cloudAsnOf(draft, cloudGateway);
			const siteAsn = draft.site.kind === 'new' ? (draft.site.asn ?? defaultSiteAsn) : siteGateway?.asn;
			if (cloudAsn === undefined || siteAsn !== cloudAsn) return [];
			return found(
				draft.site.kind === 'new' ? 'site.asn' : 'site.id',
				`The site and the gateway both have ASN ${siteAsn}`,
			);
		},
	}),
	awsRule({
		id: 'aws.asn.reserved',
		field: 'site.asn',
		says: 'ASN 7224 is AWS’s own everywhere, 9059 in eu-west-1, 10124 in ap-northeast-1 and 17943 in ap-southeast-1.',
		mend: 'Choose another ASN; 64512 to 65534 are free to use',
		source: sources.customerGatewayOptions,
		check: draft => {
			const asn = draft.site?.kind === 'new' ? draft.site.asn : undefined;
			return (
				reservedAsns.some(entry => entry.asn === asn && (!entry.region || entry.region === draft.region)) &&
				`ASN ${asn} is reserved by AWS`
			);
		},
	}),
	awsRule({
		id: 'aws.asn.unusable',
		field: 'site.asn',
		severity: 'warn',
		says: 'ASNs 23456, 65535 and 4294967295 are reserved by the internet’s standards; devices refuse them.',
		mend: 'Choose another ASN; 64512 to 65534 are free to use',
		source: 'RFC 6793, section 9; RFC 7300, section 2',
		check: draft => {
			const asn = draft.site?.kind === 'new' ? draft.site.asn : undefined;
			return (asn === 23_456 || asn === 65_535 || asn === 4_294_967_295) && `ASN ${asn} is reserved`;
		},
	}),
	awsRule({
		id: 'aws.asn.default',
		field: 'site.asn',
		severity: 'note',
		says: 'Without an ASN the site gets 65000.',
		mend: 'Give the ASN that your device has',
		source: sources.createCustomerGateway,
		check: draft =>
			draft.routing?.mode === 'bgp' &&
			draft.site?.kind === 'new' &&
			draft.site.asn === undefined &&
			'No ASN is given: the site gets 65000',
	}),
];
