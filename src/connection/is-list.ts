/** `Array.isArray`, which does not narrow readonly arrays. */
export function isList<Value>(value: Value): value is Extract<Value, readonly unknown[]> {
	return Array.isArray(value);
}
