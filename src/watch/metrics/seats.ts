import type {Server} from 'node:http';
import type {Socket} from 'node:net';

/**
 * Keeps a server's connections below a number without turning anybody new away: who is in the way is cut, which is the oldest that asks nothing, else the oldest,
 * of the address that has the most. A scrape asks as soon as it is there; many that never ask can't shut it out so.
 */
export function limitConnections(server: Server, most: number): void {
	// in the order in which they came
	const open = new Map<Socket, {readonly address: string; asks: number}>();
	server.on('connection', socket => {
		if (open.size >= most) oldestOf(open)?.destroy();
		open.set(socket, {address: socket.remoteAddress ?? '', asks: 0});
		socket.once('close', () => open.delete(socket));
	});
	server.on('request', ({socket}, response) => {
		const seat = open.get(socket);
		if (!seat) return;
		seat.asks += 1;
		response.once('close', () => {
			seat.asks -= 1;
		});
	});
}

function oldestOf(open: ReadonlyMap<Socket, {readonly address: string; readonly asks: number}>): Socket | undefined {
	// what was cut is gone a moment later
	const seats = [...open].filter(([socket]) => !socket.destroyed);
	const counts = new Map<string, number>();
	for (const [, {address}] of seats) counts.set(address, (counts.get(address) ?? 0) + 1);
	const largest = Math.max(...counts.values());
	const crowd = seats.filter(([, {address}]) => counts.get(address) === largest);
	const [oldest] = crowd.find(([, {asks}]) => asks === 0) ?? crowd[0] ?? [];
	return oldest;
}
