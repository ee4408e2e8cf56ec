/* What a change is called wherever people read of it. Pure. */
import type {Change, ChangedValue, Interruption} from './change.ts';

/** Whether a difference can be taken away in place, and what goes down meanwhile. */
export function interruptionWords(interrupts: Interruption): string {
	switch (interrupts.kind) {
		case 'nothing':
			return 'in place';
		case 'tunnel':
			return `in place, tunnel ${interrupts.tunnel.number} is interrupted`;
		case 'connection':
			return 'in place, both tunnels are interrupted';
		case 'new':
			return 'only by a new connection';
	}
}

/** `DPD timeout: 30 → 45`; what is not there is said so. */
export function changedText({what, was, wanted}: ChangedValue): string {
	return `${what}: ${was || 'nothing'} → ${wanted || 'nothing'}`;
}

/** What is waited for around a change, in the order of waiting. */
export function waitsWords({needsUp, drained, backUp}: Change): readonly string[] {
	const numbers = (tunnels: readonly {readonly number: number}[]) => tunnels.map(({number}) => number).join(' and ');
	const those = (tunnels: readonly {readonly number: number}[]) =>
		`${tunnels.length === 1 ? 'tunnel' : 'tunnels'} ${numbers(tunnels)}`;
	const routes = backUp.flatMap(({routes}) => routes ?? []).reduce((sum, each) => sum + each, 0);
	return [
		...(needsUp.length > 0 ? [`begins once ${those(needsUp)} ${needsUp.length === 1 ? 'is' : 'are'} UP`] : []),
		...(drained ? [`begins once tunnel ${drained.number} carries nothing`] : []),
		...(backUp.length > 0
			? [
					`then waits until ${those(backUp)} ${backUp.length === 1 ? 'is' : 'are'} UP again${routes > 0 ? `, with ${routes} routes` : ''}`,
				]
			: []),
	];
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

/** What a new connection in place of one that stands costs. */
export const newConnectionCosts =
	'only a new connection has that, with new addresses and keys at the cloud’s end: the site’s device is set up again, and the old one is deleted';
