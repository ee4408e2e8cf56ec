import type {ConnectionDraft} from '../../connection/document.ts';
import type {ExistingConnection, Facts} from '../cloud.ts';

type AwsDraft = Extract<ConnectionDraft, {readonly cloud: 'aws'}>;

/**
 * The connection that joins the draft's two gateways already; one with the draft's routing before others.
 * Undefined where an end is still to be made. Connections that are being deleted do not count.
 */
export function samePair(draft: AwsDraft, facts: Facts): ExistingConnection | undefined {
	const siteGatewayId = draft.site?.kind === 'existing' ? draft.site.id : facts.siteGateway?.id;
	const choice = draft.cloudGateway;
	if (!siteGatewayId || !choice) return undefined;
	// A gateway to be made may have been made by an earlier run of the same document.
	const madeBefore = choice.kind === 'new-vgw' ? facts.cloudGateway?.id : undefined;
	if (choice.kind === 'new-vgw' && !madeBefore) return undefined;
	const cloudGatewayId = 'id' in choice ? choice.id : madeBefore;
	const pairs = (facts.connections ?? []).filter(
		connection =>
			connection.siteGatewayId === siteGatewayId &&
			connection.cloudGatewayId === cloudGatewayId &&
			connection.state !== 'deleting' &&
			connection.state !== 'deleted',
	);
	return pairs.find(({routing}) => routing === draft.routing?.mode) ?? pairs[0];
}
