import type {GetMetricDataCommandInput} from '@aws-sdk/client-cloudwatch';
import type {FilterLogEventsCommandInput} from '@aws-sdk/client-cloudwatch-logs';
import type {
	ActiveVpnTunnelStatus,
	GetActiveVpnTunnelStatusCommandInput,
	GetVpnConnectionDeviceSampleConfigurationCommandInput,
	GetVpnTunnelReplacementStatusCommandInput,
	GetVpnTunnelReplacementStatusCommandOutput,
	SearchTransitGatewayRoutesCommandInput,
} from '@aws-sdk/client-ec2';
import {type LogFields, shapeOf} from '../net/loggable.ts';
import {awsKinds} from './actions/kinds.ts';
import {
	concentrator,
	customerGateway,
	device,
	query,
	routeTable,
	transitGateway,
	transitGatewayRoute,
	transitGatewayRouteTable,
	vpc,
	vpnGateway,
} from './wire/log-things.ts';

/** What only reads: what a plan makes and takes away says for itself what a log may hold of it. */
const reads: Readonly<Record<string, LogFields>> = {
	DescribeCustomerGateways: {request: query, response: {CustomerGateways: customerGateway}},
	DescribeVpnGateways: {request: query, response: {VpnGateways: vpnGateway}},
	DescribeTransitGateways: {request: query, response: {TransitGateways: transitGateway, NextToken: 'hidden'}},
	DescribeRouteTables: {request: query, response: {RouteTables: routeTable, NextToken: 'hidden'}},
	DescribeVpcs: {request: query, response: {Vpcs: vpc, NextToken: 'hidden'}},
	DescribeVpnConcentrators: {
		request: query,
		response: {VpnConcentrators: concentrator, NextToken: 'hidden'},
	},
	DescribeRegions: {request: query, response: {Regions: {RegionName: 'word', OptInStatus: 'word'}}},
	DescribeTransitGatewayRouteTables: {
		request: query,
		response: {TransitGatewayRouteTables: transitGatewayRouteTable, NextToken: 'hidden'},
	},
	GetTransitGatewayAttachmentPropagations: {
		request: query,
		response: {
			TransitGatewayAttachmentPropagations: {TransitGatewayRouteTableId: 'id', State: 'word'},
			NextToken: 'hidden',
		},
	},
	SearchTransitGatewayRoutes: {
		request: shapeOf<SearchTransitGatewayRoutesCommandInput>(
			{id: ['TransitGatewayRouteTableId'], number: ['MaxResults']},
			{Filters: {Name: 'word', Values: 'word'}},
		),
		response: {Routes: transitGatewayRoute, AdditionalRoutesAvailable: 'flag'},
	},
	GetVpnConnectionDeviceTypes: {request: query, response: {VpnConnectionDeviceTypes: device, NextToken: 'hidden'}},
	GetVpnConnectionDeviceSampleConfiguration: {
		request: shapeOf<GetVpnConnectionDeviceSampleConfigurationCommandInput>({
			id: ['VpnConnectionId'],
			word: ['VpnConnectionDeviceTypeId', 'InternetKeyExchangeVersion', 'SampleType'],
		}),
		response: {VpnConnectionDeviceSampleConfiguration: 'hidden'},
	},
	GetVpnTunnelReplacementStatus: {
		request: shapeOf<GetVpnTunnelReplacementStatusCommandInput>({
			id: ['VpnConnectionId'],
			address: ['VpnTunnelOutsideIpAddress'],
		}),
		response: shapeOf<GetVpnTunnelReplacementStatusCommandOutput>(
			{
				id: ['VpnConnectionId', 'TransitGatewayId', 'CustomerGatewayId', 'VpnGatewayId'],
				address: ['VpnTunnelOutsideIpAddress'],
			},
			{
				MaintenanceDetails: {
					PendingMaintenance: 'word',
					MaintenanceAutoAppliedAfter: 'time',
					LastMaintenanceApplied: 'time',
				},
			},
		),
	},
	GetActiveVpnTunnelStatus: {
		request: shapeOf<GetActiveVpnTunnelStatusCommandInput>({
			id: ['VpnConnectionId'],
			address: ['VpnTunnelOutsideIpAddress'],
		}),
		response: {
			ActiveVpnTunnelStatus: shapeOf<ActiveVpnTunnelStatus>({
				word: [
					...(['Phase1EncryptionAlgorithm', 'Phase2EncryptionAlgorithm', 'Phase1IntegrityAlgorithm'] as const),
					...(['Phase2IntegrityAlgorithm', 'IkeVersion', 'ProvisioningStatus'] as const),
				],
				number: ['Phase1DHGroup', 'Phase2DHGroup'],
				hidden: ['ProvisioningStatusReason'],
			}),
		},
	},
	GetMetricData: {
		request: shapeOf<GetMetricDataCommandInput>(
			{word: ['ScanBy'], time: ['StartTime', 'EndTime'], hidden: ['NextToken']},
			{
				MetricDataQueries: {
					Id: 'word',
					MetricStat: {
						Metric: {Namespace: 'hidden', MetricName: 'word', Dimensions: {Name: 'word', Value: 'address'}},
						Period: 'number',
						Stat: 'word',
					},
				},
			},
		),
		response: {
			MetricDataResults: {Id: 'word', Label: 'hidden', StatusCode: 'word', Timestamps: 'time', Values: 'number'},
			Messages: 'hidden',
			NextToken: 'hidden',
		},
	},
	// a group is named by people, and a line may quote anything
	FilterLogEvents: {
		request: shapeOf<FilterLogEventsCommandInput>({
			id: ['logStreamNamePrefix'],
			number: ['startTime', 'endTime', 'limit'],
			hidden: ['logGroupName', 'nextToken'],
		}),
		response: {
			events: {
				timestamp: 'number',
				ingestionTime: 'number',
				message: 'hidden',
				logStreamName: 'hidden',
				eventId: 'hidden',
			},
			searchedLogStreams: 'hidden',
			nextToken: 'hidden',
		},
	},
	GetCallerIdentity: {request: {}, response: {Account: 'hidden', Arn: 'hidden', UserId: 'hidden'}},
};

const table = new Map<string, LogFields>([
	...Object.entries(reads),
	...awsKinds.flatMap(({undo}) => (undo ? [[undo.call, undo.logged] as const] : [])),
	// what a change is put back by is a kind of its own
	...awsKinds.map(({call, logged}) => [call, logged] as const),
]);

/** What of a call may be written to a debug log; nothing of one that is not known here. */
export function awsLogFields(call: string): LogFields {
	return table.get(call) ?? {request: {}, response: {}};
}
