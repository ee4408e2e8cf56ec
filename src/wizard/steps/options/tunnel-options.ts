import type {AwsTunnelOptions} from '../../../clouds/aws/document.ts';
import {awsPresets} from '../../../clouds/aws/presets.ts';
import type {CloudAnswers, OptionValue} from '../../answers/answers.ts';
import type {Option, OptionChoice, Standard} from './option.ts';

/** The answer that decides whether each tunnel has options of its own. */
export const tunnelsApart = 'tunnels.apart';

export function areApart(answers: CloudAnswers): boolean {
	return answers.options[tunnelsApart] === 'each';
}

const dhGroups = [14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24].map(String);
const asChoices = (ids: readonly string[]): readonly OptionChoice[] => ids.map(id => ({id}));
const encryption = asChoices(['AES128', 'AES256', 'AES128-GCM-16', 'AES256-GCM-16']);
const integrity = asChoices(['SHA1', 'SHA2-256', 'SHA2-384', 'SHA2-512']);
const idsOf = (choices: readonly OptionChoice[]) => choices.map(({id}) => id);
const groups1 = asChoices(['2', ...dhGroups]);
const groups2 = asChoices(['2', '5', ...dhGroups]);
const versions = asChoices(['ikev1', 'ikev2']);
const formats: readonly OptionChoice[] = [
	{id: 'json', means: 'one object a line, for queries'},
	{id: 'text', means: 'plain lines'},
];

type Word<Kind> = Kind extends Option ? Omit<Kind, 'path' | 'section' | 'standard' | 'only'> : never;
/** A tunnel option before it has its place: `name` is its member of AwsTunnelOptions, `own` AWS's value where it is left out. */
type TunnelOption = Word<Option> & {
	readonly name: string;
	readonly group: string;
	readonly own: OptionValue | undefined;
};

const ike = 'IKE (phase 1)';
const ipsec = 'IPsec (phase 2)';
const life = 'starting, keeping, ending';
const logs = 'logs';

/** Every member of VpnTunnelOptionsSpecification that both tunnels can share. Defaults: AWS Site-to-Site VPN User Guide, "Tunnel options". */
const members: readonly TunnelOption[] = [
	{
		name: 'ikeVersions',
		group: ike,
		kind: 'choices',
		label: 'IKE versions',
		choices: versions,
		own: idsOf(versions),
		help: 'Which versions of IKE the cloud side accepts. IKEv1 is obsolete: allow it only for a device that has nothing else.',
	},
	{
		name: 'phase1Encryption',
		group: ike,
		kind: 'choices',
		label: 'Phase 1 encryption',
		choices: encryption,
		own: idsOf(encryption),
		help: 'Ciphers for the IKE exchange. AWS negotiates from the weakest that is allowed; GCM here needs IKEv2.',
	},
	{
		name: 'phase1Integrity',
		group: ike,
		kind: 'choices',
		label: 'Phase 1 integrity',
		choices: integrity,
		own: idsOf(integrity),
		help: 'Hashes for the IKE exchange. SHA1 is deprecated.',
	},
	{
		name: 'phase1DhGroups',
		group: ike,
		kind: 'choices',
		numeric: true,
		label: 'Phase 1 DH groups',
		choices: groups1,
		own: idsOf(groups1),
		help: 'Diffie-Hellman groups for the IKE keys: 14 or higher, without 22 and 23, is strong.',
	},
	{
		name: 'phase1LifetimeSeconds',
		group: ike,
		kind: 'number',
		label: 'Phase 1 lifetime',
		unit: 's',
		from: 900,
		to: 28_800,
		own: '28800',
		help: 'How long IKE keys are used before new ones are agreed.',
	},
	{
		name: 'phase2Encryption',
		group: ipsec,
		kind: 'choices',
		label: 'Phase 2 encryption',
		choices: encryption,
		own: idsOf(encryption),
		help: 'Ciphers for the traffic itself.',
	},
	{
		name: 'phase2Integrity',
		group: ipsec,
		kind: 'choices',
		label: 'Phase 2 integrity',
		choices: integrity,
		own: idsOf(integrity),
		help: 'Hashes for the traffic. GCM ciphers bring their own; then this is not used.',
	},
	{
		name: 'phase2DhGroups',
		group: ipsec,
		kind: 'choices',
		numeric: true,
		label: 'Phase 2 DH groups',
		choices: groups2,
		own: idsOf(groups2),
		help: 'Groups for perfect forward secrecy: fresh keys that do not follow from phase 1.',
	},
	{
		name: 'phase2LifetimeSeconds',
		group: ipsec,
		kind: 'number',
		label: 'Phase 2 lifetime',
		unit: 's',
		from: 900,
		to: 3600,
		own: '3600',
		help: 'How long traffic keys are used. Shorter than phase 1’s.',
	},
	{
		name: 'rekeyMarginTimeSeconds',
		group: ipsec,
		kind: 'number',
		label: 'Rekey margin',
		unit: 's',
		from: 60,
		to: 1800,
		own: '270',
		help: 'How long before the end of phase 2 AWS begins to renew the keys. At most half of the phase 2 lifetime.',
	},
	{
		name: 'rekeyFuzzPercentage',
		group: ipsec,
		kind: 'number',
		label: 'Rekey fuzz',
		unit: '%',
		from: 0,
		to: 100,
		own: '100',
		help: 'By how much the moment of renewal is spread at random within the margin, so that tunnels do not renew all at once.',
	},
	{
		name: 'replayWindowSize',
		group: ipsec,
		kind: 'number',
		label: 'Replay window',
		unit: 'packets',
		from: 64,
		to: 2048,
		own: '1024',
		help: 'How far out of order a packet may arrive before it is taken for a replay.',
	},
	{
		name: 'dpdTimeoutSeconds',
		group: life,
		kind: 'number',
		label: 'DPD timeout',
		unit: 's',
		from: 30,
		own: '30',
		help: 'Dead peer detection: after so long without an answer the device counts as gone.',
	},
	{
		name: 'dpdTimeoutAction',
		group: life,
		kind: 'choice',
		label: 'DPD action',
		choices: [
			{id: 'clear', means: 'end the tunnel and wait for the device'},
			{id: 'restart', means: 'end it and try again at once'},
			{id: 'none', means: 'do nothing'},
		],
		own: 'clear',
		help: 'What AWS does when the device counts as gone.',
	},
	{
		name: 'startupAction',
		group: life,
		kind: 'choice',
		label: 'Startup action',
		choices: [
			{id: 'add', means: 'AWS waits: the device must begin'},
			{id: 'start', means: 'AWS begins; needs IKEv2 and a fixed address'},
		],
		own: 'add',
		help: 'Who begins to build the tunnel.',
	},
	{
		name: 'lifecycleControl',
		group: life,
		kind: 'boolean',
		label: 'Lifecycle control',
		own: false,
		help: 'On: AWS tells before it replaces a tunnel’s endpoint, and you may choose the moment.',
	},
	{
		name: 'logs.logEnabled',
		group: logs,
		kind: 'boolean',
		label: 'Tunnel log',
		own: false,
		help: 'Writes what IKE and DPD do to CloudWatch Logs. The log group costs by volume.',
	},
	{
		name: 'logs.logGroupArn',
		group: logs,
		kind: 'text',
		label: 'Tunnel log group',
		example: 'arn:aws:logs:eu-central-1:123456789012:log-group:vpn',
		own: undefined,
		help: 'The ARN of the log group. It must exist.',
	},
	{
		name: 'logs.logOutputFormat',
		group: logs,
		kind: 'choice',
		label: 'Tunnel log format',
		choices: formats,
		own: 'json',
		help: 'How a line of the tunnel log is written.',
	},
	{
		name: 'logs.bgpLogEnabled',
		group: logs,
		kind: 'boolean',
		label: 'BGP log',
		own: false,
		when: asked => asked.answers.mode !== 'static',
		help: 'Writes what the BGP sessions do to CloudWatch Logs. Needs BGP routing.',
	},
	{
		name: 'logs.bgpLogGroupArn',
		group: logs,
		kind: 'text',
		label: 'BGP log group',
		example: 'arn:aws:logs:eu-central-1:123456789012:log-group:vpn-bgp',
		own: undefined,
		when: asked => asked.answers.mode !== 'static',
		help: 'The ARN of the log group. It must exist.',
	},
	{
		name: 'logs.bgpLogOutputFormat',
		group: logs,
		kind: 'choice',
		label: 'BGP log format',
		choices: formats,
		own: 'json',
		when: asked => asked.answers.mode !== 'static',
		help: 'How a line of the BGP log is written.',
	},
];

/** The options that both tunnels share. */
export const sharedTunnelOptions: readonly Option[] = members.map(member => {
	const {name, group, own, ...rest} = member;
	const standard = (answers: CloudAnswers) => sharedStandard(name, own, answers);
	return {...rest, path: `security.options.${name}`, section: `Both tunnels: ${group}`, standard};
});

/** The options of one tunnel: they begin as both tunnels' are. */
export function tunnelOptions(tunnel: 1 | 2): readonly Option[] {
	return members.map(member => {
		const {name, group, own, ...rest} = member;
		const standard = (answers: CloudAnswers): Standard => {
			const both = answers.options[`security.options.${name}`];
			return both === undefined ? sharedStandard(name, own, answers) : {value: both, whose: 'as for both'};
		};
		return {
			...rest,
			path: `tunnels[${tunnel - 1}].options.${name}`,
			section: `Tunnel ${tunnel}: ${group}`,
			standard,
			only: areApart,
		};
	});
}

function sharedStandard(name: string, own: OptionValue | undefined, answers: CloudAnswers): Standard {
	const preset =
		answers.choices.preset === 'compatible' || answers.choices.preset === 'custom' ? answers.choices.preset : 'strong';
	const given = fromPreset(awsPresets[preset], name);
	if (given !== undefined) return {value: given, whose: preset === 'strong' ? 'strong' : 'for old devices'};
	return {value: own, whose: 'AWS’s default'};
}

function fromPreset(options: AwsTunnelOptions, name: string): OptionValue | undefined {
	const value: unknown = Object.entries(options).find(([member]) => member === name)?.[1];
	if (Array.isArray(value)) return value.map(String);
	if (typeof value === 'boolean') return value;
	return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}
