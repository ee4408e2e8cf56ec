import {type Actions, read} from '../protocol/action.ts';
import {filled, lookUp} from '../protocol/checks.ts';
import {required, struct, text} from '../protocol/shape.ts';
import {notFound, TencentError} from '../protocol/tencent-error.ts';
import type {CustomerGateway, VpnConnection, VpnGateway} from '../store/store.ts';
import {liveConnections} from './connection-state.ts';

const vendors = [
	{Platform: 'ios', SoftwareVersion: 'V15.4', VendorName: 'cisco'},
	{Platform: 'comware', SoftwareVersion: 'V1.0', VendorName: 'h3c'},
] as const;

interface Tunnel {
	readonly connection: VpnConnection;
	readonly gateway: VpnGateway;
	readonly customerGateway: CustomerGateway;
	readonly interfaceName: string;
}

const header = ({connection, gateway, customerGateway}: Tunnel, sign: string): readonly string[] => [
	`${sign} VPN tunnel ${connection.VpnConnectionId} of gateway ${gateway.VpnGatewayId}`,
	`${sign} Cloud side ${gateway.PublicIpAddress}, site side ${customerGateway.IpAddress}`,
];

function cisco(tunnel: Tunnel): readonly string[] {
	const {connection, gateway, interfaceName} = tunnel;
	const {ike, ipsec} = connection;
	const name = connection.VpnConnectionId;
	return [
		...header(tunnel, '!'),
		'crypto isakmp policy 200',
		` encryption ${ike.PropoEncryAlgorithm.toLowerCase()}`,
		` hash ${ike.PropoAuthenAlgorithm.toLowerCase()}`,
		' authentication pre-share',
		` group ${ike.DhGroupName.replace('GROUP', '')}`,
		` lifetime ${ike.IKESaLifetimeSeconds}`,
		`crypto isakmp key ${connection.PreShareKey} address ${gateway.PublicIpAddress}`,
		`crypto ipsec transform-set ${name} esp-${ipsec.EncryptAlgorithm.toLowerCase()} esp-${ipsec.IntegrityAlgorith.toLowerCase()}-hmac`,
		' mode tunnel',
		`crypto map ${name} 10 ipsec-isakmp`,
		` set peer ${gateway.PublicIpAddress}`,
		` set transform-set ${name}`,
		` set security-association lifetime seconds ${ipsec.IPSECSaLifetimeSeconds}`,
		...(ipsec.PfsDhGroup === 'NULL' ? [] : [` set pfs ${ipsec.PfsDhGroup.replace('DH-', '').toLowerCase()}`]),
		` match address ${name}`,
		`interface ${interfaceName}`,
		` crypto map ${name}`,
	];
}

function h3c(tunnel: Tunnel): readonly string[] {
	const {connection, gateway, interfaceName} = tunnel;
	const {ike, ipsec} = connection;
	const name = connection.VpnConnectionId;
	return [
		...header(tunnel, '#'),
		'ike proposal 200',
		` encryption-algorithm ${ike.PropoEncryAlgorithm.toLowerCase()}`,
		` authentication-algorithm ${ike.PropoAuthenAlgorithm.toLowerCase()}`,
		` dh ${ike.DhGroupName.toLowerCase()}`,
		` sa duration ${ike.IKESaLifetimeSeconds}`,
		`ike keychain ${name}`,
		` pre-shared-key address ${gateway.PublicIpAddress} key simple ${connection.PreShareKey}`,
		`ipsec transform-set ${name}`,
		` esp encryption-algorithm ${ipsec.EncryptAlgorithm.toLowerCase()}`,
		` esp authentication-algorithm ${ipsec.IntegrityAlgorith.toLowerCase()}`,
		...(ipsec.PfsDhGroup === 'NULL' ? [] : [` pfs ${ipsec.PfsDhGroup.toLowerCase()}`]),
		`ipsec policy ${name} 10 isakmp`,
		` transform-set ${name}`,
		` remote-address ${gateway.PublicIpAddress}`,
		` sa duration time-based ${ipsec.IPSECSaLifetimeSeconds}`,
		`interface ${interfaceName}`,
		` ipsec apply policy ${name}`,
	];
}

/** The configuration of the site's device, with the pre-shared key in clear. */
export const deviceActions: Actions = {
	DescribeCustomerGatewayVendors: read({}, () => ({CustomerGatewayVendorSet: vendors})),
	DownloadCustomerGatewayConfiguration: read(
		{
			VpnGatewayId: required(text),
			VpnConnectionId: required(text),
			CustomerGatewayVendor: required(
				struct({Platform: required(text), SoftwareVersion: required(text), VendorName: required(text)}),
			),
			InterfaceName: required(text),
		},
		(input, {region, world}) => {
			liveConnections(region, world.now());
			const gateway = lookUp(region.gateways, 'vpngw', 'VpnGatewayId', input.VpnGatewayId);
			const connection = lookUp(region.connections, 'vpnx', 'VpnConnectionId', input.VpnConnectionId);
			if (connection.VpnGatewayId !== gateway.VpnGatewayId) throw notFound(input.VpnConnectionId);
			const customerGateway = lookUp(region.customerGateways, 'cgw', 'CustomerGatewayId', connection.CustomerGatewayId);
			const asked = input.CustomerGatewayVendor;
			const vendor = vendors.find(
				known =>
					known.VendorName === asked.VendorName &&
					known.Platform === asked.Platform &&
					known.SoftwareVersion === asked.SoftwareVersion,
			);
			if (!vendor) {
				throw new TencentError(
					'InvalidParameterValue.Malformed',
					`\`CustomerGatewayVendor\`: \`${JSON.stringify(asked)}\``,
				);
			}
			const interfaceName = filled('InterfaceName', input.InterfaceName);
			const write = vendor.VendorName === 'cisco' ? cisco : h3c;
			const lines = write({connection, gateway, customerGateway, interfaceName});
			return {CustomerGatewayConfiguration: `${lines.join('\r\n')}\r\n`};
		},
	),
};
