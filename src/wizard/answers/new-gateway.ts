/** Stands for the id of a gateway that is to be made. */
export function newGatewayId(vpcId: string): string {
	return `new:${vpcId}`;
}

/** Under which key the ticked route tables of a gateway are kept; undefined where none can be ticked. */
export function routeTablesKey(
	gateway: {readonly kind: string; readonly id?: string; readonly vpcId?: string} | undefined,
): string | undefined {
	if (gateway?.kind === 'vgw') return gateway.id;
	return gateway?.kind === 'new-vgw' ? newGatewayId(gateway.vpcId ?? '') : undefined;
}
