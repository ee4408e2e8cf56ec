import type {AwsTunnelOptions} from '../../../clouds/aws/document.ts';
import {logOptions, tunnelOptions as rows} from '../../../clouds/aws/options.ts';
import {awsPresets} from '../../../clouds/aws/presets.ts';
import type {CloudAnswers, OptionValue} from '../../answers/answers.ts';
import type {Option, OptionChoice, Standard} from './option.ts';

/** The answer that decides whether each tunnel has options of its own. */
export const tunnelsApart = 'tunnels.apart';

export function areApart(answers: CloudAnswers): boolean {
	return answers.options[tunnelsApart] === 'each';
}

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

type NameOf<Kind> = {
	[Name in keyof typeof rows]: (typeof rows)[Name]['kind'] extends Kind ? Name : never;
}[keyof typeof rows];

/** A whole number, with what its row says. */
function whole(name: NameOf<'number'>) {
	const {limits, standard} = rows[name];
	const {least, most, unit}: {readonly least: number; readonly most?: number; readonly unit: string} = limits;
	return {
		name,
		kind: 'number',
		unit,
		from: least,
		...(most === undefined ? {} : {to: most}),
		own: String(standard),
	} as const;
}

/** Some of the values of its row; AWS by itself takes all. */
function several(name: NameOf<'list'>) {
	const {values} = rows[name];
	const ids = values.map(String);
	const numeric = typeof values[0] === 'number' ? ({numeric: true} as const) : {};
	return {name, kind: 'choices', ...numeric, choices: ids.map(id => ({id})), own: ids} as const;
}

/** Every member of VpnTunnelOptionsSpecification that both tunnels can share. Limits and defaults stand in their rows. */
const members: readonly TunnelOption[] = [
	{
		...several('ikeVersions'),
		group: ike,
		label: 'IKE versions',
		help: 'Which versions of IKE the cloud side accepts. IKEv1 is obsolete: allow it only for a device that has nothing else.',
	},
	{
		...several('phase1Encryption'),
		group: ike,
		label: 'Phase 1 encryption',
		help: 'Ciphers for the IKE exchange. AWS negotiates from the weakest that is allowed; GCM here needs IKEv2.',
	},
	{
		...several('phase1Integrity'),
		group: ike,
		label: 'Phase 1 integrity',
		help: 'Hashes for the IKE exchange. SHA1 is deprecated.',
	},
	{
		...several('phase1DhGroups'),
		group: ike,
		label: 'Phase 1 DH groups',
		help: 'Diffie-Hellman groups for the IKE keys: 14 or higher, without 22 and 23, is strong.',
	},
	{
		...whole('phase1LifetimeSeconds'),
		group: ike,
		label: 'Phase 1 lifetime',
		help: 'How long IKE keys are used before new ones are agreed.',
	},
	{
		...several('phase2Encryption'),
		group: ipsec,
		label: 'Phase 2 encryption',
		help: 'Ciphers for the traffic itself.',
	},
	{
		...several('phase2Integrity'),
		group: ipsec,
		label: 'Phase 2 integrity',
		help: 'Hashes for the traffic. GCM ciphers bring their own; then this is not used.',
	},
	{
		...several('phase2DhGroups'),
		group: ipsec,
		label: 'Phase 2 DH groups',
		help: 'Groups for perfect forward secrecy: fresh keys that do not follow from phase 1.',
	},
	{
		...whole('phase2LifetimeSeconds'),
		group: ipsec,
		label: 'Phase 2 lifetime',
		help: 'How long traffic keys are used. Shorter than phase 1’s.',
	},
	{
		...whole('rekeyMarginTimeSeconds'),
		group: ipsec,
		label: 'Rekey margin',
		help: 'How long before the end of phase 2 AWS begins to renew the keys. At most half of the phase 2 lifetime.',
	},
	{
		...whole('rekeyFuzzPercentage'),
		group: ipsec,
		label: 'Rekey fuzz',
		help: 'By how much the moment of renewal is spread at random within the margin, so that tunnels do not renew all at once.',
	},
	{
		...whole('replayWindowSize'),
		group: ipsec,
		label: 'Replay window',
		help: 'How far out of order a packet may arrive before it is taken for a replay.',
	},
	{
		...whole('dpdTimeoutSeconds'),
		group: life,
		label: 'DPD timeout',
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
		own: rows.dpdTimeoutAction.standard,
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
		own: rows.startupAction.standard,
		help: 'Who begins to build the tunnel.',
	},
	{
		name: 'lifecycleControl',
		group: life,
		kind: 'boolean',
		label: 'Lifecycle control',
		own: rows.lifecycleControl.standard,
		help: 'On: AWS tells before it replaces a tunnel’s endpoint, and you may choose the moment.',
	},
	{
		name: 'logs.logEnabled',
		group: logs,
		kind: 'boolean',
		label: 'Tunnel log',
		own: logOptions.logEnabled.standard,
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
		own: logOptions.logOutputFormat.standard,
		help: 'How a line of the tunnel log is written.',
	},
	{
		name: 'logs.bgpLogEnabled',
		group: logs,
		kind: 'boolean',
		label: 'BGP log',
		own: logOptions.bgpLogEnabled.standard,
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
		own: logOptions.bgpLogOutputFormat.standard,
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
