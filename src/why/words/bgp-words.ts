import type {Known, Proof} from '../why.ts';
import {isLinux} from './device.ts';
import {valuesOf} from './values.ts';

/** How a device is asked of a BGP neighbour. */
interface BgpWords {
	readonly neighbour: (address: string) => string;
	readonly announced: (address: string) => string;
}

/** Source: FRR user guide, "Displaying BGP Information". */
const frr: BgpWords = {
	neighbour: address => `vtysh -c 'show bgp neighbors ${address}'`,
	announced: address => `vtysh -c 'show bgp ipv4 unicast neighbors ${address} advertised-routes'`,
};

/** Sources: Cisco, BGP command reference; Fortinet, BGP troubleshooting; Juniper, CLI reference; Palo Alto Networks, CLI cheat sheet; MikroTik, BGP. None was run here. */
const others: readonly (BgpWords & {readonly writers: readonly string[]})[] = [
	{
		writers: ['Cisco IOS', 'Cisco ASA'],
		neighbour: address => `show ip bgp neighbors ${address}`,
		announced: address => `show ip bgp neighbors ${address} advertised-routes`,
	},
	{
		writers: ['FortiOS'],
		neighbour: address => `get router info bgp neighbors ${address}`,
		announced: address => `get router info bgp neighbors ${address} advertised-routes`,
	},
	{
		writers: ['Junos'],
		neighbour: address => `show bgp neighbor ${address}`,
		announced: address => `show route advertising-protocol bgp ${address}`,
	},
	{
		writers: ['PAN-OS'],
		neighbour: () => 'show routing protocol bgp peer',
		announced: () => 'show routing protocol bgp rib-out',
	},
	{
		writers: ['RouterOS'],
		neighbour: address => `/routing/bgp/session/print detail where remote.address=${address}`,
		announced: () => '/routing/bgp/advertisements/print',
	},
];

/** What the device has to say of the cloud as its neighbour. @param shows what that tells of the cause */
export function neighbour(known: Known, shows: string): Proof {
	return asked(known, 'neighbour', shows);
}

/** Which routes the device tells the cloud of. @param shows what that tells of the cause */
export function announced(known: Known, shows: string): Proof {
	return asked(known, 'announced', shows);
}

/** In the words of the device; in FRR's where it is not known, which is said: FRR is in the files that are handed over. */
function asked(known: Known, what: keyof BgpWords, shows: string): Proof {
	const {writers = []} = known;
	const own = others.find(device => device.writers.some(writer => writers.includes(writer)));
	return {
		where: `on the device${own || isLinux(known) ? '' : ', if it runs FRR'}`,
		command: (own ?? frr)[what](valuesOf(known).cloudInside),
		shows,
	};
}
