/**
 * Turns a function that emits into an async iterable. The work starts with the first pull and goes on whether or not the reader
 * keeps up: a run must reach its journal's end even if the screen is slow. What the work throws, the reader gets after the last event.
 */
export async function* channel<Event>(
	work: (emit: (event: Event) => void) => Promise<void>,
): AsyncGenerator<Event, void, undefined> {
	const queue: Event[] = [];
	let wake = () => {};
	let ended = false;
	const done = work(event => {
		queue.push(event);
		wake();
	}).finally(() => {
		ended = true;
		wake();
	});
	// the reader gets the error below; without this it could be reported as unhandled before
	done.catch(() => {});
	while (true) {
		for (let event = queue.shift(); event !== undefined; event = queue.shift()) yield event;
		if (ended && queue.length === 0) break;
		if (queue.length === 0 && !ended)
			await new Promise<void>(resolve => {
				wake = resolve;
			});
	}

	await done;
}
