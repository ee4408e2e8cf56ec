import type {UndoStep} from '../contract/cloud.ts';
import type {Dependent} from '../contract/dependents.ts';

interface SiteGatewayFacts {
	readonly id: string;
	readonly detail: string;
	/** The connections that it serves besides. */
	readonly usedBy: readonly string[];
	/** The step of the cloud's own call that deletes it. */
	readonly deletion: (
		given: Omit<UndoStep, 'title' | 'call' | 'parameters'> & {
			readonly parameters: {readonly CustomerGatewayId: string};
		},
	) => UndoStep;
}

/** A connection's customer gateway: it goes when a run of ours made it and no other connection uses it, looked up again before the call. */
export function siteGatewayDependent(
	connectionId: string,
	{id, detail, usedBy, deletion}: SiteGatewayFacts,
): Dependent {
	const parameters = {CustomerGatewayId: id}; // both clouds call it that
	const unlessUsed = {gateway: id, except: [connectionId]};
	return {
		id: 'site-gateway',
		title: 'customer gateway',
		detail,
		going: 'ours',
		steps: [deletion({id: 'site-gateway', detail, parameters, unlessUsed})],
		usedBy,
	};
}
