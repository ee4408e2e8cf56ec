import {type Actions, type Call, read, write} from '../protocol/action.ts';
import {lookUp, oneOf} from '../protocol/checks.ts';
import {answer, chosen, filtered, paged, tagsOf} from '../protocol/query.ts';
import {type InputOf, integer, list, optional, required, struct, text} from '../protocol/shape.ts';
import {notFound} from '../protocol/tencent-error.ts';
import type {Ccn, VpnGateway} from '../store/store.ts';

const orderFields = {OrderField: optional(text), OrderDirection: optional(text)} as const;

/** Sorts by one of these members, ascending by default. */
function ordered<K extends string, T extends Readonly<Record<K, unknown>>>(
	records: readonly T[],
	{OrderField, OrderDirection}: InputOf<typeof orderFields>,
	otherwise: K,
	fields: readonly K[],
): readonly T[] {
	const field = oneOf('OrderField', OrderField ?? otherwise, fields);
	const sign = oneOf('OrderDirection', OrderDirection ?? 'ASC', ['ASC', 'DESC']) === 'ASC' ? 1 : -1;
	return [...records].sort((a, b) => sign * String(a[field]).localeCompare(String(b[field])));
}

const show = ({attached, ...ccn}: Ccn) => ({
	...ccn,
	InstanceCount: attached.length,
	InstanceChargeType: 'POSTPAID',
	BandwidthLimitType: 'INTER_REGION_LIMIT',
	RoutePriorityFlag: true,
	RouteTableCount: 1,
	RouteTableFlag: false,
	RouteBroadcastPolicyFlag: false,
	IsSecurityLock: ccn.State === 'ISOLATED',
});

const describeCcns = read({CcnIds: optional(list(text)), ...paged, ...orderFields}, (input, {partition}: Call) => {
	const found = chosen(partition.ccns, input.CcnIds, input.Filters, {
		id: 'CcnId',
		prefix: 'ccn',
		filters: {
			'ccn-id': ccn => ccn.CcnId,
			'ccn-name': ccn => ccn.CcnName,
			'ccn-description': ccn => ccn.CcnDescription,
			state: ccn => ccn.State,
		},
		tags: tagsOf,
	});
	const sorted = ordered(found, input, 'CreateTime', ['CcnId', 'CcnName', 'CreateTime', 'State', 'QosLevel']);
	return answer('CcnSet', sorted, input, show);
});

const describeCcnAttachedInstances = read(
	{CcnId: optional(text), ...paged, ...orderFields},
	(input, {partition, key}) => {
		const ccns = input.CcnId ? [lookUp(partition.ccns, 'ccn', 'CcnId', input.CcnId)] : [...partition.ccns.values()];
		const instances = ccns.flatMap(ccn =>
			ccn.attached.map(instance => ({
				...instance,
				CcnId: ccn.CcnId,
				InstanceUin: key.accountUin,
				CcnUin: key.accountUin,
				InstanceArea: instance.InstanceRegion.startsWith('ap-singapore') ? 'ASIA_PACIFIC' : 'CHINA_MAINLAND',
				Description: '',
				RouteTableId: `ccnr-${ccn.CcnId.slice('ccn-'.length)}`,
				RouteTableName: '_default_rtb',
			})),
		);
		const found = filtered(instances, input.Filters, {
			filters: {
				'ccn-id': instance => instance.CcnId,
				'instance-type': instance => instance.InstanceType,
				'instance-region': instance => instance.InstanceRegion,
				'instance-id': instance => instance.InstanceId,
			},
		});
		const sorted = ordered(found, input, 'AttachedTime', [
			'CcnId',
			'InstanceType',
			'InstanceId',
			'InstanceName',
			'InstanceRegion',
			'AttachedTime',
			'State',
		]);
		return answer('InstanceSet', sorted, input);
	},
);

/** What a CCN gateway learns from its CCN: the ranges of the attached VPCs, in force unless they were switched off. */
function ccnRoutes({NetworkInstanceId, VpnGatewayId}: VpnGateway, {partition, region}: Call) {
	const attached = partition.ccns.get(NetworkInstanceId)?.attached ?? [];
	return attached
		.filter(instance => instance.InstanceType === 'VPC')
		.flatMap(instance =>
			instance.CidrBlock.map((DestinationCidrBlock, index) => {
				const RouteId = `vpnr-${instance.InstanceId.slice('vpc-'.length, 'vpc-'.length + 7)}${index}`;
				const off = region.disabledCcnRoutes.has(`${VpnGatewayId} ${RouteId}`);
				return {RouteId, DestinationCidrBlock, Status: off ? 'DISABLE' : 'ENABLE'};
			}),
		);
}

const describeVpnGatewayCcnRoutes = read(
	{VpnGatewayId: required(text), Offset: optional(integer), Limit: optional(integer)},
	(input, call) => {
		const routes = ccnRoutes(lookUp(call.region.gateways, 'vpngw', 'VpnGatewayId', input.VpnGatewayId), call);
		return answer('RouteSet', routes, input);
	},
);

const modifyVpnGatewayCcnRoutes = write(
	{
		VpnGatewayId: required(text),
		Routes: required(
			list(struct({RouteId: required(text), Status: optional(text), DestinationCidrBlock: optional(text)})),
		),
	},
	(input, call) => {
		const gateway = lookUp(call.region.gateways, 'vpngw', 'VpnGatewayId', input.VpnGatewayId);
		const known = ccnRoutes(gateway, call);
		const changes = input.Routes.map(({RouteId, Status}, index) => {
			const route = known.find(candidate => candidate.RouteId === RouteId);
			if (!route) throw notFound(RouteId);
			return {RouteId, Status: oneOf(`Routes.${index}.Status`, Status ?? route.Status, ['ENABLE', 'DISABLE'])};
		});
		for (const {RouteId, Status} of changes) {
			const key = `${gateway.VpnGatewayId} ${RouteId}`;
			if (Status === 'DISABLE') call.region.disabledCcnRoutes.add(key);
			else call.region.disabledCcnRoutes.delete(key);
		}

		return {};
	},
);

/** Cloud Connect Networks, which are not bound to one region. */
export const ccnActions: Actions = {
	DescribeCcns: describeCcns,
	DescribeCcnAttachedInstances: describeCcnAttachedInstances,
	DescribeVpnGatewayCcnRoutes: describeVpnGatewayCcnRoutes,
	ModifyVpnGatewayCcnRoutes: modifyVpnGatewayCcnRoutes,
};
