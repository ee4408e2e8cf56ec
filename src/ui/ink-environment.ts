/** An environment that can be changed: process.env. */
export type Environment = Record<string, string | undefined>;

/**
 * Sets what Ink and what it loads read from the environment when they are imported. Call it before `import('ink')`.
 * - NO_COLOR (no-color.org) is not known to chalk: FORCE_COLOR=0 is.
 * - DEV=true, set for other reasons on many a machine, would make Ink look for React's developer tools.
 */
export function prepareEnvironment(env: Environment): void {
	if (env.NO_COLOR) env.FORCE_COLOR = '0';
	if (env.DEV === 'true') delete env.DEV;
}
