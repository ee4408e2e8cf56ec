import {printable} from '../../connection/printable.ts';
import type {Known, Sign} from '../why.ts';

/** What the cloud says of the connection and its gateways that explains an outage by itself: it stands above whatever a tunnel shows. */
export function gatewaySigns({connection, sight}: Known): readonly Sign[] {
	const {state, phase, tunnels} = connection;
	const quoted = (cause: string, weight: number, text: string, tunnel?: number): Sign => ({
		cause,
		weight,
		...(tunnel === undefined ? {} : {tunnel}),
		quote: {from: 'cloud', text: printable(text, 300)},
	});
	const ofGateways = (sight?.gateways ?? []).map(({gateway, kind, quote}) =>
		kind === 'at its cap'
			? quoted('gateway-at-its-cap', 0.9, `${gateway}: ${quote}`)
			: quoted('gateway-blocked', 1, `${gateway}: ${quote}`),
	);
	const notMade = (sight?.tunnels ?? []).flatMap(({key, provisioningFailure}) => {
		if (!provisioningFailure) return [];
		const index = tunnels.findIndex(tunnel => tunnel.key === key);
		const number = index < 0 ? undefined : index + 1;
		return [quoted('not-provisioned', 1, `provisioning failed: ${provisioningFailure}`, number)];
	});
	const atWork = phase === 'working' && tunnels.some(each => each.state !== 'UP');
	return [...ofGateways, ...notMade, ...(atWork ? [quoted('cloud-at-work', 1, `the connection is ${state}`)] : [])];
}
