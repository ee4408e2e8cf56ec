import type {CloudRule} from '../../contract/cloud.ts';
import {standards, withinSentence} from '../../contract/option.ts';
import {keyVariableProblem} from '../../document/key-variable.ts';
import {bothBegin} from '../../engine/both-begin.ts';
import {found} from '../../rules/cloud-rule.ts';
import {numberOptions, tunnelOptions} from '../options.ts';
import {awsRule, eachTunnel, sources} from './rule.ts';

const limitRules: readonly CloudRule[] = numberOptions.map(([option, {label, limits}]) => {
	const {least, most = Number.POSITIVE_INFINITY, unit} = limits;
	const called = `The ${withinSentence(label)}`;
	const range = Number.isFinite(most) ? `${least} to ${most} ${unit}` : `${least} ${unit} or more`;
	return awsRule({
		id: `aws.tunnel.${option}`,
		field: `security.options.${option}`,
		says: `${called} is a whole number, ${range}.`,
		mend: `Choose ${range}`,
		source: sources.tunnelOptions,
		check: draft =>
			eachTunnel(draft, ({options, pathOf}) => {
				const value = options[option];
				if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return undefined;
				return found(pathOf(option), `${called} of ${value} ${unit} is not ${range}`);
			}),
	});
});

const defaults = standards(tunnelOptions);

/** Times, windows, actions and logs of the tunnels. */
export const tunnelRules = [
	...limitRules,
	awsRule({
		id: 'aws.tunnel.phase2-below-phase1',
		field: 'security.options.phase2LifetimeSeconds',
		says: 'The phase 2 lifetime is shorter than that of phase 1.',
		mend: 'Lengthen phase 1, or shorten phase 2',
		source: sources.tunnelOptions,
		check: draft =>
			eachTunnel(draft, ({options, pathOf}) => {
				const phase1 = options.phase1LifetimeSeconds ?? defaults.phase1LifetimeSeconds;
				const phase2 = options.phase2LifetimeSeconds ?? defaults.phase2LifetimeSeconds;
				if (phase2 < phase1) return undefined;
				const field = options.phase2LifetimeSeconds === undefined ? 'phase1LifetimeSeconds' : 'phase2LifetimeSeconds';
				return found(pathOf(field), `Phase 2's ${phase2} s are not shorter than phase 1's ${phase1} s`);
			}),
	}),
	awsRule({
		id: 'aws.tunnel.margin-half-phase2',
		field: 'security.options.rekeyMarginTimeSeconds',
		says: 'The rekey margin is at most half of the phase 2 lifetime.',
		mend: 'Shorten the margin, or lengthen phase 2',
		source: sources.tunnelOptions,
		check: draft =>
			eachTunnel(draft, ({options, pathOf}) => {
				const phase2 = options.phase2LifetimeSeconds ?? defaults.phase2LifetimeSeconds;
				const margin = options.rekeyMarginTimeSeconds ?? defaults.rekeyMarginTimeSeconds;
				return margin > phase2 / 2
					? found(pathOf('rekeyMarginTimeSeconds'), `${margin} s are more than half of phase 2's ${phase2} s`)
					: undefined;
			}),
	}),
	awsRule({
		id: 'aws.tunnel.start-needs-ikev2',
		field: 'security.options.startupAction',
		says: 'AWS starts a tunnel with IKEv2 only.',
		mend: 'Allow ikev2, or set the startup action to add',
		source: sources.initiation,
		check: draft =>
			eachTunnel(draft, ({options, pathOf}) =>
				options.startupAction === 'start' && options.ikeVersions && !options.ikeVersions.includes('ikev2')
					? found(pathOf('startupAction'), 'AWS would have to start the tunnel, but IKEv2 is not allowed')
					: undefined,
			),
	}),
	awsRule({
		id: 'aws.tunnel.restart-begins',
		field: 'security.options.dpdTimeoutAction',
		severity: 'warn',
		says: 'The DPD action restart has AWS begin the tunnel anew, which AWS does with IKEv2 only.',
		mend: 'Allow ikev2, or set the DPD action to clear and let the device begin',
		source: `${sources.tunnelOptions}, DPDTimeoutAction; ${sources.initiation}`,
		check: draft =>
			eachTunnel(draft, ({options, pathOf}) =>
				options.dpdTimeoutAction === 'restart' && options.ikeVersions?.length && !options.ikeVersions.includes('ikev2')
					? found(pathOf('dpdTimeoutAction'), 'AWS would have to begin the tunnel anew, but IKEv2 is not allowed')
					: undefined,
			),
	}),
	awsRule({
		id: 'aws.tunnel.one-begins',
		field: 'security.options.startupAction',
		severity: 'note',
		says: 'Where AWS starts the tunnel, the device does so too by the files for it, unless they are for strongSwan and made for a device that is not behind NAT, and the DPD action is restart: when both begin, they can be left with two sets of SAs.',
		mend: 'Set the startup action to add; or, where strongSwan has the public address itself, the DPD action to restart, and make the files for a device that is not behind NAT',
		source: `${sources.initiation}; RFC 7296, section 2.8 (both ends may negotiate at once)`,
		check: draft =>
			eachTunnel(draft, ({options, pathOf}) =>
				options.startupAction === 'start'
					? found(pathOf('startupAction'), bothBegin('AWS', options.dpdTimeoutAction === 'restart'))
					: [],
			),
	}),
	awsRule({
		id: 'aws.tunnel.log-group',
		field: 'security.options.logs.logGroupArn',
		says: 'Tunnel logs need the log group that they go to.',
		mend: 'Give the log group’s ARN, or leave the log off',
		source: sources.logs,
		check: draft =>
			eachTunnel(draft, ({options: {logs}, pathOf}) => {
				const activity =
					logs?.logEnabled && !logs.logGroupArn
						? found(`${pathOf('logs')}.logGroupArn`, 'The tunnel log is on, but has no log group')
						: [];
				const bgp =
					logs?.bgpLogEnabled && !logs.bgpLogGroupArn
						? found(`${pathOf('logs')}.bgpLogGroupArn`, 'The BGP log is on, but has no log group')
						: [];
				return [...activity, ...bgp];
			}),
	}),
	awsRule({
		id: 'aws.tunnel.log-group-arn',
		field: 'security.options.logs.logGroupArn',
		says: 'A log group is named by its ARN in CloudWatch Logs.',
		mend: 'Copy the ARN, as in arn:aws:logs:eu-central-1:123456789012:log-group:vpn',
		source: sources.logs,
		check: draft =>
			eachTunnel(draft, ({options: {logs}, pathOf}) =>
				(['logGroupArn', 'bgpLogGroupArn'] as const).flatMap(member => {
					const arn = logs?.[member];
					return arn && !/^arn:aws[\w-]*:logs:[\w-]+:\d{12}:log-group:[\w./#-]+(:\*)?$/.test(arn)
						? found(`${pathOf('logs')}.${member}`, 'This is not the ARN of a log group')
						: [];
				}),
			),
	}),
	awsRule({
		id: 'aws.tunnel.bgp-log-needs-bgp',
		field: 'security.options.logs.bgpLogEnabled',
		// there is nothing to log; no page says that the API refuses it
		enforcedBy: 'tunnelwright',
		says: 'A BGP log needs BGP routing.',
		mend: 'Leave the BGP log off, or choose BGP',
		source: sources.logs,
		check: draft =>
			draft.routing?.mode === 'static'
				? eachTunnel(draft, ({options: {logs}, pathOf}) =>
						logs?.bgpLogEnabled
							? found(`${pathOf('logs')}.bgpLogEnabled`, 'The BGP log is on, but routing is static')
							: undefined,
					)
				: [],
	}),
	awsRule({
		id: 'aws.key.distinct',
		field: 'tunnels[].presharedKey',
		enforcedBy: 'tunnelwright',
		says: 'The two tunnels need different pre-shared keys.',
		mend: 'Use two environment variables, or let AWS make the keys',
		source: sources.tunnelOptions,
		check: draft => {
			const [first, second] = draft.tunnels ?? [];
			return first?.presharedKey?.from === 'env' &&
				second?.presharedKey?.from === 'env' &&
				first.presharedKey.name !== '' &&
				first.presharedKey.name === second.presharedKey.name
				? found('tunnels[1].presharedKey', `Both tunnels' keys come from $${first.presharedKey.name}`)
				: [];
		},
	}),
	awsRule({
		id: 'aws.key.env-name',
		field: 'tunnels[].presharedKey',
		enforcedBy: 'tunnelwright',
		says: 'An environment variable’s name has letters, digits and underscores, and does not begin with a digit; those that credentials stand in, or that the system sets, are not read.',
		mend: 'Give the name of a variable of the key’s own, not the key itself',
		source: 'POSIX.1-2017, Base Definitions, section 8.1',
		check: draft =>
			(draft.tunnels ?? []).flatMap(({presharedKey}, index) => {
				const problem = presharedKey?.from === 'env' ? keyVariableProblem(presharedKey.name) : undefined;
				return problem === undefined ? [] : found(`tunnels[${index}].presharedKey`, problem);
			}),
	}),
	awsRule({
		id: 'aws.key.certificate',
		field: 'tunnels[].presharedKey',
		// no page says what the API does with a key beside a certificate: the document asks for two things
		enforcedBy: 'tunnelwright',
		says: 'A customer gateway with a certificate does not use pre-shared keys.',
		mend: 'Leave the keys to AWS',
		source: 'AWS Site-to-Site VPN User Guide, "VPN tunnel authentication options" (pre-shared keys or certificates)',
		check: draft =>
			draft.site?.kind === 'new' && draft.site.certificateArn
				? (draft.tunnels ?? []).flatMap(({presharedKey}, index) =>
						presharedKey && presharedKey.from !== 'generated'
							? found(`tunnels[${index}].presharedKey`, 'The certificate is used, not this key')
							: [],
					)
				: [],
	}),
];
