import {normalise} from '../../../connection/networks.ts';
import type {ExistingConnection, Facts} from '../../contract/cloud.ts';
import type {NotCompared} from '../../contract/comparison.ts';
import {prefixesOf} from '../../rules/ranges-of.ts';
import type {AwsConnection} from '../document.ts';
import {cloudGatewayOf} from './compare-ends.ts';
import {compareAttachmentTags} from './compare-tags.ts';
import {interruptsOf} from './interrupts.ts';
import {type Part, type Parts, together} from './part.ts';

/** What stands beside a connection and the document does not have: static routes, tables that learn them, tags of its attachment. What is missing of it is made. */
export function compareBeside(document: AwsConnection, facts: Facts, exists: ExistingConnection): Parts {
	const stays = cloudGatewayOf(document, facts) === exists.cloudGatewayId;
	return together([
		...(stays ? [compareAttachmentTags(document, exists), otherTables(document, facts, exists)] : []),
		otherRoutes(document, exists),
	]);
}

function otherRoutes(document: AwsConnection, {routes = []}: ExistingConnection): Parts {
	if (document.routing.mode !== 'static') return nothing;
	const wanted = prefixesOf(document).map(({cidr}) => normalise(cidr).cidr);
	const unspoken = routes
		.filter(({destination}) => !wanted.includes(destination))
		.map(({destination}) => gone('routing.prefixes', 'static route', destination, 'route'));
	return {...nothing, unspoken};
}

/** Tables that learn the gateway's routes and that the document does not name. Where the gateway has other connections too, they may be for those. */
function otherTables(
	{routeTables: wanted}: AwsConnection,
	{routeTables = [], connections = []}: Facts,
	{id: own, cloudGatewayId}: ExistingConnection,
): Parts {
	if (cloudGatewayId === undefined) return nothing;
	const tables = routeTables.filter(
		({id, propagatingGateways}) => propagatingGateways.includes(cloudGatewayId) && !wanted.includes(id),
	);
	const other = connections.find(
		({id, state, ...each}) => id !== own && each.cloudGatewayId === cloudGatewayId && !/^delet/.test(state),
	);
	if (!other) return {...nothing, unspoken: tables.map(({id}) => gone('routeTables', 'route table', id, 'table'))};
	return {
		...nothing,
		notCompared: tables.map(
			({id}): NotCompared => ({
				field: 'routeTables',
				why: `${id} learns the gateway’s routes, and the document does not name it: it may be for ${other.id}`,
				read: true,
			}),
		),
	};
}

const nothing: Parts = {differences: [], unspoken: [], notCompared: [], equal: 0};

function gone(field: string, what: string, was: string, by: Part['by']): Part {
	return {shown: {field, what, was, wanted: '', interrupts: interruptsOf(field)}, by, name: was, was, wanted: ''};
}
