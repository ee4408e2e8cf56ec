const minute = 60_000;
const day = 24 * 60 * minute;

/** A time as people say it, in the machine's own zone: `just now`, `17:04 today`, `17:04 yesterday`, `21 Nov 2026, 17:04`. */
export function whenInWords(at: number, now: number): string {
	if (at === 0) return 'an unknown time';
	if (now - at >= 0 && now - at < minute) return 'just now';
	const date = new Date(at);
	const clock = `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
	const isSameDay = (other: number) => new Date(other).toDateString() === date.toDateString();
	if (isSameDay(now)) return `${clock} today`;
	if (isSameDay(now - day)) return `${clock} yesterday`;
	return `${date.getDate()} ${date.toLocaleString('en', {month: 'short'})} ${date.getFullYear()}, ${clock}`;
}
