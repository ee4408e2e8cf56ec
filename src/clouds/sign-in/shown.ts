import {printable} from '../../connection/printable.ts';

/** A key id, shortened for the screen: `AKIA…7XYZ`. Enough to tell keys apart, too little to use. */
export function keyHint(keyId: string): string {
	const shown = printable(keyId);
	return shown.length > 12 ? `${shown.slice(0, 4)}…${shown.slice(-4)}` : '…';
}

/** Names for a sentence: `a, b, c`, with the number of those that are left out. '' when there are none. */
export function listNames(named: readonly {readonly name: string}[], most = 20): string {
	const shown = named.slice(0, most).map(({name}) => printable(name, 60));
	return [...shown, ...(named.length > most ? [`${named.length - most} more`] : [])].join(', ');
}
