/** A member of what may be no object: replies and thrown things are the other side's. */
export function memberOf(value: unknown, name: string): unknown {
	return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** A member that is a text and not empty. */
export function textMember(value: unknown, name: string): string | undefined {
	const found = memberOf(value, name);
	return typeof found === 'string' && found !== '' ? found : undefined;
}
