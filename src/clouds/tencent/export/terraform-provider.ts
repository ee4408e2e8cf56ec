import {UserError} from '../../../connection/user-error.ts';
import type {Standing} from '../../export/exported.ts';
import type {TencentConnection, TencentSecurityOptions} from '../document.ts';
import {isIsolated} from '../wire/endpoint.ts';

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
