import {type Block, expression} from '../../export/hcl.ts';
import type {TencentConnection} from '../document.ts';
import {bgpOptions, probeOptions} from '../options.ts';
import {asArguments} from '../tunnel-option.ts';

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
							asArguments(bgpOptions, {
								tunnelCidr: routing.tunnelCidr ?? expression('null'),
								cloudAddress: routing.cloudAddress ?? expression('null'),
								siteAddress: routing.siteAddress ?? expression('null'),
							}),
						],
						...(routing.tunnelCidr === undefined
							? {comment: ['the document leaves these open: choose a /30 that no other tunnel of the gateway has']}
							: {}),
					},
				]
			: [];
	return [...policies, ...bgp, ...probes(healthCheck)];
}

/** The provider sends 0 for a member that is left out, so all stand or none. */
function probes(healthCheck: TencentConnection['healthCheck']): readonly Block[] {
	if (!healthCheck?.enabled) return [];
	const {intervalMs, threshold, timeoutMs} = healthCheck;
	if ([intervalMs, threshold, timeoutMs].every(value => value === undefined)) return [];
	const all = {
		intervalMs: intervalMs ?? probeOptions.intervalMs.standard,
		threshold: threshold ?? probeOptions.threshold.standard,
		timeoutMs: timeoutMs ?? probeOptions.timeoutMs.standard,
	};
	return [{type: 'health_check_config', body: [{probe_type: 'NQA', ...asArguments(probeOptions, all)}]}];
}
