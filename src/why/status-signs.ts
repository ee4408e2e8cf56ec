import {printable} from '../connection/printable.ts';
import type {Known, Sign} from './why.ts';

/** What the state of a tunnel alone makes possible: never more than that. */
export function statusSigns({connection, tunnels, side}: Known): readonly Sign[] {
	return tunnels.flatMap(number => {
		const tunnel = connection.tunnels[number - 1];
		if (tunnel?.state !== 'DOWN') return [];
		// Where the cloud starts it, somebody does.
		if (side?.tunnels.find(({cloudAddress}) => cloudAddress === tunnel.outsideAddress)?.cloudInitiates) return [];
		const text = printable(
			[`tunnel ${number} is ${tunnel.raw || tunnel.state}`, tunnel.message].filter(Boolean).join(': '),
			200,
		);
		const quote = {from: 'cloud' as const, text, ...(tunnel.since === undefined ? {} : {at: tunnel.since})};
		return [{cause: 'nobody-initiates', weight: 0.15, tunnel: number, quote}];
	});
}
