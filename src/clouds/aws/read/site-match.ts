import type {SiteGatewayChoice} from '../../../connection/document.ts';
import {printable} from '../../../connection/printable.ts';
import type {SiteGateway} from '../../contract/cloud.ts';

/** The ASN that AWS gives a customer gateway when none is named. Source: EC2 API, CreateCustomerGateway, BgpAsn. */
export const defaultSiteAsn = 65_000;

/** The ASN of a virtual private gateway when none is named. Source: EC2 API, CreateVpnGateway, AmazonSideAsn. */
export const defaultGatewayAsn = 64_512;

/**
 * The customer gateway that a document means: the one with its id, or for a new one the one that AWS would give back
 * instead of making another (same address, ASN and device name). Undefined where a new one will be made.
 * Source: EC2 API, CreateCustomerGateway ("if you call it with the same IP address, BGP ASN and device name …").
 */
export function siteGatewayOf(site: SiteGatewayChoice, all: readonly SiteGateway[]): SiteGateway | undefined {
	if (site.kind === 'existing')
		return (
			all.find(({id}) => id === site.id) ?? {
				id: site.id,
				name: '',
				address: '',
				state: 'not-found',
				selectable: false,
				reason: `there is no ${printable(site.id, 60)} in this region`,
			}
		);
	return all.find(
		gateway =>
			gateway.state !== 'deleting' &&
			gateway.address === site.address &&
			gateway.asn === (site.asn ?? defaultSiteAsn) &&
			(gateway.deviceName ?? '') === (site.deviceName ?? ''),
	);
}
