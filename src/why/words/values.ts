import type {DeviceTunnel} from '../../connection/device-side.ts';
import type {Known} from '../why.ts';

/** What mends and proofs fill in, of the first tunnel that is asked about; a word in capitals stands for what is not known. */
export interface Values {
	/** From 1. */
	readonly number: number;
	readonly cloudAddress: string;
	readonly siteAddress: string;
	/** Inside the tunnel. */
	readonly cloudInside: string;
	readonly siteInside: string;
	/** In strongSwan's files, as they are handed over. */
	readonly name: string;
	/** All that the device is told of the tunnel, where that was read. */
	readonly tunnel: Omit<DeviceTunnel, 'key'> | undefined;
}

/** @param number of a tunnel, from 1; left out: the first one that is asked about */
export function valuesOf(known: Known, number: number = known.tunnels[0] ?? 1): Values {
	const status = known.connection.tunnels[number - 1];
	const tunnel =
		known.side?.tunnels.find(({cloudAddress}) => cloudAddress === status?.outsideAddress) ??
		(known.connection.tunnels.length === 1 ? known.side?.tunnels[0] : undefined);
	return {
		number,
		cloudAddress: status?.outsideAddress ?? tunnel?.cloudAddress ?? 'CLOUD-ADDRESS',
		siteAddress: tunnel?.siteAddress ?? status?.siteAddress ?? 'SITE-ADDRESS',
		cloudInside: tunnel?.inside?.cloud ?? 'CLOUD-INSIDE-ADDRESS',
		siteInside: tunnel?.inside?.site ?? 'SITE-INSIDE-ADDRESS',
		name: tunnel?.name ?? 'NAME',
		tunnel,
	};
}
