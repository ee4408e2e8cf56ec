import {printable} from '../../connection/printable.ts';

/** Names for a sentence: `a, b, c`, with the number of those that are left out. '' when there are none. */
export function listNames(named: readonly {readonly name: string}[], most = 20): string {
	const shown = named.slice(0, most).map(({name}) => printable(name, 60));
	return [...shown, ...(named.length > most ? [`${named.length - most} more`] : [])].join(', ');
}
