import {printable} from '../../connection/printable.ts';
import {type Secret, withoutSecrets} from '../../connection/secret.ts';

/**
 * What a cloud, or something on the way to it, says: one line, safe to draw, and without the secrets of this process, which the other
 * side may repeat out of the request.
 * @param secrets what the request carried, however short
 * @param maxCells cut to this many cells, after the secrets are gone: half of one is none that is found
 */
export function cloudWords(text: string, maxCells?: number, secrets: Iterable<Secret> = []): string {
	const given = [...secrets];
	// before as well, since what is taken out of a text to draw it changes a secret in it
	return printable(withoutSecrets(printable(withoutSecrets(text, given)), given), maxCells);
}
