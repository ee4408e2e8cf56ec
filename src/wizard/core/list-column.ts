/** A column of a list. `drop`: where there is no room, the highest goes first; 0 stays. `min` and `max` are cells. */
export interface ListColumn {
	readonly title: string;
	readonly drop: number;
	readonly min: number;
	readonly max: number;
}

export const column = (title: string, drop: number, min: number, max: number): ListColumn => ({title, drop, min, max});
