import {stillListed} from '../store/resource-lookup.ts';
import type {RegionHoldings, Tags} from '../store/resources.ts';
import type {Timeline} from '../store/timeline.ts';
import {ApiError, notFound} from './api-error.ts';
import {answer, filterList, pageMembers} from './filters.ts';
import {type Call, done, operation} from './operation.ts';
import {list, required, text} from './shape.ts';
import {addTags, checkTagKey, isReserved, tagMembers} from './tags.ts';

/** What can have tags. The longest prefixes first: `tgw-attach-` is not a `tgw-`. */
const kinds = [
	{prefix: 'tgw-attach-', type: 'transit-gateway-attachment', noun: 'transitGatewayAttachment'},
	{prefix: 'tgw-rtb-', type: 'transit-gateway-route-table', noun: 'transitGatewayRouteTable'},
	{prefix: 'tgw-', type: 'transit-gateway', noun: 'transitGateway'},
	{prefix: 'vpn-', type: 'vpn-connection', noun: 'vpnConnection'},
	{prefix: 'vgw-', type: 'vpn-gateway', noun: 'vpnGateway'},
	{prefix: 'cgw-', type: 'customer-gateway', noun: 'customerGateway'},
	{prefix: 'vpc-', type: 'vpc', noun: 'vpc'},
	{prefix: 'rtb-', type: 'route-table', noun: 'routeTable'},
	{prefix: 'vcn-', type: 'vpn-concentrator', noun: 'vpnConcentrator'},
] as const;

const holdings = (
	region: RegionHoldings,
	noun: (typeof kinds)[number]['noun'],
): ReadonlyMap<string, {readonly tags: Tags; readonly state?: Timeline<string>}> => region[`${noun}s`];

export const createTags = operation(
	'CreateTags',
	'mutates',
	{ResourceId: required(list(text)), Tag: required(tagMembers)},
	({ResourceId: ids, Tag: tags}, call) => {
		// All or nothing: the rules are tried on copies first.
		const targets = ids.map(id => tagsOf(id, call));
		for (const target of targets) addTags(new Map(target), tags);
		for (const target of targets) addTags(target, tags);
		return done;
	},
);

export const deleteTags = operation(
	'DeleteTags',
	'mutates',
	{ResourceId: required(list(text)), Tag: tagMembers},
	({ResourceId: ids, Tag: tags}, call) => {
		for (const {Key: key = ''} of tags ?? []) checkTagKey(key);
		for (const target of ids.map(id => tagsOf(id, call))) {
			// Those of AWS's own stay.
			if (!tags) for (const key of target.keys()) if (!isReserved(key)) target.delete(key);
			// A tag without a value goes whatever its value is; with one, only when it is that.
			for (const {Key: key = '', Value: value} of tags ?? [])
				if (value === undefined || target.get(key) === value) target.delete(key);
		}

		return done;
	},
);

export const describeTags = operation(
	'DescribeTags',
	'reads',
	{Filter: filterList, ...pageMembers},
	(input, {region, now}) => {
		const all = kinds.flatMap(({type, noun}) =>
			[...holdings(region, noun)]
				.filter(([, {state}]) => state === undefined || stillListed(state, now))
				.flatMap(([id, {tags}]) => [...tags].map(([key, value]) => ({id, type, key, value, tags}))),
		);
		return answer('tagSet', all, input, {
			least: 5,
			filters: {
				key: ({key}) => key,
				'resource-id': ({id}) => id,
				'resource-type': ({type}) => type,
				value: ({value}) => value,
			},
			xml: ({id, type, key, value}) => ({resourceId: id, resourceType: type, key, value}),
		});
	},
);

function tagsOf(id: string, {region}: Call): Tags {
	const kind = kinds.find(({prefix}) => id.startsWith(prefix));
	if (!kind) throw new ApiError('InvalidID', `The ID '${id}' is not valid`);
	const resource = holdings(region, kind.noun).get(id);
	if (!resource) throw notFound(kind.noun, id);
	return resource.tags;
}
