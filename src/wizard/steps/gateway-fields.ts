import {checkIpv4} from '../../connection/networks.ts';
import {type Asked, ownGatewayAsn} from '../answers/asked.ts';
import type {Field} from './fields.ts';

const forAws = (asked: Asked) => asked.cloud === 'aws';

function asnProblem(value: string): string | undefined {
	return value === '' || (/^\d{1,10}$/.test(value) && Number(value) >= 1 && Number(value) <= 4_294_967_295)
		? undefined
		: `"${value}" is not an ASN: a whole number from 1 to 4294967295`;
}

/** A virtual private gateway takes a private ASN alone. Source: EC2 API, CreateVpnGateway, AmazonSideAsn. */
const ownAsns = '64512 to 65534, or 4200000000 to 4294967294';

function ownAsnProblem(value: string): string | undefined {
	const asn = Number(value);
	const isPrivate = (asn >= 64_512 && asn <= 65_534) || (asn >= 4_200_000_000 && asn <= 4_294_967_294);
	return value === '' || isPrivate ? undefined : `${value} is not a private ASN: ${ownAsns}`;
}

export const gatewayFields: readonly Field[] = [
	{
		kind: 'text',
		id: 'gateway.name',
		label: 'Name',
		placeholder: '(the connection’s name)',
		free: true,
		help: 'The gateway’s name in the cloud’s lists. Left empty it gets the connection’s.',
		path: () => 'cloudGateway.name',
		syntax: () => undefined,
	},
	{
		kind: 'text',
		id: 'gateway.asn',
		label: 'ASN',
		placeholder: `(AWS gives it ${ownGatewayAsn})`,
		help: `The cloud side’s BGP number, a private one: ${ownAsns}.`,
		path: () => 'cloudGateway.asn',
		syntax: value => asnProblem(value) ?? ownAsnProblem(value),
	},
];

export const siteFields: readonly Field[] = [
	{
		kind: 'text',
		id: 'site.address',
		label: 'Public address',
		placeholder: 'e.g. 203.0.113.24',
		help: 'The public IPv4 address of the VPN device at the site. Behind NAT it is the address that the internet sees.',
		path: () => 'site.address',
		syntax: value => (value === '' ? 'Give the address that the cloud will send to' : checkIpv4(value)),
	},
	{
		kind: 'text',
		id: 'site.asn',
		label: 'ASN',
		placeholder: 'e.g. 65010',
		help: 'The BGP autonomous system number of the site; a private one is 64512 to 65534, or 4200000000 to 4294967294. It must differ from the cloud side’s. Without BGP it is only a label.',
		path: () => 'site.asn',
		// left out, AWS would take 65000 for it (EC2 API, CreateCustomerGateway); Tencent Cloud's needs none without BGP
		syntax: (value, {cloud}) =>
			value === '' && cloud === 'aws'
				? 'Give the ASN of the site’s device: it can’t be changed later'
				: asnProblem(value),
	},
	{
		kind: 'text',
		id: 'site.name',
		label: 'Name',
		placeholder: 'e.g. berlin-office',
		free: true,
		help: cloud =>
			`The customer gateway’s name in the cloud’s lists. At most ${cloud === 'aws' ? 256 : 60} characters.`,
		path: () => 'site.name',
		syntax: value => (value === '' ? 'Give the site a name' : undefined),
	},
	{
		kind: 'text',
		id: 'site.deviceName',
		label: 'Device name',
		placeholder: '(none)',
		free: true,
		help: 'Optional. AWS takes two gateways of one address and ASN for the same one, unless their devices are named apart.',
		path: () => 'site.deviceName',
		when: forAws,
		syntax: () => undefined,
	},
	{
		kind: 'text',
		id: 'site.certificateArn',
		label: 'Certificate',
		placeholder: '(none: pre-shared keys)',
		help: 'Optional. The ARN of a private certificate of AWS Certificate Manager: the tunnels use it in place of pre-shared keys.',
		path: () => 'site.certificateArn',
		when: forAws,
		syntax: () => undefined,
	},
];
