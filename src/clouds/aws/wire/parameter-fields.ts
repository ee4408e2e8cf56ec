import {tunnelOptions} from '../options.ts';

/** EC2's parameter names, as its messages spell them, to the document's paths. */
export const parameterFields: Readonly<Record<string, string>> = {
	presharedkey: 'tunnels[0].presharedKey',
	tunnelinsidecidr: 'tunnels[0].insideCidr',
	tunnelinsideipv6cidr: 'tunnels[0].insideIpv6Cidr',
	ipaddress: 'site.address',
	publicip: 'site.address',
	bgpasn: 'site.asn',
	bgpasnextended: 'site.asn',
	devicename: 'site.deviceName',
	certificatearn: 'site.certificateArn',
	amazonsideasn: 'cloudGateway.asn',
	destinationcidrblock: 'routing.prefixes',
	localipv4networkcidr: 'ranges[0].siteSide[0]',
	remoteipv4networkcidr: 'ranges[0].cloudSide',
	localipv6networkcidr: 'ipv6Ranges.siteSide',
	remoteipv6networkcidr: 'ipv6Ranges.cloudSide',
	...Object.fromEntries(
		Object.entries(tunnelOptions).map(([name, {member}]) => [member.toLowerCase(), `security.options.${name}`]),
	),
	enableacceleration: 'acceleration',
	tunnelbandwidth: 'tunnelBandwidth',
	presharedkeystorage: 'keyStorage',
	outsideipaddresstype: 'outsideAddressType',
	transporttransitgatewayattachmentid: 'transportAttachmentId',
	vpngatewayid: 'cloudGateway.id',
	transitgatewayid: 'cloudGateway.id',
	vpnconcentratorid: 'cloudGateway.id',
	customergatewayid: 'site.id',
	routetableid: 'routeTables',
};
