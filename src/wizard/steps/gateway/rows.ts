import type {CloudGateway, CloudId} from '../../../clouds/contract/cloud.ts';
import {type Row, row} from '../../core/list.ts';
import {choiceRow} from '../choice-row.ts';

export const makeGateway = 'new-vgw';
export const noGateway = 'none';

/** The offer that a gateway without an id was chosen by. */
export function gatewayOffer(kind: string | undefined): string | undefined {
	return kind === makeGateway || kind === noGateway ? kind : undefined;
}

const gatewayKinds: Readonly<Record<CloudGateway['kind'], string>> = {
	vgw: 'VGW',
	tgw: 'TGW',
	concentrator: 'concentrator',
	vpc: 'VPC',
	ccn: 'CCN',
};

const gatewayOffers: readonly Row[] = [
	row(makeGateway, ['+ create a virtual private gateway', 'and attach it to a VPC'], {offer: true}),
	row(noGateway, ['+ none yet', 'attached later, for Cloud WAN'], {offer: true}),
];

export function gatewayRows(gateways: readonly CloudGateway[], cloud: CloudId): readonly Row[] {
	const rows = gateways.map(gateway => {
		const attached = [
			gateway.attachedTo,
			gateway.publicAddress,
			gateway.bandwidthMbps && `${gateway.bandwidthMbps} Mbps`,
		];
		return choiceRow(
			[
				gateway.id,
				gateway.name,
				gatewayKinds[gateway.kind] ?? gateway.kind,
				gateway.asn === undefined ? '' : String(gateway.asn),
				attached.filter(Boolean).join(' · '),
			],
			gateway,
		);
	});
	return cloud === 'aws' ? [...rows, ...gatewayOffers] : rows;
}

/** The gateway to begin with: one that can be chosen and leads to a network. */
export function preferredGateway(gateways: readonly CloudGateway[], cloud: CloudId): string | undefined {
	const usable = gateways.filter(({selectable}) => selectable);
	const offer = cloud === 'aws' ? makeGateway : undefined;
	return (usable.find(({networks}) => networks.length > 0) ?? usable[0])?.id ?? offer;
}
