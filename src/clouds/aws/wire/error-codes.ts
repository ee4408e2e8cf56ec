import {type ErrorText, told} from '../../net/error-text.ts';
import {accessErrorCodes, errorList} from './access-error-codes.ts';

/** Every code that is told in the user's words, the first that fits first. */
export const errorCodes: readonly ErrorText[] = [
	...accessErrorCodes,
	...told(
		'AWS answers so while other VPN objects of the account are still changing (seen by the Terraform AWS provider)',
		[
			{
				code: 'VpnConnectionLimitExceeded',
				message: /mutating objects/i,
				says: 'Too many VPN connections are being changed at once',
				mend: 'Wait until the others have settled, and try again',
				transient: true,
			},
			{
				code: 'VpnGatewayLimitExceeded',
				message: /mutating objects/i,
				says: 'Too many VPN gateways are being changed at once',
				mend: 'Wait until the others have settled, and try again',
				transient: true,
			},
		],
	),
	...told(errorList, [
		{
			code: 'VpnConnectionLimitExceeded',
			says: 'The account has as many VPN connections in this region, or on this gateway, as it may have',
			mend: 'Delete one that is not used, or ask AWS to raise the quota (Service Quotas, L-3E6EC3A3)',
			field: 'region',
		},
		{
			code: 'VpnGatewayLimitExceeded',
			says: 'The account has as many virtual private gateways in this region as it may have',
			mend: 'Use one that exists, or ask AWS to raise the quota (Service Quotas, L-7029FAB6)',
			field: 'cloudGateway',
		},
		{
			code: 'VpnGatewayAttachmentLimitExceeded',
			says: 'A virtual private gateway serves one VPC, and a VPC has one virtual private gateway',
			mend: 'Use the gateway that the VPC has already',
			field: 'cloudGateway',
		},
		{
			code: 'InvalidVpcState',
			says: 'The VPC has a virtual private gateway already',
			mend: 'Choose that gateway instead of making a new one',
			field: 'cloudGateway.vpcId',
		},
		{
			code: 'CustomerGatewayLimitExceeded',
			says: 'The account has as many customer gateways in this region as it may have',
			mend: 'Use one that exists, delete one that is not used, or ask AWS to raise the quota (Service Quotas, L-4FB7FF5D)',
			field: 'site',
		},
		{
			code: 'InvalidVpnGatewayID.NotFound',
			says: 'AWS does not know this virtual private gateway in this region',
			mend: 'Choose a gateway from the list',
			field: 'cloudGateway.id',
		},
		{
			code: 'InvalidVpnGatewayAttachment.NotFound',
			says: 'The virtual private gateway is not attached to this VPC',
			mend: 'Attach it, or choose another gateway',
			field: 'cloudGateway.id',
		},
		{
			code: 'InvalidTransitGatewayID.NotFound',
			says: 'AWS does not know this transit gateway in this region',
			mend: 'Choose a gateway from the list',
			field: 'cloudGateway.id',
		},
		{
			code: 'InvalidVpnConcentratorID.NotFound',
			says: 'AWS does not know this VPN concentrator in this region',
			mend: 'Choose a gateway from the list',
			field: 'cloudGateway.id',
		},
		{
			code: 'InvalidVpcID.NotFound',
			says: 'AWS does not know this VPC in this region',
			mend: 'Choose a VPC of this region',
			field: 'cloudGateway.vpcId',
		},
		{
			code: 'InvalidRouteTableID.NotFound',
			says: 'AWS does not know this route table in this region',
			mend: 'Choose a route table of the gateway’s VPC',
			field: 'routeTables',
		},
		{
			code: 'Gateway.NotAttached',
			says: 'The virtual private gateway is not attached to the route table’s VPC',
			mend: 'Attach the gateway, or choose route tables of its own VPC',
			field: 'routeTables',
		},
		{
			code: 'RouteAlreadyExists',
			says: 'The route table has a route for this prefix already',
			mend: 'Remove the other route, or leave the prefix out',
			field: 'routing.prefixes',
		},
		{
			code: 'TransitGatewayRouteLimitExceeded',
			says: 'The transit gateway route table is full',
			mend: 'Use fewer, wider prefixes, or BGP',
			field: 'routing.prefixes',
		},
		{
			code: ['IncorrectState', 'InvalidState'],
			says: 'Something that the call refers to is in a state that does not allow it',
			mend: 'Wait until it is available, and try again',
		},
		{
			code: ['InvalidParameterValue', 'InvalidParameter'],
			says: 'AWS does not accept one of the values',
			mend: 'See AWS’s own words, and change that field',
		},
		{
			code: 'InvalidParameterCombination',
			says: 'AWS does not accept these values together',
			mend: 'See AWS’s own words, and change one of the fields',
		},
		{
			code: 'MissingParameter',
			says: 'AWS misses a value',
			mend: 'See AWS’s own words, and fill in that field',
		},
		{
			code: 'UnsupportedOperation',
			says: 'AWS does not offer this here',
			mend: 'See AWS’s own words; another region or gateway kind may offer it',
		},
		{
			code: 'TagLimitExceeded',
			says: 'A resource can carry 50 tags',
			mend: 'Remove tags',
			field: 'tags',
		},
		{
			code: 'InvalidAction',
			says: 'This endpoint does not know the call',
			mend: 'Check AWS_ENDPOINT_URL_EC2: it may point at something that is not EC2',
		},
	]),
	...told(`${errorList}, "Eventual consistency"`, [
		{
			code: 'InvalidCustomerGatewayID.NotFound',
			says: 'AWS does not know this customer gateway, or not yet: it can take a moment after it was made',
			mend: 'Wait a moment and try again; if it stays, choose another customer gateway',
			field: 'site.id',
			transient: true,
		},
		{
			code: 'InvalidVpnConnectionID.NotFound',
			says: 'AWS does not know this VPN connection in this region, or not yet',
			mend: 'Check the region and the id',
		},
		{
			code: 'InvalidTransitGatewayAttachmentID.NotFound',
			says: 'AWS does not know this transit gateway attachment, or not yet',
			mend: 'Wait a moment and try again; otherwise check the attachment id',
			field: 'transportAttachmentId',
		},
	]),
];
