/** A step of what a person has to do: what to do, and the lines to paste. */
export interface Step {
	readonly says: string;
	readonly lines?: readonly string[];
	/** What the lines are; a shell's where nothing is said. */
	readonly language?: 'nft';
}
