import {type TunnelSizes, tunnelSizes} from '../../handover/devices/tunnel-sizes.ts';
import type {Known} from '../why.ts';
import {valuesOf} from './values.ts';

/** Fits with every cipher that the clouds have, behind NAT too. Source: AWS Site-to-Site VPN User Guide, best practices, MTU and MSS. */
const always: TunnelSizes = {mtu: 1399, mss: 1359};

/** What fits into the first tunnel that is asked about, over a line of 1500 bytes, behind NAT too. */
export function sizesOf(known: Known): TunnelSizes {
	const {tunnel} = valuesOf(known);
	if (!known.side || !tunnel || tunnel.esp.encryption.length === 0) return always;
	return tunnelSizes(tunnel, known.side, {nat: true});
}
