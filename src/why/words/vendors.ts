import type {DeviceWords} from './device.ts';

/* How devices that nobody here has are asked: from their vendors' guides and command references. None of it was run here. */

/** Source: Fortinet community 195955 and 195672. */
const fortios: DeviceWords = {
	writers: ['FortiOS'],
	name: 'FortiOS',
	sas: () => 'diagnose vpn tunnel list; diagnose vpn ike gateway list',
	start: () => 'diagnose vpn tunnel up PHASE2',
	clear: () => 'diagnose vpn ike gateway clear name PHASE1',
	conns: 'show vpn ipsec phase1-interface; show vpn ipsec phase2-interface',
	capture: ({cloudAddress}, what) =>
		`diagnose sniffer packet any 'host ${cloudAddress} and ${what === 'esp' ? 'esp' : `udp port ${what}`}' 4`,
	route: address => `get router info routing-table details ${address}`,
	dpd: 'config vpn ipsec phase1-interface: set dpd on-idle; phase2-interface: set auto-negotiate enable',
	starts: 'config vpn ipsec phase2-interface: set auto-negotiate enable',
	inUdp: 'config vpn ipsec phase1-interface: set nattraversal forced',
};

/** Source: Cisco, "IPsec Troubleshooting: Understanding and Using debug Commands" (5409); Embedded Packet Capture. */
const ios: DeviceWords = {
	writers: ['Cisco IOS'],
	name: 'Cisco IOS',
	sas: ({cloudAddress}) => `show crypto ikev2 sa; show crypto ipsec sa peer ${cloudAddress}`,
	start: ({cloudInside}) => `ping ${cloudInside}`,
	clear: ({cloudAddress}) => `clear crypto sa peer ${cloudAddress}`,
	conns: 'show running-config | section crypto',
	capture: ({siteAddress, cloudAddress}) =>
		`monitor capture ike match ipv4 host ${siteAddress} host ${cloudAddress} interface WAN both; monitor capture ike start; show monitor capture ike buffer brief`,
	route: address => `show ip route ${address}`,
	dpd: 'crypto ikev2 profile: dpd 10 3 periodic',
};

/** Source: Cisco, ASA "capture" and "packet-tracer" in the command reference; AWS, Troubleshooting Cisco ASA. */
const asa: DeviceWords = {
	...ios,
	writers: ['Cisco ASA'],
	clear: ({cloudAddress}) => `clear crypto ipsec sa peer ${cloudAddress}`,
	name: 'Cisco ASA',
	conns: 'show running-config crypto; show running-config tunnel-group',
	capture: ({siteAddress, cloudAddress}, what) =>
		`capture ike interface outside match ${what === 'esp' ? 'esp' : 'udp'} host ${siteAddress} host ${cloudAddress}${what === 'esp' ? '' : ` eq ${what}`}; show capture ike`,
	route: address => `show route ${address}`,
	dpd: 'tunnel-group … ipsec-attributes: isakmp keepalive threshold 10 retry 3; and traffic all the time (an SLA monitor)',
};

/** Source: Palo Alto Networks, "CLI Cheat Sheet: VPN"; Cloudflare's guide for PAN-OS has the outputs. */
const panos: DeviceWords = {
	writers: ['PAN-OS'],
	name: 'PAN-OS',
	sas: () => 'show vpn ike-sa; show vpn ipsec-sa; show vpn flow',
	clear: () => 'clear vpn ike-sa gateway GATEWAY; clear vpn ipsec-sa tunnel TUNNEL',
	start: () => 'test vpn ike-sa gateway GATEWAY; test vpn ipsec-sa tunnel TUNNEL',
	route: address => `test routing fib-lookup virtual-router default ip ${address}`,
	conns: 'show vpn gateway; show vpn tunnel',
	dpd: 'IKE gateway, advanced: liveness check every 5 s; and a tunnel monitor that pings the cloud’s inside address',
};

/** Source: Juniper, VPN user guide and CLI reference; KB10097; AWS, Troubleshooting Juniper JunOS. */
const junos: DeviceWords = {
	writers: ['Junos'],
	name: 'Junos',
	sas: () => 'show security ike security-associations; show security ipsec security-associations',
	start: ({cloudAddress}) => `clear security ike security-associations ${cloudAddress}`,
	clear: ({cloudAddress}) =>
		`clear security ike security-associations ${cloudAddress}; clear security ipsec security-associations`,
	conns: 'show configuration security ike; show configuration security ipsec',
	capture: ({cloudAddress}, what) =>
		`monitor traffic interface WAN matching "host ${cloudAddress} and ${what === 'esp' ? 'ip proto 50' : `udp port ${what}`}" no-resolve`,
	route: address => `show route ${address}`,
	starts: 'security ipsec vpn: establish-tunnels immediately',
	dpd: 'security ike gateway: dead-peer-detection always-send, interval 10, threshold 3; security ipsec vpn: establish-tunnels immediately',
};

/** Source: MikroTik's manual, IPsec and Packet Sniffer. */
const routeros: DeviceWords = {
	writers: ['RouterOS'],
	name: 'RouterOS',
	sas: () => '/ip/ipsec/active-peers/print; /ip/ipsec/installed-sa/print',
	clear: () => '/ip/ipsec/installed-sa/flush',
	start: ({cloudInside}) => `/ip/ipsec/installed-sa/flush; /ping ${cloudInside}`,
	conns: '/ip/ipsec/peer/print; /ip/ipsec/profile/print; /ip/ipsec/proposal/print; /ip/ipsec/policy/print',
	capture: ({cloudAddress}, what) =>
		`/tool/sniffer/quick ip-address=${cloudAddress} ${what === 'esp' ? 'ip-protocol=ipsec-esp' : `port=${what}`}`,
	route: address => `/ip/route/print where ${address} in dst-address`,
	dpd: '/ip/ipsec/profile: dpd-interval=8s dpd-maximum-failures=4',
};

/** Source: ipsec-tools, racoonctl(8), setkey(8) and racoon.conf(5). Makers that built it in have their own pages in the place of these. */
const racoon: DeviceWords = {
	writers: ['racoon'],
	name: 'racoon',
	when: 'if it lets you type commands',
	sas: () => 'racoonctl show-sa isakmp; setkey -D',
	start: ({siteAddress, cloudAddress}) => `racoonctl establish-sa isakmp inet ${siteAddress} ${cloudAddress}`,
	clear: ({siteAddress, cloudAddress}) => `racoonctl delete-sa isakmp inet ${siteAddress} ${cloudAddress}`,
	conns: 'cat /etc/racoon/racoon.conf; setkey -DP',
	dpd: 'racoon.conf, remote: dpd_delay 10; dpd_maxfail 3',
};

export const vendors: readonly DeviceWords[] = [fortios, ios, asa, panos, junos, routeros, racoon];
