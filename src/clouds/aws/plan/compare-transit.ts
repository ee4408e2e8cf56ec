import type {ExistingConnection, Facts} from '../../contract/cloud.ts';
import type {NotCompared} from '../../contract/comparison.ts';
import {notRead} from '../read/cloud-gateways.ts';
import type {Part, Parts} from './part.ts';

/*
 * What a transit gateway does with a connection beside its default route table. A document names no table, so all of it is somebody else's: it is told
 * where it is not what a new attachment gets by itself.
 */

/** The tables that the attachment is joined to, and static routes in other tables than a plan's. Pure. */
export function compareTransit(facts: Facts, exists: ExistingConnection): Parts {
	const {cloudGateway} = facts;
	if (cloudGateway?.kind !== 'tgw' || cloudGateway.id !== exists.cloudGatewayId)
		return {differences: [], unspoken: [], notCompared: [], equal: 0};
	const isRead = cloudGateway.state !== notRead;
	const joined = isRead ? [...associationOf(exists, cloudGateway), ...propagationOf(exists, cloudGateway)] : [];
	const why = `which tables of ${cloudGateway.id} are its default ones is not known: ${cloudGateway.reason ?? ''}`;
	return {
		differences: [],
		unspoken: [...joined, ...elsewhere(exists)],
		notCompared: [...(isRead ? [] : [{field: 'cloudGateway', why}]), ...notKnown(facts)],
		equal: 0,
	};
}

type Gateway = NonNullable<Facts['cloudGateway']>;

function associationOf({attachment}: ExistingConnection, {routeTableId}: Gateway): readonly Part[] {
	const {id, associatedTableId = ''} = attachment ?? {};
	// that there is none is warned of
	if (associatedTableId === '' || associatedTableId === routeTableId) return [];
	return [told('cloudGateway.id', `table that ${id} is associated with`, associatedTableId)];
}

/** With static routes an attachment teaches nothing. Source: Amazon VPC Transit Gateways Guide, "How transit gateways work" (route propagation: by BGP). */
function propagationOf({attachment, routing}: ExistingConnection, gateway: Gateway): readonly Part[] {
	const {propagationTableId: own} = gateway;
	const tables = attachment?.propagatingTableIds ?? [];
	const isLeftOut = routing === 'bgp' && own !== undefined && tables.length > 0 && !tables.includes(own);
	if (!isLeftOut && tables.every(id => id === own)) return [];
	const was = `${tables.join(', ')}${isLeftOut ? `, and not the default ${own}` : ''}`;
	return [told('cloudGateway.id', `tables that ${attachment?.id} propagates into`, was)];
}

/**
 * They are told, and never go: no plan puts one there, a document can't ask for one, and one read back would lose them by the next change. With BGP it
 * is so in every table.
 */
function elsewhere({routesElsewhere = []}: ExistingConnection): readonly Part[] {
	return routesElsewhere.map(({destination, tableId}) => told('routing', `static route in ${tableId}`, destination));
}

/** What is told, and left alone whatever is asked for. */
function told(field: string, what: string, was: string): Part {
	return {shown: {field, what, was, wanted: ''}, by: 'none', name: what, was, wanted: ''};
}

/** What was refused of it, by the id that it is read under, and where a document's reader looks for it. */
const fields: Readonly<Record<string, string>> = {
	propagation: 'cloudGateway',
	'routes-elsewhere': 'routing',
};

function notKnown({unread = []}: Facts): readonly NotCompared[] {
	return unread.flatMap(({id, what, why, permissions = []}) => {
		const field = Object.hasOwn(fields, id) ? fields[id] : undefined;
		const lacks = permissions.length > 0 ? ` (${permissions.join(', ')})` : '';
		return field === undefined ? [] : [{field, why: `${what} could not be read: ${why}${lacks}`}];
	});
}
