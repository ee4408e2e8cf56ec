import type {WorksNow} from '../clouds/contract/cloud-why.ts';
import {causeRow} from './causes/registry.ts';
import type {SiteLine} from './site-lines.ts';
import type {Known, Sign} from './why.ts';

/** What a value shows to work now, of a tunnel, from 1. */
export interface Working {
	readonly tunnel: number;
	readonly works: WorksNow;
	/** Since when, ms since the epoch, where that is told. */
	readonly since?: number;
	/** The line that shows it, where it is one of the site's. */
	readonly line?: SiteLine;
}

/** What is left of a sign's weight where the other end says the contrary: each may be the late one, so that it is possible at most. */
const leftOver = 0.2;

/**
 * Signs, less those that what works now speaks against: nobody has to start a tunnel in which something runs, BGP does not lack where the other end has it.
 * @param atCloud what the cloud says to work
 * @param atSite what the site's state shows to work
 */
export function lessContradicted(
	signs: readonly Sign[],
	{connection, tunnels}: Pick<Known, 'connection' | 'tunnels'>,
	atCloud: readonly Working[],
	atSite: readonly Working[],
): readonly Sign[] {
	const isSo = (tunnel: number | undefined, all: (number: number) => boolean) =>
		tunnel === undefined ? tunnels.length > 0 && tunnels.every(all) : all(tunnel);
	const runs = (number: number) => [...atCloud, ...atSite].some(({tunnel}) => tunnel === number);
	const siteHasBgp = (number: number) => atSite.some(({tunnel, works}) => tunnel === number && works === 'bgp');
	const cloudHasBgp = (number: number) => {
		const tunnel = connection.tunnels[number - 1];
		return tunnel?.state === 'UP' && (tunnel.acceptedRoutes ?? 0) > 0;
	};
	const hasNoTunnel = (number: number) => connection.tunnels[number - 1]?.state === 'DOWN' && !runs(number);

	return signs.flatMap(sign => {
		const {cause, tunnel, weight, quote} = sign;
		if (cause === 'nobody-initiates' && isSo(tunnel, runs)) return [];
		if (causeRow(cause)?.over !== 'bgp') return [sign];
		const isOfCloud = quote.from === 'cloud' || quote.from === 'cloud log';
		// A session ends with its tunnel: that it ended tells nothing of BGP.
		if (cause === 'bgp-not-established' && quote.from === 'cloud log' && isSo(tunnel, hasNoTunnel)) return [];
		return isSo(tunnel, isOfCloud ? siteHasBgp : cloudHasBgp) ? [{...sign, weight: weight * leftOver}] : [sign];
	});
}
