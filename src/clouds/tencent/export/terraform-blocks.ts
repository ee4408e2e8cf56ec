import {type Block, expression} from '../../export/hcl.ts';
import type {TencentConnection} from '../document.ts';

/** The blocks inside a tunnel of Tencent Cloud: its SPD ranges, its BGP session, its probes. Pure. */
export function tunnelBlocks({routing, ranges, healthCheck}: TencentConnection): readonly Block[] {
	const policies =
		routing.mode === 'policy'
			? ranges.map(({cloudSide, siteSide}) => ({
					type: 'security_group_policy',
					body: [{local_cidr_block: cloudSide, remote_cidr_block: siteSide}],
				}))
			: [];
	const bgp =
		routing.mode === 'bgp'
			? [
					{
						type: 'bgp_config',
						body: [
							{
								tunnel_cidr: routing.tunnelCidr ?? expression('null'),
								local_bgp_ip: routing.cloudAddress ?? expression('null'),
								remote_bgp_ip: routing.siteAddress ?? expression('null'),
							},
						],
						...(routing.tunnelCidr === undefined
							? {comment: ['the document leaves these open: choose a /30 that no other tunnel of the gateway has']}
							: {}),
					},
				]
			: [];
	return [...policies, ...bgp, ...probes(healthCheck)];
}

/**
 * What the cloud takes where nothing is given. Source: Tencent Cloud vpc 2017-03-12, HealthCheckConfig.
 * The provider sends 0 for a member that is left out, so all stand or none.
 */
const probeDefaults = {intervalMs: 5000, threshold: 3, timeoutMs: 150} as const;

function probes(healthCheck: TencentConnection['healthCheck']): readonly Block[] {
	if (!healthCheck?.enabled) return [];
	const {intervalMs, threshold, timeoutMs} = healthCheck;
	if ([intervalMs, threshold, timeoutMs].every(value => value === undefined)) return [];
	return [
		{
			type: 'health_check_config',
			body: [
				{
					probe_type: 'NQA',
					probe_interval: intervalMs ?? probeDefaults.intervalMs,
					probe_threshold: threshold ?? probeDefaults.threshold,
					probe_timeout: timeoutMs ?? probeDefaults.timeoutMs,
				},
			],
		},
	];
}
