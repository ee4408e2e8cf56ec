import {UserError} from '../../../connection/user-error.ts';
import {standards} from '../../contract/option.ts';
import {present} from '../../document/present.ts';
import type {Standing} from '../../export/exported.ts';
import {asArguments, type Block, expression} from '../../export/hcl.ts';
import type {TencentConnection, TencentSecurityOptions} from '../document.ts';
import {bgpOptions, probeOptions} from '../options.ts';
import {isIsolated} from '../wire/endpoint.ts';

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
	const given = Object.values(asArguments(probeOptions, healthCheck));
	if (given.every(value => value === undefined)) return [];
	const all = {...standards(probeOptions), ...present(healthCheck)};
	return [{type: 'health_check_config', body: [{probe_type: 'NQA', ...asArguments(probeOptions, all)}]}];
}

/**
 * The provider's create reads the remote identity by the kind of the local one: with two kinds it fails, or drops the site's name.
 * Source: terraform-provider-tencentcloud, resource_tc_vpn_connection.go as of 2026-08.
 * @throws UserError
 */
export function refuseMixedIdentities({localIdentity, remoteIdentity}: TencentSecurityOptions): void {
	const [cloud, site] = [localIdentity?.type ?? 'ADDRESS', remoteIdentity?.type ?? 'ADDRESS'];
	if (cloud === site) return;
	throw new UserError(
		`Terraform can’t make this tunnel: its identities are of two kinds (the cloud’s ${cloud}, the site’s ${site}), and the provider takes both for the kind of the cloud’s`,
		{
			field: 'security.options.remoteIdentity',
			mend: 'write --format tccli, or give both identities as ADDRESS or both as FQDN',
		},
	);
}

/**
 * The oldest provider that does what this code says: negotiation_type from 1.81.143, bgp_asn of a customer gateway from 1.81.161; before
 * 1.82.62 a tunnel without SPD ranges is to be changed at each plan. Source: the provider's CHANGELOG, #2982, #3073, #3763.
 */
export function oldestProvider({routing, site}: TencentConnection, standing: Standing | undefined): string {
	if (routing.mode !== 'policy') return '1.82.62';
	const asn = site.kind === 'new' ? site.asn : standing?.site?.asn;
	return asn === undefined ? '1.81.143' : '1.81.161';
}

/** The block for the provider. Finance regions are called under a domain of their own. Source: API 3.0, note on finance regions; the provider's `domain`. */
export function tencentProvider(region: string): readonly string[] {
	if (!isIsolated(region)) return [`provider "tencentcloud" { region = "${region}" }`];
	return ['provider "tencentcloud" {', `  region = "${region}"`, `  domain = "${region}.tencentcloudapi.com"`, '}'];
}
