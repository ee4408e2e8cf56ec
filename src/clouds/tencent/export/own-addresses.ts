import {normalise} from '../../../connection/networks.ts';
import type {Cloud} from '../../contract/cloud.ts';
import type {OwnAddresses} from '../../export/exporters.ts';
import type {TencentConnection} from '../document.ts';
import {isTencent} from '../own-document.ts';

/** A tunnel of Tencent Cloud has addresses of its own for BGP and health checks: those it has are named, or code would change them. */
export const withOwnAddresses: OwnAddresses = async (document, cloud, {id, connection}, signal) => {
	if (!isTencent(document)) return document;
	if (!document.healthCheck?.enabled) return withBgp(document, cloud, id, signal);
	const [localIp, remoteIp] = connection?.probeAddresses ?? [];
	const own = {...(localIp ? {localIp} : {}), ...(remoteIp ? {remoteIp} : {})};
	return withBgp({...document, healthCheck: {...document.healthCheck, ...own}}, cloud, id, signal);
};

async function withBgp(
	document: TencentConnection,
	cloud: Cloud,
	id: string,
	signal: AbortSignal,
): Promise<TencentConnection> {
	if (document.routing.mode !== 'bgp') return document;
	const side = await cloud.deviceSide?.(document.region, id, signal);
	const inside = side?.tunnels[0]?.inside;
	if (!inside) return document;
	const tunnelCidr = normalise(`${inside.cloud}/${inside.prefixLength}`).cidr;
	return {...document, routing: {mode: 'bgp', tunnelCidr, cloudAddress: inside.cloud, siteAddress: inside.site}};
}
