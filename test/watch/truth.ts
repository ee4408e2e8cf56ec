/** What the sandbox was told, and when. */
export class Truth {
	/** Regions that give no answer, and since when. */
	readonly dead = new Map<string, number>();
	readonly #spells = new Map<string, {readonly from: number; readonly state: string}[]>();

	set(tunnel: string, state: string, at = Date.now()): void {
		const spells = this.#spells.get(tunnel) ?? [];
		spells.push({from: at, state});
		this.#spells.set(tunnel, spells);
	}

	now(tunnel: string): string | undefined {
		return this.#spells.get(tunnel)?.at(-1)?.state;
	}

	/** Whether it was so at any time between these. */
	wasBetween(tunnel: string, state: string, from: number, to: number): boolean {
		const spells = this.#spells.get(tunnel) ?? [];
		return spells.some((spell, index) => {
			const end = spells[index + 1]?.from ?? Number.POSITIVE_INFINITY;
			return spell.state === state && spell.from <= to && end >= from;
		});
	}
}
