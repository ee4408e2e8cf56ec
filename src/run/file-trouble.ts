/** The system's word for what went wrong with a file; '' for an error that is not the system's. */
export function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

const reasons: Readonly<Record<string, string>> = {
	EACCES: 'you have no permission',
	EPERM: 'it belongs to somebody else',
	EROFS: 'it is on a disk that can’t be written to',
	ENOSPC: 'the disk is full',
	EDQUOT: 'your quota is used up',
	ENOENT: 'it is not there, and can’t be made',
	EEXIST: 'a file stands in its way',
	ENOTDIR: 'a file stands in its way',
	EISDIR: 'it is a folder',
	ELOOP: 'its links lead in a circle',
	ENAMETOOLONG: 'its name is too long',
	EMFILE: 'too many files are open',
	EIO: 'the disk fails',
	EFBIG: 'it is far too large',
	ENOTFILE: 'it is no ordinary file',
};

/** The same in words, with the system's own behind it: `the disk is full (ENOSPC)`. */
export function reasonOf(error: unknown): string {
	const code = codeOf(error);
	const words = reasons[code];
	if (words !== undefined) return `${words} (${code})`;
	return code === '' ? 'for an unknown reason' : code;
}

/** Whether there is no room: then what is there is whole, and room is all that is needed. */
export function isFull(error: unknown): boolean {
	return ['ENOSPC', 'EDQUOT'].includes(codeOf(error));
}

/** Whether this machine fails, rather than that a place was named which is not the user's to write to: no room, a bad disk, a place that takes no folder. */
export function failsHere(error: unknown): boolean {
	return isFull(error) || ['EIO', 'ENOENT'].includes(codeOf(error));
}
