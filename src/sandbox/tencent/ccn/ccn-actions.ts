import {type Actions, type Call, read, write} from '../protocol/action.ts';
import {lookUp, oneOf} from '../protocol/checks.ts';
import {chosen, filtered, filterField, page} from '../protocol/query.ts';
import {integer, list, optional, required, struct, text} from '../protocol/shape.ts';
import {notFound} from '../protocol/tencent-error.ts';
import {tencentAccountUin} from '../protocol/tencent-keys.ts';
import type {Ccn, VpnGateway} from '../store/store.ts';

const orderFields = {OrderField: optional(text), OrderDirection: optional(text)} as const;

/** Sorts by a member of the shown object; ascending by default. */
function ordered<T extends Readonly<Record<string, unknown>>>(
	shown: readonly T[],
	field: string,
	direction: string | undefined,
): readonly T[] {
	const sign = oneOf('OrderDirection', direction ?? 'ASC', ['ASC', 'DESC']) === 'ASC' ? 1 : -1;
	return [...shown].sort((a, b) => sign * String(a[field]).localeCompare(String(b[field])));
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

const describeCcns = read(
	{
		CcnIds: optional(list(text)),
		Filters: filterField,
		Offset: optional(integer),
		Limit: optional(integer),
		...orderFields,
	},
	(input, {partition}: Call) => {
		const found = chosen([...partition.ccns.values()], {
			idParameter: 'CcnIds',
			ids: input.CcnIds,
			idOf: ccn => ccn.CcnId,
			idPrefix: 'ccn',
			filters: input.Filters,
			rules: {
				'ccn-id': {values: ccn => [ccn.CcnId]},
				'ccn-name': {values: ccn => [ccn.CcnName]},
				'ccn-description': {values: ccn => [ccn.CcnDescription]},
				state: {values: ccn => [ccn.State]},
			},
			tagsOf: ccn => ccn.TagSet,
		});
		const field = oneOf('OrderField', input.OrderField ?? 'CreateTime', [
			'CcnId',
			'CcnName',
			'CreateTime',
			'State',
			'QosLevel',
		]);
		const sorted = ordered(found.map(show), field, input.OrderDirection);
		return {TotalCount: found.length, CcnSet: page(sorted, input.Offset, input.Limit)};
	},
);

const describeCcnAttachedInstances = read(
	{
		CcnId: optional(text),
		Filters: filterField,
		Offset: optional(integer),
		Limit: optional(integer),
		...orderFields,
	},
	(input, {partition}) => {
		const ccns = input.CcnId ? [lookUp(partition.ccns, 'ccn', 'CcnId', input.CcnId)] : [...partition.ccns.values()];
		const instances = ccns.flatMap(ccn =>
			ccn.attached.map(instance => ({
				...instance,
				CcnId: ccn.CcnId,
				InstanceUin: tencentAccountUin,
				CcnUin: tencentAccountUin,
				InstanceArea: instance.InstanceRegion.startsWith('ap-singapore') ? 'ASIA_PACIFIC' : 'CHINA_MAINLAND',
				Description: '',
				RouteTableId: `ccnr-${ccn.CcnId.slice('ccn-'.length)}`,
				RouteTableName: '_default_rtb',
			})),
		);
		const found = filtered(instances, input.Filters ?? [], {
			'ccn-id': {values: instance => [instance.CcnId]},
			'instance-type': {values: instance => [instance.InstanceType]},
			'instance-region': {values: instance => [instance.InstanceRegion]},
			'instance-id': {values: instance => [instance.InstanceId]},
		});
		const field = oneOf('OrderField', input.OrderField ?? 'AttachedTime', [
			'CcnId',
			'InstanceType',
			'InstanceId',
			'InstanceName',
			'InstanceRegion',
			'AttachedTime',
			'State',
		]);
		const sorted = ordered(found, field, input.OrderDirection);
		return {TotalCount: found.length, InstanceSet: page(sorted, input.Offset, input.Limit)};
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
		return {TotalCount: routes.length, RouteSet: page(routes, input.Offset, input.Limit)};
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
