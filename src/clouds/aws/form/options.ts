import type {FormAnswers, FormAsked} from '../../contract/form-asked.ts';
import {always, type Option} from '../../contract/option.ts';
import {sharedTunnelOptions, tunnelOptions, tunnelsApart} from './tunnel-options.ts';

const kindOf = ({answers}: FormAsked) => answers.gateways[answers.region ?? '']?.kind;
/** A transit gateway, a concentrator and Cloud WAN can do what a virtual private gateway can't. */
const isBeyondVpc = (asked: FormAsked) => kindOf(asked) !== 'vgw' && kindOf(asked) !== 'new-vgw';
const isTransit = (asked: FormAsked) => kindOf(asked) === 'tgw';
const insideIpv6 = ({options}: FormAnswers) => options.insideIpVersion === 'ipv6';
const aws = 'AWS’s default';

const keys = 'Keys';
const traffic = 'Traffic inside';
const outside = 'Outside';

const everything = '0.0.0.0/0';
/** What may be reached at one side, asked of the version that is carried inside. */
const range = (path: string, label: string, example: string) => {
	const isIpv6 = path.startsWith('ipv6');
	const standard = always(isIpv6 ? '::/0' : everything, 'everything');
	const when = ({answers}: FormAsked) => insideIpv6(answers) === isIpv6;
	return {path, section: traffic, kind: 'text', label, example, standard, when} as const;
};

const ownOptions = [...tunnelOptions(1), ...tunnelOptions(2)];

/** Every option of an AWS connection that other steps do not ask. Source: EC2 API, CreateVpnConnection. */
export const awsOptions: readonly Option[] = [
	{
		path: 'keyStorage',
		section: keys,
		kind: 'choice',
		label: 'Key storage',
		choices: [
			{
				id: 'SecretsManager',
				title: 'Secrets Manager',
				means: 'keys are kept encrypted and shown only to who may read the secret; a small charge, needs permission',
			},
			{id: 'Standard', means: 'keys stand readable in the connection; no charge, no more permissions'},
		],
		standard: always('Standard', aws),
		help: 'Where AWS keeps the pre-shared keys. With Secrets Manager the device’s configuration comes without them: they are read from the secret.',
	},
	{
		path: 'insideIpVersion',
		section: traffic,
		kind: 'choice',
		label: 'IP version inside',
		choices: [
			{id: 'ipv4', title: 'IPv4'},
			{id: 'ipv6', title: 'IPv6', means: 'transit gateway or Cloud WAN only'},
		],
		standard: always('ipv4', aws),
		when: isBeyondVpc,
		help: 'A connection carries IPv4 or IPv6, not both: make two for both.',
	},
	{
		...range('ranges[0].cloudSide', 'Cloud side range', '10.0.0.0/16'),
		unset: everything,
		help: 'What may be reached at the cloud side (AWS calls it remote). With BGP leave both at 0.0.0.0/0: a narrower one stops BGP itself.',
	},
	{
		...range('ranges[0].siteSide', 'Site side range', '192.168.0.0/16'),
		kind: 'list',
		unset: [everything],
		help: 'What may be reached at the site side (AWS calls it local). AWS takes one range.',
	},
	{
		...range('ipv6Ranges.cloudSide', 'Cloud side IPv6 range', 'fd12:3456::/48'),
		help: 'What may be reached at the cloud side over IPv6.',
	},
	{
		...range('ipv6Ranges.siteSide', 'Site side IPv6 range', 'fd65:4321::/48'),
		help: 'What may be reached at the site side over IPv6.',
	},
	...([1, 2] as const).map(
		(tunnel): Option => ({
			path: `tunnels[${tunnel - 1}].insideIpv6Cidr`,
			section: traffic,
			kind: 'text',
			label: `Tunnel ${tunnel} IPv6 inside`,
			example: 'fd12:3456:789a::/126',
			standard: always(undefined, 'AWS picks one'),
			when: asked => insideIpv6(asked.answers),
			help: 'A /126 in fd00::/8 for the addresses inside this tunnel. Leave it empty unless your device needs a fixed one.',
		}),
	),
	{
		path: 'outsideAddressType',
		section: outside,
		kind: 'choice',
		label: 'Outside addresses',
		choices: [
			{id: 'PublicIpv4', title: 'Public IPv4', means: 'over the internet'},
			{id: 'PrivateIpv4', title: 'Private IPv4', means: 'over Direct Connect: needs a transport attachment'},
			{id: 'Ipv6', title: 'IPv6', means: 'over the internet; transit gateway or Cloud WAN'},
		],
		standard: always('PublicIpv4', aws),
		when: isBeyondVpc,
		help: 'Which kind of addresses the tunnel’s two ends have.',
	},
	{
		path: 'transportAttachmentId',
		section: outside,
		kind: 'text',
		label: 'Transport attachment',
		example: 'tgw-attach-0a1b2c3d',
		standard: always(undefined, 'none'),
		when: asked => asked.answers.options.outsideAddressType === 'PrivateIpv4',
		help: 'The transit gateway’s attachment to the Direct Connect gateway that carries the tunnels.',
	},
	{
		path: 'acceleration',
		section: outside,
		kind: 'boolean',
		label: 'Acceleration',
		standard: always(false, aws),
		when: isBeyondVpc,
		help: 'Enters the AWS network at the nearest edge (Global Accelerator): steadier, at a charge. It can’t be changed later, and the device must begin.',
	},
	{
		path: 'tunnelBandwidth',
		section: outside,
		kind: 'choice',
		label: 'Tunnel bandwidth',
		choices: [
			{id: 'standard', title: 'Standard', means: 'up to 1.25 Gbps a tunnel'},
			{id: 'large', title: 'Large', means: 'up to 5 Gbps a tunnel; transit gateway or Cloud WAN, without acceleration'},
		],
		standard: always('standard', aws),
		when: asked => isTransit(asked) || kindOf(asked) === 'none',
		help: 'How much one tunnel can carry.',
	},
	{
		path: tunnelsApart,
		section: 'Tunnels',
		kind: 'choice',
		label: 'Tunnel options',
		choices: [
			{id: 'both', title: 'The same for both'},
			{id: 'each', title: 'Each tunnel its own', means: 'what is set for a tunnel goes before what is set for both'},
		],
		standard: always('both', 'default'),
		formOnly: others => (ownOptions.some(({path}) => others[path] !== undefined) ? 'each' : undefined),
		help: 'A connection has two tunnels for AWS’s maintenance and failures. Different options are for devices that need them.',
	},
	...sharedTunnelOptions,
	...ownOptions,
];

/** What the first line of the form says of them. */
export const awsHeadlines = ['keyStorage', 'security.options.ikeVersions', 'security.options.phase2Encryption'];
