import type {CloudId} from '../../clouds/contract/cloud.ts';
import type {NewGateway} from '../../clouds/contract/form.ts';
import {moduleOf} from '../../clouds/registry.ts';
import {type CloudAnswers, inRegion} from './answers.ts';

/** What is known of a gateway that is to be made, where a gateway of this kind is one. */
export function newGateway(cloud: CloudId, kind: string | undefined): NewGateway | undefined {
	const {makes} = moduleOf(cloud).form.gateway;
	return makes?.offer === kind ? makes : undefined;
}

/** The same, where that was chosen. */
export function newGatewayOf(cloud: CloudId, answers: CloudAnswers): NewGateway | undefined {
	return newGateway(cloud, inRegion(answers, answers.gateways)?.kind);
}

/** Stands for the id of a gateway that is to be made. */
export function newGatewayId(vpcId: string): string {
	return `new:${vpcId}`;
}

/** Whether route tables can learn routes from a kind of gateway. */
export function mayHaveTables(cloud: CloudId, kind: string | undefined): boolean {
	return kind !== undefined && moduleOf(cloud).form.gateway.withTables?.includes(kind) === true;
}

/** Under which key the ticked route tables of a gateway are kept; undefined where none can be ticked. */
export function routeTablesKey(
	cloud: CloudId,
	gateway: {readonly kind: string; readonly id?: string; readonly vpcId?: string} | undefined,
): string | undefined {
	if (!gateway || !mayHaveTables(cloud, gateway.kind)) return undefined;
	return newGateway(cloud, gateway.kind) ? newGatewayId(gateway.vpcId ?? '') : gateway.id;
}
