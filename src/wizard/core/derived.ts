import type {WizardState} from './state.ts';

/**
 * A function of the state that is worked out anew only when a part of the state that it has read is another one: lists of thousands are
 * asked for with every key. What it reads is seen as it runs, so that nobody has to keep a list of it.
 */
export function derived<Value extends object>(work: (state: WizardState) => Value): (state: WizardState) => Value {
	let last: {readonly value: Value; readonly read: ReadonlyMap<PropertyKey, unknown>} | undefined;
	return state => {
		// every state is a record of the same parts
		const parts = state as unknown as Readonly<Record<PropertyKey, unknown>>;
		if (last && [...last.read].every(([part, value]) => parts[part] === value)) return last.value;
		const read = new Map<PropertyKey, unknown>();
		const watched = new Proxy(state, {
			get(target, part) {
				const value: unknown = Reflect.get(target, part);
				read.set(part, value);
				return value;
			},
		});
		last = {value: work(watched), read};
		return last.value;
	};
}
