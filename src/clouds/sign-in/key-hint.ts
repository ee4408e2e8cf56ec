import {printable} from '../../connection/printable.ts';

/** A key id, shortened for the screen: `AKIA…7XYZ`. Enough to tell keys apart, too little to use. */
export function keyHint(keyId: string): string {
	const shown = printable(keyId);
	return shown.length > 12 ? `${shown.slice(0, 4)}…${shown.slice(-4)}` : '…';
}
