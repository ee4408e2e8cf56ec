/** An object without the members that are undefined: where absent and undefined must look alike, and where what is laid over another must not take away from it. */
export function present<Members extends object>(members: Members): Members {
	return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Members; // the filter removes values, not types
}
