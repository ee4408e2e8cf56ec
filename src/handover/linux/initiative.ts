import type {DeviceTunnel} from '../../connection/device-side.ts';
import type {SiteFacts} from '../handover-file.ts';
import type {OwnDevice} from './own-device.ts';

/**
 * Which end begins. Two that begin at once make each association twice. The device leaves it to the cloud only where the cloud can reach it and
 * begins anew by itself: else a device that was restarted would wait for ever. Libreswan always begins: one that waits has no interface to be asked
 * by, and after its restart (4.10, in the lab) nothing came up again.
 * Source: AWS VPN user guide, "Site-to-Site VPN tunnel initiation options"; Tencent Cloud vpc 2017-03-12, CreateVpnConnection, NegotiationType and DpdAction.
 */
export function deviceBegins(
	target: OwnDevice,
	{cloudInitiates, cloudRestarts}: DeviceTunnel,
	{nat}: SiteFacts,
): boolean {
	return target === 'libreswan' || !(cloudInitiates && cloudRestarts && nat === false);
}

/** Whether both ends may begin at once. */
export function bothBegin(target: OwnDevice, tunnel: DeviceTunnel, site: SiteFacts): boolean {
	return tunnel.cloudInitiates && deviceBegins(target, tunnel, site);
}
