/** A tunnel whose new files were written, and whose renewal did not get to its end. */
export interface FilesAhead {
	/** As people count. */
	readonly tunnel: number;
	/** Nobody knows whether the cloud has taken their key. */
	readonly inDoubt: boolean;
}

/**
 * What is to be said of files whose key the cloud has not been seen to take.
 * @param resume what goes on with it: `a resume`; undefined where nothing does, for it is being taken back
 */
export function filesAheadLine({tunnel, inDoubt}: FilesAhead, resume: string | undefined): string {
	if (resume === undefined)
		return inDoubt
			? `The new files for tunnel ${tunnel} hold a key of which nobody knows whether the cloud has taken it.`
			: `The new files for tunnel ${tunnel} hold a key that the cloud does not have: the device keeps its old one.`;
	return inDoubt
		? `The new files for tunnel ${tunnel} hold a key of which nobody knows whether the cloud has taken it: ${resume} finds out, and writes them again.`
		: `The new files for tunnel ${tunnel} hold a key that the cloud does not have: the device keeps its old one until ${resume} has written them again.`;
}
