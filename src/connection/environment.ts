/** The variables of a process, as Node has them: one that is not set is undefined. */
export type Environment = Readonly<Record<string, string | undefined>>;
