import type {Service, UpTunnel, World} from './service.ts';
import {spread} from './spread.ts';

/** How long a tunnel stays as it is, ms of the cloud's clock. */
const flapEveryMs = 30_000;
/** In which share of those times it is down. */
const downShare = 0.25;

/**
 * Lines that are cut and come back: each tunnel that is UP goes down in one of four spans of half a minute, each at its own time. Which
 * ones is the same in every start. Nothing runs in the background: a step is taken when a request comes.
 */
export class Flapping {
	readonly #world: World;
	readonly #services: readonly Service[];
	#down: readonly UpTunnel[] = [];
	readonly #start: number;

	constructor(world: World, services: readonly Service[]) {
		this.#world = world;
		this.#services = services;
		this.#start = world.now();
	}

	step(): void {
		const since = this.#world.now() - this.#start;
		for (const service of this.#services)
			for (const each of service.upTunnels())
				if (isDown(each, since) && service.setTunnel(each.connectionId, each.tunnel, 'DOWN'))
					this.#down = [...this.#down, each];
		const back = this.#down.filter(each => !isDown(each, since));
		if (back.length === 0) return;
		this.#down = this.#down.filter(each => isDown(each, since));
		for (const {connectionId, tunnel} of back)
			this.#services.some(service => service.setTunnel(connectionId, tunnel, 'UP'));
	}
}

function isDown({connectionId, tunnel}: UpTunnel, since: number): boolean {
	const own = `${connectionId} ${tunnel}`;
	const span = Math.floor(since / flapEveryMs + spread(own));
	// the first span is quiet: what is made comes up before it goes down
	return span > 0 && spread(`${own} ${span}`) < downShare;
}
