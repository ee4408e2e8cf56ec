import {asnProblem} from '../../../connection/asn-problem.ts';
import type {CloudForm} from '../../contract/form.ts';
import {awsRoutes, awsSite} from './fields.ts';
import {awsHeadlines, awsOptions} from './options.ts';

/** AWS gives this number to a gateway that is made without one. Source: EC2 API, CreateVpnGateway. */
const ownAsn = 64_512;
/** A virtual private gateway takes a private ASN alone. Source: EC2 API, CreateVpnGateway, AmazonSideAsn. */
const ownAsns = '64512 to 65534, or 4200000000 to 4294967294';

function ownAsnProblem(value: string): string | undefined {
	const asn = Number(value);
	const isPrivate = (asn >= 64_512 && asn <= 65_534) || (asn >= 4_200_000_000 && asn <= 4_294_967_294);
	return value === '' || isPrivate ? undefined : `${value} is not a private ASN: ${ownAsns}`;
}

/** The cloud's end of the tunnel. */
const awsGateways: CloudForm['gateway'] = {
	help: 'A virtual private gateway (VGW) serves one VPC, 1.25 Gbps a tunnel. A transit gateway (TGW) serves many, allows IPv6, large tunnels and acceleration.',
	kinds: {vgw: 'VGW', tgw: 'TGW'},
	withTables: ['vgw', 'new-vgw'],
	offers: [
		{
			kind: 'new-vgw',
			words: ['+ create a virtual private gateway', 'and attach it to a VPC'],
			says: 'a new virtual private gateway',
		},
		{
			kind: 'none',
			words: ['+ none yet', 'attached later, for Cloud WAN'],
			says: 'none yet: attached later, for Cloud WAN',
		},
	],
	none: 'none',
	makes: {
		offer: 'new-vgw',
		kind: 'vgw',
		asn: ownAsn,
		vpcHelp:
			'A virtual private gateway is attached to one VPC, and a VPC has one at most. It is made and attached together with the connection.',
		fields: [
			{
				id: 'gateway.name',
				label: 'Name',
				placeholder: '(the connection’s name)',
				free: true,
				help: 'The gateway’s name in the cloud’s lists. Left empty it gets the connection’s.',
				path: 'cloudGateway.name',
			},
			{
				id: 'gateway.asn',
				label: 'ASN',
				placeholder: `(AWS gives it ${ownAsn})`,
				help: `The cloud side’s BGP number, a private one: ${ownAsns}.`,
				path: 'cloudGateway.asn',
				number: true,
				syntax: value => asnProblem(value) ?? ownAsnProblem(value),
			},
		],
	},
};

/** What the wizard asks. */
export const awsForm: CloudForm = {
	gateway: awsGateways,
	site: awsSite,
	routing: {
		// a device that has no ASN, as far as AWS tells, is likely one without BGP
		isUnlikely: (mode, {answers: {region = '', sites}, site}) =>
			mode === 'bgp' && sites[region]?.kind !== 'new' && site !== undefined && site.asn === undefined,
	},
	routes: awsRoutes,
	keys: {
		around: 'tunnels',
		form: '8 to 64 letters, digits, dots and underscores, not beginning with 0.',
		kept: 'AWS can keep it in Secrets Manager: that is the first of the options, which come next.',
	},
	customPreset:
		'Only what you set among the options, which come next; the rest is left to AWS, which allows weak ciphers.',
	options: awsOptions,
	tunnelOf(path) {
		const index = /^tunnels\[(\d)\]/.exec(path)?.[1];
		return index === undefined ? undefined : Number(index) + 1;
	},
	headlines: awsHeadlines,
};
