/** Sets a member deep in a document by its path, as in `tunnels[0].options.startupAction`; what is missing on the way is made. */
export function setField(target: object, field: string, value: unknown): void {
	const steps = field
		.replaceAll('[]', '.0')
		.replaceAll(/\[(\d+)\]/g, '.$1')
		.split('.');
	const last = steps.pop() ?? '';
	let place: object = target;
	for (const [index, step] of steps.entries()) {
		const inner: unknown = Reflect.get(place, step);
		const empty = /^\d+$/.test(steps[index + 1] ?? last) ? [] : {};
		const next = typeof inner === 'object' && inner !== null ? inner : empty;
		Reflect.set(place, step, next);
		place = next;
	}

	Reflect.set(place, last, value);
}
