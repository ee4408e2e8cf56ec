import type {CustomerGatewayVendor} from 'tencentcloud-sdk-nodejs/tencentcloud/services/vpc/v20170312/vpc_models.js';
import type {DeviceKind, DeviceSample} from '../../../connection/device-side.ts';
import {Secret} from '../../../connection/secret.ts';
import {UserError} from '../../../connection/user-error.ts';
import {deviceSlug} from '../../engine/device-slug.ts';
import type {TencentInventory} from '../read/inventory.ts';
import type {CallPlace} from '../wire/call-place.ts';
import type {TencentClient} from '../wire/client.ts';
import {list, text} from '../wire/reply.ts';

/** The devices that Tencent Cloud writes configurations for. Source: vpc 2017-03-12, DescribeCustomerGatewayVendors. @throws CloudError */
export async function readDevices(client: TencentClient, place: CallPlace): Promise<readonly DeviceKind[]> {
	const reply = await client.read('vpc', 'DescribeCustomerGatewayVendors', undefined, place);
	return list(reply.CustomerGatewayVendorSet)
		.map(found => ({
			vendor: text(found.VendorName),
			platform: text(found.Platform),
			software: text(found.SoftwareVersion),
		}))
		.filter(({vendor}) => vendor !== '')
		.map(kind => {
			const slug = deviceSlug('tencent', kind);
			return {...kind, id: slug, slug};
		});
}

const exampleInterface = 'wan0';

/** Source: vpc 2017-03-12, DownloadCustomerGatewayConfiguration. @throws UserError when the tunnel is not there, CloudError */
export async function readDeviceSample(
	clients: {readonly client: TencentClient; readonly inventory: TencentInventory},
	place: CallPlace,
	id: string,
	device: DeviceKind,
): Promise<DeviceSample> {
	const connection = await clients.inventory.standingTunnel(place, id);
	const vendor: CustomerGatewayVendor = {
		Platform: device.platform,
		SoftwareVersion: device.software,
		VendorName: device.vendor,
	};
	const reply = await clients.client.read(
		'vpc',
		'DownloadCustomerGatewayConfiguration',
		{
			VpnGatewayId: text(connection.VpnGatewayId),
			VpnConnectionId: id,
			CustomerGatewayVendor: vendor,
			InterfaceName: exampleInterface,
		},
		place,
	);
	const sample: unknown = reply.CustomerGatewayConfiguration;
	if (typeof sample !== 'string' || sample === '')
		throw new UserError(`Tencent Cloud has no configuration of ${id} for ${device.slug}`);
	return {
		text: new Secret(sample),
		notes: [`Written for the interface "${exampleInterface}": change it to the device’s own.`],
	};
}
