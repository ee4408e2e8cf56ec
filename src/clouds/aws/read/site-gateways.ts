import type {CustomerGateway} from '@aws-sdk/client-ec2';
import {printable} from '../../../connection/printable.ts';
import type {SiteGateway} from '../../contract/cloud.ts';
import type {AwsReach} from '../wire/ask.ts';
import {longestText, nameOf, tagsOf, word} from '../wire/tags.ts';
import {describeCustomerGateways} from './describe.ts';

/** Every customer gateway of the region; deleted ones are left out, those not ready can't be chosen. */
export async function readSiteGateways(reach: AwsReach): Promise<readonly SiteGateway[]> {
	return (await describeCustomerGateways(reach)).flatMap(fromCustomerGateway);
}

function fromCustomerGateway(gateway: CustomerGateway): SiteGateway[] {
	const id = word(gateway.CustomerGatewayId);
	const state = word(gateway.State);
	if (id === '' || state === 'deleted') return [];
	const asn = asnOf(gateway);
	const selectable = state === 'available';
	return [
		{
			id,
			name: nameOf(gateway.Tags),
			tags: tagsOf(gateway.Tags),
			address: word(gateway.IpAddress),
			...(asn === undefined ? {} : {asn}),
			...(gateway.DeviceName ? {deviceName: printable(gateway.DeviceName, longestText)} : {}),
			...(gateway.CertificateArn ? {certificateArn: printable(gateway.CertificateArn, longestText)} : {}),
			state,
			selectable,
			...(selectable
				? {}
				: {reason: state === 'deleting' ? 'it is being deleted' : `it is ${state || 'in an unknown state'}`}),
		},
	];
}

/** AWS sends the ASN as text, in one member up to 2147483647 and in another above. */
export function asnOf(gateway: Pick<CustomerGateway, 'BgpAsn' | 'BgpAsnExtended'>): number | undefined {
	for (const text of [gateway.BgpAsnExtended, gateway.BgpAsn]) {
		const asn = Number(text);
		if (text && Number.isSafeInteger(asn) && asn > 0) return asn;
	}

	return undefined;
}
