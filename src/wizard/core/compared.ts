import {valueText} from '../../clouds/contract/change-words.ts';
import type {Comparison} from '../../clouds/contract/comparison.ts';

/** What stands otherwise than the document says, or could not be read; undefined while it is not looked at yet. */
export type Compared = Pick<Comparison, 'differences' | 'missing' | 'unread'>;

/** Whether all that can be compared stands as the document says. */
export function standsWhole({differences, missing, unread}: Compared): boolean {
	return differences.length + missing.length + unread.length === 0;
}

/** Whether it is known that something stands otherwise. */
export function isKnownToDiffer({differences, missing}: Compared): boolean {
	return differences.length + missing.length > 0;
}

/** How it stands after a run, in a line: what the run was told is no proof of it. */
export function standsText(compared: Compared | undefined): string {
	if (!compared) return 'is changed; it is compared with the document once more';
	if (standsWhole(compared)) return 'stands as the document says';
	return isKnownToDiffer(compared)
		? 'is changed, and does not stand as the document says'
		: 'is changed; whether it stands as the document says is not known';
}

/** What stands otherwise, each in a line: `still differs: DPD timeout: 30 → 45`. */
export function otherwiseLines({differences, missing, unread}: Compared): readonly string[] {
	return [
		// what stands is what a change would begin from
		...differences.map(difference => `still differs: ${difference.what}: ${valueText(difference)}`),
		...missing.map(part => `missing: ${part}`),
		...unread.map(({why}) => `not read: ${why}`),
	];
}
