import {type ErrorText, told} from '../../net/error-text.ts';

/** Refusals for what stands in the account: quotas, states, other resources. */
export const stateErrors: readonly ErrorText[] = [
	...told('vpc 2017-03-12, CreateVpnGatewayRoutes, error codes', [
		{
			code: 'LimitExceeded.VpnGatewayRoutesLimitExceeded',
			says: 'The VPN gateway has no room for more routes',
			mend: 'Join prefixes to wider ones, or remove routes that are not needed',
			field: 'routing.prefixes',
		},
		{
			code: 'UnsupportedOperation.VpnUnsupportedRouteEcmpForCvmVpn',
			says: 'Another tunnel of this gateway has the route with the same priority, which versions below 3.1 do not take',
			mend: 'Give this tunnel the other priority (routing.priority: 0 is the first choice, 100 the standby), then resume',
			field: 'routing.priority',
		},
	]),
	...told('vpc 2017-03-12, CreateVpnConnection, error codes', [
		{
			code: 'LimitExceeded.Tag',
			family: true,
			says: 'Too many tags',
			mend: 'Use fewer tags',
			field: 'tags',
		},
		{
			code: 'LimitExceeded',
			family: true,
			says: 'A quota of the account is used up',
			mend: 'Remove what is not needed, or ask for a higher quota in the console (VPC, Quota)',
		},
		{
			code: 'ResourceInUse',
			family: true,
			says: 'One of the gateways is in use in a way that excludes this',
			mend: 'Look whether a tunnel between these two gateways exists already',
			field: 'site',
		},
		{
			code: 'ResourceNotFound',
			family: true,
			says: 'A gateway, customer gateway or VPC is not there, or not in this region',
			mend: 'Check the region, and whether the resource was deleted',
			field: 'cloudGateway',
		},
		{
			code: 'UnsupportedOperation.InvalidState',
			says: 'The gateway or tunnel is busy or in the wrong state',
			mend: 'Wait until it is AVAILABLE, then try again',
			field: 'cloudGateway',
		},
		{
			code: 'UnsupportedOperation.VpnConnCidrNotSupportedHealthCheck',
			says: 'Tunnels with SPD ranges have no health check',
			mend: 'Turn the health check off, or use destination routes',
			field: 'healthCheck',
		},
		{
			code: 'UnsupportedOperation.VpnConnRouteTypeMixed',
			says: 'A gateway carries either BGP tunnels or others, never both',
			mend: 'Use the routing mode of the gateway’s other tunnels, or another gateway',
			field: 'routing',
		},
		{
			code: 'UnsupportedOperation.VpnConnDestCidrConflictWithPrivateNet',
			says: 'The site’s range clashes with the private network of the gateway',
			mend: 'Choose other ranges',
			field: 'ranges',
		},
		{
			code: 'UnsupportedOperation.VpnUnsupportedBgpAsnEqual',
			says: 'The site’s ASN is the gateway’s own, or the peer of another tunnel has it',
			mend: 'Give the customer gateway another ASN',
			field: 'site.asn',
		},
		{
			code: 'UnsupportedOperation.VpnUnsupportedNotExistBgpAsn',
			says: 'The VPN gateway has no ASN',
			mend: 'Give the gateway an ASN in the console, or choose another routing mode',
			field: 'routing.mode',
		},
		{
			code: 'UnsupportedOperation.VpnUnsupportedBgp',
			says: 'This VPN gateway has no BGP',
			mend: 'Choose destination routes or SPD, or a gateway of version 4.0 with 200 Mbps or more',
			field: 'routing.mode',
		},
		{
			code: 'UnsupportedOperation.Tag',
			family: true,
			says: 'The tags cannot be set',
			mend: 'Leave the tags out, or check keys that are reserved',
			field: 'tags',
		},
		{
			code: 'UnsupportedOperation',
			family: true,
			says: 'The resource is busy, or does not support this',
			mend: 'Wait a minute and try again; if it stays, choose another gateway',
		},
	]),
	...told('vpc 2017-03-12, CreateCustomerGateway, error codes', [
		{
			code: 'VpcLimitExceeded',
			family: true,
			says: 'The region’s quota of customer gateways is used up',
			mend: 'Use an existing customer gateway, remove one, or ask for a higher quota',
			field: 'site',
		},
		{
			code: 'UnsupportedOperation.RecordExists',
			says: 'A customer gateway of this address exists already',
			mend: 'Choose the existing one',
			field: 'site',
		},
	]),
	...told('vpc 2017-03-12, DeleteVpnConnection, error codes', [
		{
			code: 'UnsupportedOperation.VpnConnInvalidState',
			says: 'The tunnel is not available now',
			mend: 'Wait until it is AVAILABLE, then try again',
		},
		{
			code: 'UnsupportedOperation.DeleteVpnConnInvalidState',
			says: 'The tunnel is being created, changed or deleted',
			mend: 'Wait until that is over, then try again',
		},
		{
			code: 'UnsupportedOperation.MutexOperationTaskRunning',
			says: 'Another change to the same resource is under way',
			mend: 'Wait until it is over, then try again',
		},
		{
			code: 'UnsupportedOperation.RecordNotExists',
			says: 'It is not there any more',
			mend: 'Nothing to do',
		},
	]),
	...told('vpc 2017-03-12, CreateRoutes, error codes', [
		{
			code: 'UnsupportedOperation.Ecmp',
			family: true,
			says: 'The route would share its destination with another next hop, which is not supported here',
			mend: 'Remove the other route of the same destination, or set the VPC route by hand',
		},
		{
			code: 'UnsupportedOperation.EcmpWithCcnRoute',
			says: 'A route of the same destination comes from the CCN',
			mend: 'Disable that CCN route, or set the VPC route by hand',
		},
		{
			code: 'UnsupportedOperation.EcmpWithUserRoute',
			says: 'The route table has a route of the same destination',
			mend: 'Remove that route, or set the VPC route by hand',
		},
		{
			code: 'UnsupportedOperation.ConflictWithDockerRoute',
			says: 'The range overlaps that of a TKE container network of the VPC',
			mend: 'Choose another range for the site',
			field: 'routing.prefixes',
		},
	]),
	...told('vpc 2017-03-12, CreateVpnGateway, error codes', [
		{
			code: 'UnsupportedOperation.InsufficientFunds',
			says: 'The account’s balance is too low',
			mend: 'Top up the account',
		},
	]),
];
