import type {CloudId} from '../../connection/finding.ts';
import {awsPresets, tencentPresets} from '../../connection/security-presets.ts';

/**
 * What is in force where a document leaves an optional member out and the schema has no default of its own: what the preset `strong`
 * sends, else what the cloud takes. By path, indexes left out.
 */
const defaults: Readonly<Record<CloudId, Readonly<Record<string, unknown>>>> = {
	aws: {
		...under('security.options', awsPresets.strong),
		// EC2 API, VpnTunnelOptionsSpecification
		'security.options.rekeyMarginTimeSeconds': 270,
		'security.options.rekeyFuzzPercentage': 100,
		'security.options.replayWindowSize': 1024,
		'security.options.lifecycleControl': false,
		// EC2 API, CloudWatchLogOptionsSpecification
		'security.options.logs.logEnabled': false,
		'security.options.logs.logOutputFormat': 'json',
		'security.options.logs.bgpLogEnabled': false,
		'security.options.logs.bgpLogOutputFormat': 'json',
		// EC2 API, VpnConnectionOptionsSpecification
		'ipv6Ranges.cloudSide': '::/0',
		'ipv6Ranges.siteSide': '::/0',
	},
	tencent: {
		...under('security.options', tencentPresets.strong),
		// vpc 2017-03-12, CreateVpnConnection and HealthCheckConfig
		'healthCheck.enabled': false,
		'healthCheck.intervalMs': 5000,
		'healthCheck.threshold': 3,
		'healthCheck.timeoutMs': 150,
	},
};

/** The default of a member, undefined where it has none. A tunnel's own options are those of the connection. */
export function skeletonDefault(cloud: CloudId, path: string): unknown {
	return defaults[cloud][path.replace(/^tunnels\[\d+\]\.options/, 'security.options')];
}

function under(path: string, members: object): Readonly<Record<string, unknown>> {
	return Object.fromEntries(Object.entries(members).map(([name, value]) => [`${path}.${name}`, value]));
}
