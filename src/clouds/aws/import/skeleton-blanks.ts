/** A request without what its author left blank, and the paths of those members. */
interface FilledIn {
	readonly request: unknown;
	readonly blanks: readonly string[];
}

/**
 * Takes out of a request what `aws ec2 create-vpn-connection --generate-cli-skeleton` wrote and nobody filled in: empty texts, and
 * zeros where no member takes one. A rekey fuzz of 0 is a setting, unless other numbers of its tunnel are blank too.
 */
export function filledIn(request: unknown): FilledIn {
	const blanks: string[] = [];
	return {request: pruned(request, '', false, blanks) ?? {}, blanks};
}

/** Members that take a 0. */
const mayBeZero = 'RekeyFuzzPercentage';

function pruned(value: unknown, path: string, zeroIsBlank: boolean, blanks: string[]): unknown {
	if (value === '' || (value === 0 && zeroIsBlank)) {
		blanks.push(path);
		return undefined;
	}

	if (Array.isArray(value)) return prunedList(value, path, blanks);
	if (typeof value !== 'object' || value === null) return value;
	const otherBlanks = Object.entries(value).some(([name, member]) => name !== mayBeZero && member === 0);
	return Object.fromEntries(
		Object.entries(value).flatMap(([name, member]) => {
			const at = path ? `${path}.${name}` : name;
			const kept: unknown = pruned(member, at, name !== mayBeZero || otherBlanks, blanks);
			return kept === undefined ? [] : [[name, kept]];
		}),
	);
}

/** Entries of which nothing is left go, and a list without entries with them; tunnels keep their place. */
function prunedList(list: readonly unknown[], path: string, blanks: string[]): unknown {
	const kept = list.flatMap((item, index) => {
		const whole: unknown = pruned(item, `${path}[${index}]`, true, blanks);
		const isEmpty = typeof whole === 'object' && whole !== null && Object.keys(whole).length === 0;
		return whole === undefined || (isEmpty && !path.endsWith('TunnelOptions')) ? [] : [whole];
	});
	return kept.length > 0 ? kept : undefined;
}
