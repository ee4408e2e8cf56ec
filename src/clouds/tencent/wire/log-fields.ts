import type {LogFields, Shape} from '../../net/loggable.ts';
import {
	attachedShape,
	connectionShape,
	customerGatewayShape,
	gatewayRouteShape,
	routeTableShape,
	total,
	vpcShape,
	vpnGatewayShape,
} from './log-shapes.ts';

/** Filter values are ids mostly, but names and addresses too. */
const query: Shape = {
	Offset: 'number',
	Limit: 'number',
	Filters: {Name: 'word', Values: 'id'},
	VpnGatewayId: 'id',
	VpnGatewayIds: 'id',
	VpnConnectionIds: 'id',
	CustomerGatewayIds: 'id',
	VpcIds: 'id',
	RouteTableIds: 'id',
	CcnId: 'id',
	LimitTypes: 'word',
	Product: 'word',
};

const listing = (response: {readonly [member: string]: Shape}): LogFields => ({
	request: query,
	response: {...total, ...response},
});

const reads = new Map<string, LogFields>([
	['DescribeVpcs', listing({VpcSet: vpcShape})],
	['DescribeVpnGateways', listing({VpnGatewaySet: vpnGatewayShape})],
	['DescribeCustomerGateways', listing({CustomerGatewaySet: customerGatewayShape})],
	['DescribeVpnConnections', listing({VpnConnectionSet: connectionShape})],
	['DescribeVpnGatewayRoutes', listing({Routes: gatewayRouteShape})],
	['DescribeRouteTables', listing({RouteTableSet: routeTableShape})],
	['DescribeVpcLimits', listing({VpcLimitSet: {LimitType: 'word', LimitValue: 'number'}})],
	['DescribeCcnAttachedInstances', listing({InstanceSet: attachedShape})],
	['DescribeRegions', listing({RegionSet: {Region: 'word', RegionState: 'word'}})],
	['DescribeCustomerGatewayVendors', {request: {}, response: {...total, CustomerGatewayVendorSet: 'hidden'}}],
	[
		'DownloadCustomerGatewayConfiguration',
		{
			request: {VpnGatewayId: 'id', VpnConnectionId: 'id', CustomerGatewayVendor: 'hidden', InterfaceName: 'hidden'},
			response: {...total, CustomerGatewayConfiguration: 'hidden'},
		},
	],
	[
		'DescribeBaseMetrics',
		{
			request: {Namespace: 'hidden', MetricName: 'word'},
			response: {
				...total,
				MetricSet: {MetricName: 'word', Unit: 'hidden', Period: 'number', Dimensions: {Dimensions: 'word'}},
			},
		},
	],
	[
		'GetMonitorData',
		{
			request: {
				Namespace: 'hidden',
				MetricName: 'word',
				Instances: {Dimensions: {Name: 'word', Value: 'id'}},
				Period: 'number',
				StartTime: 'time',
				EndTime: 'time',
			},
			response: {
				...total,
				MetricName: 'word',
				Period: 'number',
				DataPoints: {Dimensions: {Name: 'word', Value: 'id'}, Timestamps: 'number', Values: 'number'},
			},
		},
	],
	[
		'GetCallerIdentity',
		{
			request: {},
			response: {...total, AccountId: 'hidden', Arn: 'hidden', PrincipalId: 'hidden', Type: 'word', UserId: 'hidden'},
		},
	],
	[
		'AssumeRole',
		{
			request: {RoleArn: 'hidden', RoleSessionName: 'hidden', DurationSeconds: 'number'},
			response: {...total, Credentials: 'hidden', ExpiredTime: 'number', Expiration: 'time'},
		},
	],
]);

/** What a debug log may hold of a call that reads; of one that makes something, its action says it. Nothing of one that is not known here. */
export function readLogFields(call: string): LogFields {
	return reads.get(call) ?? {request: {}, response: {}};
}
