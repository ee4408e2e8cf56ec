import type {WorksNow} from '../clouds/contract/cloud-why.ts';
import {causeRow} from './causes/registry.ts';
import type {Known, Quote, Sign} from './why.ts';

/** What a value shows to work now, of a tunnel, from 1. */
export interface Working {
	readonly tunnel: number;
	readonly works: WorksNow;
	/** What shows it. */
	readonly quote?: Quote;
	/** How long it has stood when it was shown, ms, where that is told. */
	readonly ageMs?: number;
	/** Whether anything comes in by it, where that is told. */
	readonly hears?: boolean;
}

/** What is left of a sign's weight where the other end says the contrary: each may be the late one, so that it is possible at most. */
const leftOver = 0.2;

/**
 * Signs, less those that what works now speaks against: nobody has to start a tunnel in which something runs, BGP does not lack where the other end has it.
 * @param atCloud what the cloud says to work
 * @param atSite what the site's state shows to work
 * @param tried the tunnels that the site has begun, from 1
 */
export function lessContradicted(
	signs: readonly Sign[],
	{connection, tunnels}: Pick<Known, 'connection' | 'tunnels'>,
	atCloud: readonly Working[],
	atSite: readonly Working[],
	tried: readonly number[] = [],
): readonly Sign[] {
	const isSo = (tunnel: number | undefined, all: (number: number) => boolean) =>
		tunnel === undefined ? tunnels.length > 0 && tunnels.every(all) : all(tunnel);
	const runs = (number: number) => [...atCloud, ...atSite].some(({tunnel}) => tunnel === number);
	const isBegun = (number: number) => runs(number) || tried.includes(number);
	const hasBgp = (all: readonly Working[], number: number) =>
		all.some(({tunnel, works}) => tunnel === number && works === 'bgp');
	const siteHasBgp = (number: number) => hasBgp(atSite, number);
	const isUp = (number: number) => connection.tunnels[number - 1]?.state === 'UP';
	const hasRoutes = (number: number) => {
		const tunnel = connection.tunnels[number - 1];
		return tunnel?.state === 'UP' && (tunnel.acceptedRoutes ?? 0) > 0;
	};
	const cloudHasBgp = (number: number) => hasRoutes(number) || hasBgp(atCloud, number);
	const siteLacksBgp = (number: number) =>
		signs.some(
			({cause, tunnel, quote}) =>
				quote.from === 'site state' && tunnel === number && causeRow(cause)?.over === 'bgp' && !siteHasBgp(number),
		);
	const hasNoTunnel = (number: number) => connection.tunnels[number - 1]?.state === 'DOWN' && !runs(number);

	const ikeLines = new Set(signs.flatMap(sign => (causeRow(sign.cause)?.over === 'ike' ? [lineOf(sign)] : [])));
	return signs.flatMap(sign => {
		const {cause, tunnel, weight, quote} = sign;
		if (cause === 'nobody-initiates' && isSo(tunnel, isBegun)) return [];
		const isOfCloud = quote.from === 'cloud' || quote.from === 'cloud log';
		const over = causeRow(cause)?.over;
		const doubted = () => [{...sign, weight: weight * leftOver}];
		// It says that BGP is up, and that it brings nothing.
		if (cause === 'no-accepted-routes') return isSo(tunnel, isOfCloud ? siteLacksBgp : hasRoutes) ? doubted() : [sign];
		// What one line points to is doubted with it: what is left of it may not come out on top.
		const isOfIke = over === 'ike' || (over === 'ipsec' && ikeLines.has(lineOf(sign)));
		// The cloud may be late, or what the device tells is of another connection to the same end: possible, and no more.
		if (/^site/.test(quote.from) && isOfIke && isSo(tunnel, isUp)) return doubted();
		if (over !== 'bgp') return [sign];
		// A session ends with its tunnel: that it ended tells nothing of BGP.
		if (cause === 'bgp-not-established' && quote.from === 'cloud log' && isSo(tunnel, hasNoTunnel)) return [];
		return isSo(tunnel, isOfCloud ? siteHasBgp : cloudHasBgp) ? doubted() : [sign];
	});
}

const lineOf = ({quote: {from, writer, line, text}}: Sign) => `${from} ${writer} ${line} ${text}`;
