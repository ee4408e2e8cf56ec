import type {ConnectionStatus, TunnelStatus} from '../../clouds/contract/cloud.ts';
import {printable} from '../../connection/printable.ts';
import type {Health} from './fleet.ts';

/** How a connection fares, by what the cloud said last. Unknown is never taken for good. */
export function healthOf({phase, tunnels, routing, gatewayTroubles = []}: ConnectionStatus): Health {
	if (phase === 'gone') return 'gone';
	if (phase === 'working') return 'working';
	if (tunnels.length === 0) return 'unknown';
	const [up, down] = [tunnels.filter(isUp).length, tunnels.filter(isDown).length];
	if (up === tunnels.length) {
		const isImpaired = gatewayTroubles.length > 0 || tunnels.some(tunnel => carriesNothing(tunnel, routing));
		return isImpaired ? 'impaired' : 'up';
	}

	if (down === tunnels.length) return 'down';
	return up > 0 && down > 0 ? 'degraded' : 'unknown';
}

/** What is wrong, in few words; '' where nothing is. Safe to draw, and bounded. */
export function troubleOf(status: ConnectionStatus, health: Health): string {
	if (health === 'up') return '';
	if (health === 'working' || health === 'gone') return printable(status.state, 40);
	return [gatewayWords(status), tunnelWords(status)].filter(Boolean).join('; ');
}

/**
 * The same in as few words as a cell has room for, beside the state of the connection and of each tunnel: what is told there is not told again. '' where nothing is
 * wrong. Safe to draw, and bounded.
 */
export function briefTroubleOf(status: ConnectionStatus, health: Health): string {
	const {gatewayTroubles = [], tunnels, routing} = status;
	if (health === 'up' || health === 'working' || health === 'gone' || tunnels.length === 0)
		return troubleOf(status, health);
	const told = [
		...gatewayTroubles.map(({kind}) => `gateway ${kind}`),
		...tunnels.filter(tunnel => !isUp(tunnel)).map(({message}) => ownWords(message)),
		...tunnels.filter(isUp).map(tunnel => briefLack[lackOf(tunnel, routing) ?? 'none']),
	];
	return [...new Set(told)].filter(Boolean).join('; ');
}

const briefLack = {probe: 'probe unanswered', routes: 'no route accepted', none: ''} as const;

/** The cloud's words; where they speak of something that is UP, after what is so all the same. */
function ownWords(message: string): string {
	const words = printable(message, 80);
	return /\bUP\b/i.test(words) ? `DOWN: ${words}` : words;
}

/** `gateway vpngw-6x0wxvtp blocked (IsAddressBlocked: true)`; '' where nothing is known to be wrong with it. */
function gatewayWords({gatewayTroubles: [first, ...more] = []}: ConnectionStatus): string {
	if (!first) return '';
	const others = more.length > 0 ? `, and ${more.map(({kind}) => kind).join(', ')}` : '';
	return `gateway ${printable(first.gateway, 40)} ${first.kind} (${printable(first.quote, 60)})${others}`;
}

function tunnelWords({tunnels, routing}: ConnectionStatus): string {
	if (tunnels.length === 0) return 'the cloud tells of no tunnels';
	const wrong = tunnels.flatMap((tunnel, index) => {
		const says = wrongWith(tunnel, routing);
		return says === undefined ? [] : [{number: index + 1, says}];
	});
	const [first, second] = wrong;
	if (first === undefined) return '';
	if (tunnels.length === 1) return first.says;
	// the same of all of them is said once
	if (wrong.length === tunnels.length && wrong.every(({says}) => says === first.says))
		return `${tunnels.length === 2 ? 'both' : 'all'} tunnels ${first.says}`;
	const more = wrong.length > 2 ? `, and ${wrong.length - 2} more` : '';
	const others = second === undefined ? '' : `, tunnel ${second.number} ${second.says}${more}`;
	return `tunnel ${first.number} ${first.says}${others}`;
}

function wrongWith(tunnel: TunnelStatus, routing: ConnectionStatus['routing']): string | undefined {
	if (isUp(tunnel)) return carriesNothing(tunnel, routing);
	const message = printable(tunnel.message, 80);
	return message === '' ? tunnel.state : `${tunnel.state}: ${message}`;
}

/** Why a tunnel that is UP carries nothing, as far as the cloud tells. */
export function carriesNothing(tunnel: TunnelStatus, routing: ConnectionStatus['routing']): string | undefined {
	const lack = lackOf(tunnel, routing);
	return lack && {probe: 'UP, but the probe is not answered', routes: 'UP, but no route is accepted'}[lack];
}

function lackOf(
	{acceptedRoutes, probe}: TunnelStatus,
	routing: ConnectionStatus['routing'],
): 'probe' | 'routes' | undefined {
	if (probe === 'unanswered') return 'probe';
	return routing === 'bgp' && acceptedRoutes === 0 ? 'routes' : undefined;
}

const isUp = ({state}: TunnelStatus) => state === 'UP';
const isDown = ({state}: TunnelStatus) => state === 'DOWN';
