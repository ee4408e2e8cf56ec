/** Whether two values of plain data say the same. Nothing is made for it: it is asked for each connection at each tick. */
export function isSameData(one: unknown, other: unknown): boolean {
	if (one === other) return true;
	if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
	if (Array.isArray(one))
		return (
			Array.isArray(other) &&
			one.length === other.length &&
			one.every((value, index) => isSameData(value, other[index]))
		);
	if (Array.isArray(other)) return false;
	let members = 0;
	for (const name in one) {
		members += 1;
		if (!(name in other) || !isSameData(Reflect.get(one, name), Reflect.get(other, name))) return false;
	}

	for (const _name in other) members -= 1;
	return members === 0;
}
