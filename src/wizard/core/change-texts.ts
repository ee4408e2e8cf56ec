import type {Change, ChangedValue} from '../../clouds/contract/change.ts';
import {valueText} from '../../clouds/contract/change-words.ts';

/** `DPD timeout: 30 → 45`. */
export function changedText(value: ChangedValue & {readonly from?: string}): string {
	return `${value.what}: ${valueText(value)}`;
}

/** What of the traffic goes down while all of these are made. */
export function worstInterruption(changes: readonly Pick<Change, 'interrupts'>[]): string {
	if (changes.some(({interrupts}) => interrupts.kind === 'connection')) return 'both tunnels are interrupted';
	const numbers = new Set(
		changes.flatMap(({interrupts}) => (interrupts.kind === 'tunnel' ? interrupts.tunnel.number : [])),
	);
	if (numbers.size === 0) return 'nothing is interrupted';
	const [first] = [...numbers];
	return numbers.size === 1 ? `tunnel ${first} is interrupted` : 'one tunnel after the other is interrupted';
}
