import {markText, valueText, waitLines} from '../../clouds/contract/change-words.ts';
import type {Action, Plan} from '../../clouds/contract/cloud.ts';
import {printable} from '../../connection/printable.ts';

/** Each difference of what stands, a line: `tunnel 1: DPD timeout: 30 → 45   in place, tunnel 1 (3.120.14.7) is interrupted`. */
export function differenceLines({comparison}: Plan): readonly string[] {
	return (comparison?.differences ?? []).map(
		difference =>
			`${printable(difference.what)}: ${printable(valueText(difference), 2000)}   ${printable(markText(difference.interrupts), 400)}`,
	);
}

/** What an action changes, a line each: the values, what goes down, what is waited for, and what the device has to do. */
export function changeLines({change}: Pick<Action, 'change'>): readonly string[] {
	if (!change) return [];
	return [
		...change.values.map(value => `${value.what}: ${valueText(value)}`),
		markText(change.interrupts),
		...waitLines(change),
		...(change.back ? [] : ['what stood is not known: an undo can’t put it back']),
	].map(line => printable(line, 2000));
}
