/**
 * What a record holds by a name that comes from a cloud, a file or a person; undefined where it holds nothing of its own: an empty object has a
 * `constructor` and a `toString` by inheritance.
 */
export function own<Value>(record: Readonly<Record<string, Value>> | undefined, name: string): Value | undefined {
	return record && Object.hasOwn(record, name) ? record[name] : undefined;
}
