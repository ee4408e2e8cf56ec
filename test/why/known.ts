import type {ConnectionStatus, TunnelStatus} from '../../src/clouds/contract/tunnel-status.ts';
import type {Known} from '../../src/why/why.ts';

/** A tunnel that is down, and one that is up. */
export const down: TunnelStatus = {
	key: '192.0.2.1',
	outsideAddress: '192.0.2.1',
	siteAddress: '203.0.113.9',
	insideCidr: '169.254.10.0/30',
	state: 'DOWN',
	raw: 'DOWN',
	since: Date.UTC(2026, 10, 30, 9),
	message: 'IPSEC IS DOWN',
};
export const up: TunnelStatus = {
	...down,
	key: '192.0.2.2',
	outsideAddress: '192.0.2.2',
	state: 'UP',
	raw: 'UP',
	message: '',
};

const connection: ConnectionStatus = {
	cloud: 'aws',
	region: 'eu-central-1',
	id: 'vpn-40f41529',
	name: 'office',
	state: 'available',
	phase: 'settled',
	routing: 'static',
	tunnels: [down, up],
};

/** What is known where only the cloud's status is. */
export function known(more: Partial<Known> = {}, tunnels: readonly TunnelStatus[] = [down, up]): Known {
	return {
		connection: {...connection, tunnels},
		tunnels: tunnels.flatMap(({state}, index) => (state === 'UP' ? [] : [index + 1])),
		now: Date.UTC(2026, 11, 1),
		...more,
	};
}
