/** `2026-12-01 00:57 UTC`. @param at ms since the epoch */
export function utcTime(at: number): string {
	return Math.abs(at) < 8.64e15 ? `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC` : '?';
}
