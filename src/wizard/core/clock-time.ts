const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** When something happened by the machine's own clock and zone: `17:03:11`, on another day `21 Nov 17:03:11`. */
export function clockTime(at: number, now: number): string {
	const date = new Date(at);
	const clock = [date.getHours(), date.getMinutes(), date.getSeconds()]
		.map(part => String(part).padStart(2, '0'))
		.join(':');
	const isToday = date.toDateString() === new Date(now).toDateString();
	return isToday ? clock : `${date.getDate()} ${months[date.getMonth()]} ${clock}`;
}

/** A day that may be weeks away, with its time, by the machine's own clock and zone: `5 Dec 2026, 04:30`. */
export function dayAndTime(at: number): string {
	const date = new Date(at);
	const clock = [date.getHours(), date.getMinutes()].map(part => String(part).padStart(2, '0')).join(':');
	return `${date.getDate()} ${months[date.getMonth()]} ${date.getFullYear()}, ${clock}`;
}
