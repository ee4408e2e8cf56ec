import type {DeviceWords} from '../../contract/device-words.ts';

/** How AWS calls what the pages for a device speak of. */
export const awsDeviceWords: DeviceWords = {
	toWait: 'the startup action to `add`',
	toRestart: 'the DPD timeout action `restart`',
	toCarryBgp:
		'set LocalIpv4NetworkCidr and RemoteIpv4NetworkCidr to 0.0.0.0/0 (BGP’s own ranges decide what is routed), or use static routes',
	madeAnew: 'A new connection has new addresses and keys: it needs new files.',
	alwaysUdp:
		'The connection is accelerated: AWS demands ESP in UDP (NAT traversal) on it, so the files have it in any case, and an MTU that leaves room.',
	preference: {
		equal:
			'Both tunnels count alike, so that AWS can steer while it updates one of them: it lowers the MED of the other. What comes back may take the other tunnel than what went out; the device takes it (rp_filter is 2 on the tunnels). Where a firewall behind it does not, make the files again so that BGP prefers tunnel 1 (--prefer first on the command line).',
		first:
			'Both directions prefer the first tunnel, by local preference and a longer path: that overrules AWS, which lowers the MED of the tunnel that stays while it updates the other one. The second is taken when BGP over the first has ended.',
	},
};
