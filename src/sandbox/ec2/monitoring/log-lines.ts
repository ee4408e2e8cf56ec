import type {Tunnel, TunnelStatus, VpnConnection} from '../store/resources.ts';
import {bgp, causeLines, ike, type LineTalk, type LogBody} from './cause-lines.ts';

/** A line with its time, cloud-clock ms. */
export interface LogLine {
	readonly at: number;
	readonly body: LogBody;
}

/** How often the ends try again, ms of the time that clients live in. */
const againMs = 30_000;
/** Tries that are told of: a trouble may last for days. */
const mostTries = 120;

interface Clock {
	/** Cloud-clock ms. */
	readonly now: number;
	/** How much faster than the clients' time it runs. */
	readonly speed: number;
}

/** All that AWS would have written of a tunnel since its log options are as they are: what its states tell, its trouble, and what was put there by hand. */
export function linesOf(tunnel: Tunnel, connection: VpnConnection, talk: LineTalk, clock: Clock): readonly LogLine[] {
	const since = tunnel.loggedSince ?? connection.createdAt;
	return [...ofStates(tunnel, connection, talk, clock.now), ...ofTrouble(tunnel, talk, clock), ...byHand(tunnel)]
		.filter(({at}) => at >= since && at <= clock.now)
		.sort((one, other) => one.at - other.at);
}

const standsBelow = ({status, message}: TunnelStatus): boolean => status === 'UP' || message === 'IPSEC IS UP';

function ofStates(tunnel: Tunnel, {options}: VpnConnection, talk: LineTalk, now: number): readonly LogLine[] {
	const {neighbor} = talk;
	const history = tunnel.status.history(now);
	const replacedAt = new Set(tunnel.provisioning.history(now).map(({at}) => at));
	return history.flatMap(({at, value}, index) => {
		const before = history[index - 1]?.value;
		const ofOther = tunnel.isReal || replacedAt.has(at) || tunnel.trouble?.since === at;
		const bodies: LogBody[] = [];
		const stood = before !== undefined && standsBelow(before);
		if (standsBelow(value) && !stood)
			bodies.push(ike('AWS tunnel processed request (id=1) for CREATE_CHILD_SA', 'established', 'established'));
		// who replaces its end, or has a trouble of a name, writes of that
		if (stood && !standsBelow(value) && !ofOther) bodies.push(...(causeLines['dead-peer'].once?.(talk) ?? []));
		if (!options.StaticRoutesOnly && (before?.status === 'UP') !== (value.status === 'UP')) {
			const [from, to] = value.status === 'UP' ? ['OpenConfirm', 'Established'] : ['Established', 'Idle'];
			if (before || value.status === 'UP')
				bodies.push(
					bgp(
						`AWS-side peer BGP session state has changed from ${from} to ${to} with neighbor ${neighbor}`,
						value.status,
					),
				);
			if (value.status === 'UP')
				for (const prefix of talk.routes.slice(0, value.acceptedRoutes))
					bodies.push({kind: 'route', prefix, status: 'ADVERTISED'});
		}

		return bodies.map(body => ({at, body}));
	});
}

function ofTrouble({trouble}: Tunnel, talk: LineTalk, {now, speed}: Clock): readonly LogLine[] {
	if (!trouble) return [];
	const {cause, since} = trouble;
	const {once, again} = causeLines[cause];
	const step = againMs * speed;
	const tries = Math.floor((now - since) / step);
	const first = Math.max(0, tries - mostTries);
	return [
		...(once?.(talk) ?? []).map(body => ({at: since, body})),
		...Array.from({length: again ? tries - first + 1 : 0}, (_, index) => since + (first + index) * step).flatMap(at =>
			(again?.(talk) ?? []).map(body => ({at, body})),
		),
	];
}

function byHand({written = []}: Tunnel): readonly LogLine[] {
	return written.map(({at, kind, details}) => ({at, body: kind === 'ike' ? ike(details) : bgp(details)}));
}
