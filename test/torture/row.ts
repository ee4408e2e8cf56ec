/** What became of one example's cases. */
export interface Row {
	readonly name: string;
	/** By kind, in the order of the columns. */
	readonly cells: readonly {readonly cases: number; readonly bad: number}[];
	readonly wrong: readonly string[];
	/** Different states that were gone on from, each to its end. */
	readonly states: number;
	readonly seconds: number;
}

/** How far the cases of an example have got. What was wrong is told at once: the row comes when all of them have ended. */
export interface Progress {
	readonly done: number;
	readonly of: number;
	readonly wrong: readonly string[];
}
