import type {Service, UpTunnel} from './service.ts';
import {spread} from './spread.ts';

/**
 * Lines that are cut and mended now and again: each time a share of the tunnels changes, half of them as far as possible by coming back
 * that were cut so before. So the fleet stays as it is on the whole, however often it is asked for.
 */
export class ChangedShare {
	readonly #services: readonly Service[];
	#cut: readonly UpTunnel[] = [];
	#round = 0;

	constructor(services: readonly Service[]) {
		this.#services = services;
	}

	/** Changes a share of the tunnels, above 0 and up to 1, at least one. The same ones in every start. Returns which. @throws RangeError */
	change(share: number): readonly (UpTunnel & {readonly state: 'UP' | 'DOWN'})[] {
		if (!(share > 0 && share <= 1)) throw new RangeError('a share is above 0 and up to 1');
		this.#round += 1;
		const up = this.#services.flatMap(service => service.upTunnels());
		const count = Math.max(1, Math.round((up.length + this.#cut.length) * share));
		const back = this.#cut.slice(0, Math.floor(count / 2));
		const chance = ({connectionId, tunnel}: UpTunnel) => spread(`${connectionId} ${tunnel} ${this.#round}`);
		const cut = up
			.map(each => ({each, at: chance(each)}))
			.sort((a, b) => a.at - b.at)
			.slice(0, count - back.length)
			.map(({each}) => each);
		this.#cut = [...this.#cut.slice(back.length), ...cut];
		const changed = [
			...back.map(each => ({...each, state: 'UP' as const})),
			...cut.map(each => ({...each, state: 'DOWN' as const})),
		];
		for (const {connectionId, tunnel, state} of changed)
			this.#services.some(service => service.setTunnel(connectionId, tunnel, state));
		return changed;
	}
}
