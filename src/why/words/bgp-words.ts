import type {Known} from '../why.ts';

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

/** The words of the device whose lines were given; FRR's where none of these was: it is in the files that are handed over. */
export function bgpWords({writers = []}: Pick<Known, 'writers'>): BgpWords {
	return others.find(device => device.writers.some(writer => writers.includes(writer))) ?? frr;
}
