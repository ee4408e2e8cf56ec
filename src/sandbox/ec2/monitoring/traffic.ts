import {spread} from '../../spread.ts';
import type {Ec2Behavior} from '../behavior.ts';
import type {Tunnel, TunnelStatus} from '../store/resources.ts';

/** A span of the cloud's clock, ms. */
interface Span {
	readonly from: number;
	readonly to: number;
}

/** What happened on a tunnel in a span. Bytes are of the time that clients live in. */
interface Counted {
	/** The share of the span that it was UP. */
	readonly up: number;
	/** Bytes a second while it was UP. */
	readonly bytesIn: number;
	readonly bytesOut: number;
}

/** A status check, ARP and BGP: what CloudWatch counts on a tunnel that carries nothing of the site's. */
const idleBytes = 90;
const busiestBytes = 400_000;
const dayMs = 86_400_000;

/** What CloudWatch has of a tunnel in a span; undefined for one that was not there in it. @param isFirst of its connection */
export function countedOn(
	tunnel: Tunnel,
	{from, to}: Span,
	{traffic}: Ec2Behavior,
	isFirst: boolean,
): Counted | undefined {
	const history = tunnel.status.history(to).filter(({at}) => at < to);
	const first = history[0];
	if (!first || first.at >= to) return undefined;
	const begun = Math.max(first.at, from);
	const upMs = history.reduce((sum, change, index) => {
		const end = history[index + 1]?.at ?? to;
		const own = Math.min(end, to) - Math.max(change.at, from);
		return isUp(change.value) ? sum + Math.max(0, own) : sum;
	}, 0);
	const last = history.at(-1)?.value;
	const carries = last !== undefined && !(last.status === 'UP' && isDrained(tunnel, last));
	const share = dayShare(from) * (0.6 + 0.4 * spread(`${tunnel.outsideAddress} ${from}`));
	const most = busiestBytes * (0.1 + spread(tunnel.outsideAddress));
	const bytes = idleBytes + (traffic === 'none' || !carries ? 0 : most * share);
	return {
		up: upMs / Math.max(1, to - begun),
		bytesIn: traffic === 'outOnly' || (traffic === 'crossed' && !isFirst) ? 0 : bytes,
		bytesOut: traffic === 'crossed' && isFirst ? 0 : bytes * 1.7,
	};
}

function isUp({status}: TunnelStatus): boolean {
	return status === 'UP';
}

/** A device that announces nothing over it is sent nothing. */
function isDrained({announced}: Tunnel, {message}: TunnelStatus): boolean {
	return announced === 0 && message.endsWith('BGP ROUTES');
}

/** Sites work by day. */
function dayShare(at: number): number {
	return 0.15 + 0.85 * Math.max(0, Math.sin(((at % dayMs) / dayMs) * 2 * Math.PI - Math.PI / 2));
}
