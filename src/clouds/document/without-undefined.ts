/** Options without the members that are undefined: what is laid over a preset must not take away from it. */
export function withoutUndefined(options: object | undefined): object {
	return Object.fromEntries(Object.entries(options ?? {}).filter(([, value]) => value !== undefined));
}
