/** A member that is a text and not empty. */
export function member(value: unknown, name: string): string | undefined {
	const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
	return typeof found === 'string' && found !== '' ? found : undefined;
}
