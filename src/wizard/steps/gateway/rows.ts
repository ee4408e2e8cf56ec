import type {CloudGateway, CloudId} from '../../../clouds/contract/cloud.ts';
import {moduleOf} from '../../../clouds/registry.ts';
import {type Row, row} from '../../core/list.ts';
import {choiceRow} from '../choice-row.ts';

export function gatewayRows(gateways: readonly CloudGateway[], cloud: CloudId): readonly Row[] {
	const {kinds, offers = []} = moduleOf(cloud).form.gateway;
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
				kinds[gateway.kind] ?? gateway.kind,
				gateway.asn === undefined ? '' : String(gateway.asn),
				attached.filter(Boolean).join(' · '),
			],
			gateway,
		);
	});
	return [...rows, ...offers.map(({kind, words}) => row(kind, words, {offer: true}))];
}

/** The gateway to begin with: one that can be chosen and leads to a network. */
export function preferredGateway(gateways: readonly CloudGateway[], cloud: CloudId): string | undefined {
	const usable = gateways.filter(({selectable}) => selectable);
	return (
		(usable.find(({networks}) => networks.length > 0) ?? usable[0])?.id ?? moduleOf(cloud).form.gateway.makes?.offer
	);
}
