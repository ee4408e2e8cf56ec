import {found} from '../../rules/cloud-rule.ts';
import {awsRule, eachTunnel, sources, unlessKind} from './rule.ts';

/** What goes with acceleration: tunnels that end at AWS Global Accelerator. */
export const accelerationRules = [
	awsRule({
		id: 'aws.acceleration.gateway',
		field: 'acceleration',
		says: 'Acceleration needs a transit gateway or a VPN concentrator.',
		mend: 'Choose a transit gateway, or leave acceleration off',
		source: `${sources.acceleration}; ${sources.concentrators} (Accelerated VPN: yes)`,
		check: draft =>
			draft.acceleration ? unlessKind(draft, ['tgw', 'concentrator'], 'acceleration', 'Acceleration') : [],
	}),
	awsRule({
		id: 'aws.acceleration.outside',
		field: 'outsideAddressType',
		// no page says that the API looks at it; the accelerators' addresses are public ones in any case
		enforcedBy: 'tunnelwright',
		says: 'An accelerated connection has public addresses outside: private ones lead over Direct Connect, past the accelerators.',
		mend: 'Choose public IPv4 addresses, or leave acceleration off',
		source: sources.acceleration,
		check: draft =>
			draft.acceleration &&
			draft.outsideAddressType === 'PrivateIpv4' &&
			'Acceleration cannot be used with private outside addresses',
	}),
	awsRule({
		id: 'aws.acceleration.outside-ipv6',
		field: 'outsideAddressType',
		severity: 'warn',
		says: 'Whether an accelerated connection can have IPv6 addresses outside is not documented.',
		mend: 'Choose public IPv4 addresses, or leave acceleration off, if AWS refuses',
		source: `open: ${sources.acceleration} does not speak of it`,
		check: draft =>
			draft.acceleration &&
			draft.outsideAddressType === 'Ipv6' &&
			'Whether AWS accelerates IPv6 outside addresses shows when it is made',
	}),
	awsRule({
		id: 'aws.acceleration.bandwidth',
		field: 'tunnelBandwidth',
		says: 'Acceleration and large tunnels exclude each other.',
		mend: 'Use standard tunnels, or leave acceleration off',
		source: `${sources.tunnelGuide}, "Tunnel bandwidth options"`,
		check: draft => draft.acceleration && draft.tunnelBandwidth === 'large' && 'Large tunnels cannot be accelerated',
	}),
	awsRule({
		id: 'aws.acceleration.startup',
		field: 'security.options.startupAction',
		// the page says that the device must begin, not that the API looks at it
		enforcedBy: 'tunnelwright',
		says: 'An accelerated connection is begun by the site’s device: the startup action must be add.',
		mend: 'Set the startup action to add',
		source: sources.acceleration,
		check: draft =>
			draft.acceleration
				? eachTunnel(draft, ({options, pathOf}) =>
						options.startupAction === 'start'
							? found(pathOf('startupAction'), 'AWS cannot start an accelerated tunnel')
							: [],
					)
				: [],
	}),
	awsRule({
		id: 'aws.acceleration.certificate',
		field: 'site.certificateArn',
		severity: 'warn',
		says: 'With acceleration, a device that authenticates by certificate must support IKE fragmentation: AWS Global Accelerator hardly passes fragments.',
		mend: 'Turn IKE fragmentation on at the device, or use pre-shared keys, or leave acceleration off',
		source: sources.acceleration,
		check: draft =>
			draft.acceleration &&
			draft.site?.kind === 'new' &&
			draft.site.certificateArn &&
			'The certificate’s large packets may not pass the accelerators',
	}),
	awsRule({
		id: 'aws.acceleration.region',
		field: 'acceleration',
		severity: 'note',
		says: 'Not every region has acceleration; AWS says so only when the connection is made.',
		mend: 'Leave acceleration off if AWS refuses',
		source: `${sources.acceleration}, which has a list of regions that grows`,
		check: draft =>
			draft.acceleration && `Whether ${draft.region ?? 'the region'} has acceleration shows when it is made`,
	}),
	awsRule({
		id: 'aws.acceleration.device',
		field: 'acceleration',
		severity: 'warn',
		says: 'Acceleration works with NAT traversal (UDP 4500) only, also for a device with an address of its own, and can’t be turned on or off later.',
		mend: 'Turn NAT traversal on at the device: write its files as for one behind NAT',
		source: sources.acceleration,
		check: draft =>
			draft.acceleration &&
			'The device must use NAT traversal, whatever its address; acceleration can’t be changed later',
	}),
];
