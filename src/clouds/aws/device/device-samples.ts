import {
	GetVpnConnectionDeviceSampleConfigurationCommand,
	GetVpnConnectionDeviceTypesCommand,
	type VpnConnectionDeviceType,
} from '@aws-sdk/client-ec2';
import type {DeviceKind, DeviceSample} from '../../../connection/device-side.ts';
import {Secret} from '../../../connection/secret.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import {deviceSlug} from '../../engine/device-slug.ts';
import {type AwsReach, ask} from '../wire/ask.ts';
import {word} from '../wire/tags.ts';

const mostPages = 20;

/** The devices that AWS has sample configurations for. @throws CloudError */
export async function readDevices(reach: AwsReach): Promise<readonly DeviceKind[]> {
	const found: VpnConnectionDeviceType[] = [];
	let token: string | undefined;
	for (let page = 0; page < mostPages; page++) {
		const command = new GetVpnConnectionDeviceTypesCommand({...(token ? {NextToken: token} : {})});
		const reply = await ask(reach, 'GetVpnConnectionDeviceTypes', command);
		found.push(...(reply.VpnConnectionDeviceTypes ?? []));
		token = reply.NextToken;
		if (!token) break;
	}

	return found
		.map(type => ({
			id: word(type.VpnConnectionDeviceTypeId),
			vendor: word(type.Vendor),
			platform: word(type.Platform),
			software: word(type.Software),
		}))
		.filter(({id}) => id !== '')
		.map(kind => ({...kind, slug: deviceSlug('aws', kind)}));
}

/**
 * AWS's sample for a device: the recommended one where AWS has it, with the newest IKE version that it is written for.
 * @throws CloudError
 */
export async function readDeviceSample(reach: AwsReach, id: string, device: DeviceKind): Promise<DeviceSample> {
	const variants = [
		{ike: 'ikev2', sample: 'recommended'},
		{ike: 'ikev2', sample: 'compatibility'},
		{ike: 'ikev1', sample: 'compatibility'},
	] as const;
	let refused: unknown;
	for (const {ike, sample} of variants) {
		try {
			const command = new GetVpnConnectionDeviceSampleConfigurationCommand({
				VpnConnectionId: id,
				VpnConnectionDeviceTypeId: device.id,
				InternetKeyExchangeVersion: ike,
				SampleType: sample,
			});
			const reply = await ask(reach, 'GetVpnConnectionDeviceSampleConfiguration', command);
			return {
				text: new Secret(reply.VpnConnectionDeviceSampleConfiguration ?? ''),
				notes: [
					`AWS’s ${sample} sample with ${ike === 'ikev2' ? 'IKEv2' : 'IKEv1'}.`,
					'AWS’s samples do not follow the tunnel options of the connection: compare algorithms and lifetimes with the list below.',
				],
			};
		} catch (error) {
			// Not every device has each variant; anything but a refusal of this one is an answer for all.
			if (!(error instanceof CloudError) || error.info.kind !== 'api' || error.info.retryable) throw error;
			if (!/Unsupported|InvalidParameter/.test(error.info.code)) throw error;
			refused ??= error;
		}
	}

	throw refused;
}
