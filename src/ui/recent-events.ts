/** What happened in the wizard lately, by name alone: for the report of a bug. */
const longest = 40;
const recent: string[] = [];

/** Keeps the name of an event or effect. Give names of the program only, never what an event holds. */
export function noteRecent(name: string): void {
	recent.push(name);
	if (recent.length > longest) recent.shift();
}

/** The names, oldest first. */
export function recentEvents(): readonly string[] {
	return [...recent];
}
