import {type ErrorText, told} from '../../net/error-text.ts';

/** Refusals of a value that was sent. */
export const valueErrors: readonly ErrorText[] = [
	...told('vpc 2017-03-12, CreateVpnConnection, error codes', [
		{
			code: 'InvalidParameter.Coexist',
			says: 'Two of the values cannot be given together',
			mend: 'Check the routing mode against SPD ranges and BGP settings',
			field: 'routing',
		},
		{
			code: 'InvalidParameterValue.Malformed',
			says: 'A value has the wrong form',
			mend: 'Check the value that the message names',
		},
		{
			code: 'InvalidParameterValue.Empty',
			says: 'A value that is needed is empty',
			mend: 'Fill in what the message names',
		},
		{
			code: 'InvalidParameterValue.TooLong',
			says: 'A value is too long; names may have 60 characters',
			mend: 'Shorten it',
			field: 'name',
		},
		{
			code: 'InvalidParameterValue.Duplicate',
			says: 'Something of these values exists already',
			mend: 'Look at the existing tunnels and customer gateways: one tunnel per pair of gateways is allowed',
			field: 'site',
		},
		{
			code: 'InvalidParameterValue.VpcCidrConflict',
			says: 'A range at the site’s side overlaps the VPC’s own ranges',
			mend: 'Use a range that the VPC does not have, or renumber one of the two',
			field: 'ranges',
		},
		{
			code: 'InvalidParameterValue.VpnConnCidrConflict',
			says: 'A range at the site’s side overlaps that of another tunnel of this gateway',
			mend: 'Choose ranges that no other tunnel carries; two tunnels to one site need destination routes',
			field: 'ranges',
		},
		{
			code: 'InvalidParameterValue.VpnConnSpdCidrConflict',
			says: 'The two sides of an SPD pair overlap',
			mend: 'Choose ranges that are apart',
			field: 'ranges',
		},
		{
			code: 'InvalidParameterValue.VpnConnHealthCheckIpConflict',
			says: 'A health check address is in use or lies inside the VPC',
			mend: 'Choose two free addresses in 169.254.128.0/17',
			field: 'healthCheck',
		},
		{
			code: 'InvalidParameterValue.VpnConnBgpTunnelCidrConflict',
			says: 'The range inside the tunnel overlaps that of another BGP tunnel',
			mend: 'Choose another /30 in 169.254.128.0/17',
			field: 'routing.tunnelCidr',
		},
		{
			code: 'InvalidParameterValue.VpnConnBgpTunnelCidrMask',
			says: 'The range inside the tunnel is not a /30',
			mend: 'Give a /30, as in 169.254.128.0/30',
			field: 'routing.tunnelCidr',
		},
		{
			code: 'InvalidParameterValue.VpnConnBgpTunnelCidrNotSupported',
			says: 'A BGP address lies outside the range inside the tunnel',
			mend: 'Use the two host addresses of the /30',
			field: 'routing.cloudAddress',
		},
		{
			code: 'InvalidParameterValue.Tag',
			family: true,
			says: 'A tag is not accepted',
			mend: 'Check keys and values of the tags',
			field: 'tags',
		},
	]),
	...told('vpc 2017-03-12, CreateVpnGatewayRoutes, error codes', [
		{
			code: 'InvalidParameterValue.VpnGatewayRouteDuplicate',
			says: 'The gateway has this route already',
			mend: 'Remove the prefix, or the route that stands',
			field: 'routing.prefixes',
		},
	]),
	...told('vpc 2017-03-12, CreateRoutes, error codes', [
		{
			code: 'InvalidParameterValue.SubnetOverlapRoute',
			says: 'A route’s destination is the same as a subnet of the VPC',
			mend: 'Choose another range for the site',
			field: 'routing.prefixes',
		},
		{
			code: 'InvalidParameterValue.VpcCidrOverlapRoute',
			says: 'A route’s destination is the same as an assistant range of the VPC',
			mend: 'Choose another range for the site',
			field: 'routing.prefixes',
		},
		{
			code: 'InvalidParameterValue.RouteNextHopInvalid',
			says: 'The VPN gateway cannot be the next hop of this route table',
			mend: 'Check that the route table belongs to the gateway’s VPC',
		},
	]),
	...told('vpc 2017-03-12, error codes of the Describe calls', [
		{
			code: 'InvalidParameterValue.LimitExceeded',
			says: 'More values than one call may carry',
			mend: 'Give fewer values',
		},
		{
			code: 'InvalidParameterValue.Range',
			says: 'A number is outside its range',
			mend: 'Check the value that the message names',
		},
		{
			code: 'InvalidVpnGatewayId.Malformed',
			says: 'This is not the id of a VPN gateway',
			mend: 'Write it as vpngw-1w9tue3d',
			field: 'cloudGateway',
		},
		{
			code: 'InvalidVpnGatewayId.NotFound',
			says: 'There is no such VPN gateway in this region',
			mend: 'Check the region, or choose another gateway',
			field: 'cloudGateway',
		},
		{
			code: 'InvalidVpcId',
			family: true,
			says: 'There is no such VPC in this region',
			mend: 'Check the region, or choose another gateway',
			field: 'cloudGateway',
		},
		{
			code: ['InvalidParameter', 'InvalidParameterValue'],
			family: true,
			says: 'The cloud does not accept one of the values',
			mend: 'Check the value that the message names',
		},
	]),
];
