import {stillListed} from '../store/resource-lookup.ts';
import type {RegionHoldings, Tags} from '../store/resources.ts';
import type {Timeline} from '../store/timeline.ts';
import {ApiError} from './api-error.ts';
import {filtered, filterList, page, pageMembers} from './filters.ts';
import {type Call, done, notFound, operation} from './operation.ts';
import {list, required, text} from './shape.ts';
import {addTags, tagMembers} from './tags.ts';
import {items} from './xml.ts';

interface Kind {
	readonly prefix: string;
	readonly type: string;
	readonly code: string;
	readonly noun: string;
	readonly holdings: (
		region: RegionHoldings,
	) => ReadonlyMap<string, {readonly tags: Tags; readonly state?: Timeline<string>}>;
}

/** The longest prefixes first: `tgw-attach-` is not a `tgw-`. */
const kinds: readonly Kind[] = [
	{
		prefix: 'tgw-attach-',
		type: 'transit-gateway-attachment',
		code: 'InvalidTransitGatewayAttachmentID',
		noun: 'transitGatewayAttachment',
		holdings: region => region.transitGatewayAttachments,
	},
	{
		prefix: 'tgw-',
		type: 'transit-gateway',
		code: 'InvalidTransitGatewayID',
		noun: 'transitGateway',
		holdings: region => region.transitGateways,
	},
	{
		prefix: 'vpn-',
		type: 'vpn-connection',
		code: 'InvalidVpnConnectionID',
		noun: 'vpnConnection',
		holdings: region => region.vpnConnections,
	},
	{
		prefix: 'vgw-',
		type: 'vpn-gateway',
		code: 'InvalidVpnGatewayID',
		noun: 'vpnGateway',
		holdings: region => region.vpnGateways,
	},
	{
		prefix: 'cgw-',
		type: 'customer-gateway',
		code: 'InvalidCustomerGatewayID',
		noun: 'customerGateway',
		holdings: region => region.customerGateways,
	},
	{prefix: 'vpc-', type: 'vpc', code: 'InvalidVpcID', noun: 'vpc', holdings: region => region.vpcs},
	{
		prefix: 'rtb-',
		type: 'route-table',
		code: 'InvalidRouteTableID',
		noun: 'routeTable',
		holdings: region => region.routeTables,
	},
	{
		prefix: 'vcn-',
		type: 'vpn-concentrator',
		code: 'InvalidVpnConcentratorID',
		noun: 'vpnConcentrator',
		holdings: region => region.vpnConcentrators,
	},
];

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
		for (const target of ids.map(id => tagsOf(id, call))) {
			if (!tags) target.clear();
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
		const all = kinds.flatMap(({type, holdings}) =>
			[...holdings(region)]
				.filter(([, {state}]) => state === undefined || stillListed(state, now))
				.flatMap(([id, {tags}]) => [...tags].map(([key, value]) => ({id, type, key, value, tags}))),
		);
		const shown = filtered(all, input.Filter, {
			key: ({key}) => [key],
			'resource-id': ({id}) => [id],
			'resource-type': ({type}) => [type],
			value: ({value}) => [value],
		});
		const {rows, nextToken} = page(shown, input, {least: 5});
		return {
			tagSet: items(rows.map(({id, type, key, value}) => ({resourceId: id, resourceType: type, key, value}))),
			nextToken,
		};
	},
);

function tagsOf(id: string, {region}: Call): Tags {
	const kind = kinds.find(({prefix}) => id.startsWith(prefix));
	if (!kind) throw new ApiError('InvalidID', `The ID '${id}' is not valid`);
	const resource = kind.holdings(region).get(id);
	if (!resource) throw notFound(kind.code, kind.noun, id);
	return resource.tags;
}
