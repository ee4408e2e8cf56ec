import {addressText, parseRange} from '../../ipv4.ts';
import {ApiError, invalidValue} from '../protocol/api-error.ts';
import {page} from '../protocol/filters.ts';
import {hexOf} from '../protocol/ids.ts';
import {operation} from '../protocol/operation.ts';
import {integer, required, text} from '../protocol/shape.ts';
import {items} from '../protocol/xml.ts';
import {vpnConnectionOf} from '../store/resource-lookup.ts';

interface DeviceType {
	readonly id: string;
	readonly vendor: string;
	readonly platform: string;
	readonly software: string;
}

const device = (vendor: string, platform: string, software: string): DeviceType => ({
	id: hexOf(`device ${vendor} ${platform} ${software}`).slice(0, 8),
	vendor,
	platform,
	software,
});

/** A choice of the devices that AWS has samples for. */
const deviceTypes: readonly DeviceType[] = [
	device('Cisco Systems, Inc.', 'ASA 5500 Series', 'ASA 9.7+ VTI'),
	device('Cisco Systems, Inc.', 'CSRv AMI', 'IOS 12.4+'),
	device('Cisco Systems, Inc.', 'ISR Series Routers', 'IOS 12.4+'),
	device('Fortinet', 'Fortigate 40+ Series', 'FortiOS 6.4.4+ (GUI)'),
	device('Generic', 'Generic', 'Vendor Agnostic'),
	device('Juniper Networks, Inc.', 'SRX Routers', 'JunOS 11.0+'),
	device('Mikrotik', 'RouterOS', '6.44.3'),
	device('Openswan', 'Openswan', 'Openswan 2.6.38+'),
	device('Palo Alto Networks', 'PA Series', 'PANOS 7.0+'),
	device('pfSense', 'pfSense', 'pfsense 2.2.5+(GUI)'),
	device('Strongswan', 'Ubuntu 16.04', 'Strongswan 5.5.1+'),
	device('Yamaha', 'RTX Routers', 'Rev.10.01.16+'),
];

export const getVpnConnectionDeviceTypes = operation(
	'GetVpnConnectionDeviceTypes',
	'reads',
	{MaxResults: integer, NextToken: text},
	input => {
		const {rows, nextToken} = page(deviceTypes, input, 200);
		return {
			vpnConnectionDeviceTypeSet: items(
				rows.map(({id, vendor, platform, software}) => ({
					vpnConnectionDeviceTypeId: id,
					vendor,
					platform,
					software,
				})),
			),
			nextToken,
		};
	},
);

export const getVpnConnectionDeviceSampleConfiguration = operation(
	'GetVpnConnectionDeviceSampleConfiguration',
	'reads',
	{
		VpnConnectionId: required(text),
		VpnConnectionDeviceTypeId: required(text),
		InternetKeyExchangeVersion: text,
		SampleType: text,
	},
	(input, call) => {
		const connection = vpnConnectionOf(input.VpnConnectionId, call);
		const type = deviceTypes.find(({id}) => id === input.VpnConnectionDeviceTypeId);
		if (!type) throw invalidValue(input.VpnConnectionDeviceTypeId, 'vpnConnectionDeviceTypeId');
		const ike = input.InternetKeyExchangeVersion ?? 'ikev1';
		if (ike !== 'ikev1' && ike !== 'ikev2') throw invalidValue(ike, 'internetKeyExchangeVersion');
		const sample = input.SampleType ?? 'compatibility';
		if (sample !== 'compatibility' && sample !== 'recommended') throw invalidValue(sample, 'sampleType');
		if (sample === 'recommended' && ike === 'ikev1')
			throw new ApiError('UnsupportedOperationException', 'The recommended sample is not available for ikev1.');
		const gateway = call.region.customerGateways.get(connection.customerGatewayId);
		const lines = connection.tunnels.flatMap((tunnel, index) => [
			'',
			`! IPSec Tunnel #${index + 1}`,
			`!   IKE version             : ${ike === 'ikev1' ? 'IKEv1' : 'IKEv2'}`,
			`!   Pre-Shared Key          : ${tunnel.keyStorage === 'Standard' ? tunnel.presharedKey : 'REDACTED'}`,
			`!   Customer Gateway        : ${gateway?.ipAddress ?? ''}`,
			`!   Virtual Private Gateway : ${tunnel.outsideAddress}`,
			`!   Inside, Customer Gateway: ${addressText((parseRange(tunnel.insideCidr)?.first ?? 0) + 2)}/30`,
			`!   Inside, Virtual Gateway : ${addressText((parseRange(tunnel.insideCidr)?.first ?? 0) + 1)}/30`,
		]);
		return {
			vpnConnectionDeviceSampleConfiguration: [
				`! Sample configuration of the sandbox for ${type.vendor} ${type.platform}, ${type.software} (${sample})`,
				`! VPN Connection ID: ${connection.id}`,
				...lines,
				'',
			].join('\n'),
		};
	},
);
