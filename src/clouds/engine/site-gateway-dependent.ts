import type {Dependent} from '../contract/dependents.ts';

interface SiteGatewayFacts {
	readonly id: string;
	readonly detail: string;
	/** The connections that it serves besides. */
	readonly usedBy: readonly string[];
}

/** A connection's customer gateway: it goes when a run of ours made it and no other connection uses it, looked up again before the call. */
export function siteGatewayDependent(connectionId: string, {id, detail, usedBy}: SiteGatewayFacts): Dependent {
	return {
		id: 'site-gateway',
		title: 'customer gateway',
		detail,
		going: 'ours',
		steps: [
			{
				id: 'site-gateway',
				title: 'delete customer gateway',
				detail,
				call: 'DeleteCustomerGateway',
				parameters: {CustomerGatewayId: id}, // both clouds call it that
				unlessUsed: {gateway: id, except: [connectionId]},
			},
		],
		usedBy,
	};
}
