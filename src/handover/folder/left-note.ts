import {listNames} from '../../clouds/sign-in/shown.ts';
import {printable} from '../../connection/printable.ts';

/**
 * For people: the files of an earlier writing that stand in the folder beside those that were written. Nothing where there are none.
 * @param folder as it is shown
 * @param most names that are told
 */
export function leftNote(
	folder: string,
	left: readonly {readonly name: string}[],
	most = left.length,
): readonly string[] {
	if (left.length === 0) return [];
	return [
		`${printable(folder)} also holds files of an earlier writing, which are not for this hand-over and stand as they were: ${listNames(left, most)}`,
	];
}
