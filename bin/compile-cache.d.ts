type Environment = Readonly<Record<string, string | undefined>>;

export function enableOwnCache(env?: Environment): void;
export function cacheFolder(env?: Environment, uid?: number): string | undefined;
