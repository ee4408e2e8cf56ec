import type {DeviceTunnel} from '../../connection/device-side.ts';
import type {SiteFacts} from '../handover-file.ts';
import type {LinuxDaemon} from './daemon.ts';

/**
 * Which end begins. Two that begin at once make each association twice. The device leaves it to the cloud only where the cloud can reach it and
 * begins anew by itself: else a device that was restarted would wait for ever.
 * Source: AWS VPN user guide, "Site-to-Site VPN tunnel initiation options"; Tencent Cloud vpc 2017-03-12, CreateVpnConnection, NegotiationType and DpdAction.
 */
export function deviceBegins(
	{canWait}: LinuxDaemon,
	{cloudInitiates, cloudRestarts}: DeviceTunnel,
	{nat}: SiteFacts,
): boolean {
	return !canWait || !(cloudInitiates && cloudRestarts && nat === false);
}

/** Whether both ends may begin at once. */
export function bothBegin(daemon: LinuxDaemon, tunnel: DeviceTunnel, site: SiteFacts): boolean {
	return tunnel.cloudInitiates && deviceBegins(daemon, tunnel, site);
}
