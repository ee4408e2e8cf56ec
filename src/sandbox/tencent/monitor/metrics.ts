import type {TencentBehavior} from '../behavior.ts';

/*
 * What the monitor keeps of tunnels and gateways. Source: Cloud Monitor, "VPN tunnel monitoring metrics" and "VPN gateway monitoring metrics"; a newer page in
 * Chinese has Disconnected too.
 */

interface MetricInfo {
	/** In the letters of the newer pages. */
	readonly name: string;
	readonly unit: string;
	readonly says: string;
}

interface NamespaceInfo {
	readonly dimension: string;
	readonly metrics: readonly MetricInfo[];
}

const namespaces: Readonly<Record<string, NamespaceInfo>> = {
	'QCE/VPNX': {
		dimension: 'vpnConnId',
		metrics: [
			{name: 'OutBandwidth', unit: 'Mbps', says: 'Outbound bandwidth'},
			{name: 'InBandwidth', unit: 'Mbps', says: 'Inbound bandwidth'},
			{name: 'OutPkg', unit: 'Count/s', says: 'Outbound packets'},
			{name: 'InPkg', unit: 'Count/s', says: 'Inbound packets'},
			{name: 'PkgDrop', unit: '%', says: 'Packet loss rate'},
			{name: 'Delay', unit: 'ms', says: 'Latency'},
		],
	},
	'QCE/VPNGW': {
		dimension: 'vpnGwId',
		metrics: [
			{name: 'OutBandwidth', unit: 'Mbps', says: 'Outbound bandwidth'},
			{name: 'InBandwidth', unit: 'Mbps', says: 'Inbound bandwidth'},
			{name: 'VpnBandwidthUsageRate', unit: '%', says: 'Bandwidth utilization'},
		],
	},
};

/** The steps that each has, seconds. */
export const periods: readonly number[] = [10, 60, 300, 3600, 86_400];

/** A namespace, whatever its letters. */
export function namespaceOf(name: string): NamespaceInfo | undefined {
	const known = name.toUpperCase();
	return Object.hasOwn(namespaces, known) ? namespaces[known] : undefined;
}

/** How a metric is written: the older pages begin it with the only capital letter. */
export function spelt({name}: MetricInfo, {metricNames}: TencentBehavior): string {
	if (metricNames === 'newer' || name === 'VpnBandwidthUsageRate') return name;
	return name[0] + name.slice(1).toLowerCase();
}
