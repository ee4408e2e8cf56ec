import {printable} from './printable.ts';

/** A connection as it is called: a name may be empty. */
interface Named {
	readonly id: string;
	readonly name: string;
}

/** What has to be typed before anything is deleted: the connection's name, or its id where it has none. */
export function nameToType({name, id}: Named): string {
	return folded(name) || id;
}

/** Whether what was typed is the connection's name; nothing typed never is. Spaces count as one. */
export function isNameTyped(connection: Named, typed: string): boolean {
	const name = nameToType(connection);
	return name !== '' && folded(typed) === name;
}

/** Whether a step ended with its thing left where it is. */
export function isLeft(how: string): boolean {
	return how.startsWith('stays: ');
}

/** Why a gateway stays that another connection uses by then: nothing is wrong with that. */
export const usedByNow = 'another connection uses it now';

/** Whether a step left its thing for a reason that somebody has to look at: it is not the run's as it stands. */
export function isLeftForSomebody(how: string): boolean {
	return isLeft(how) && how !== `stays: ${usedByNow}`;
}

/** Said after an undo that left some of it as it stands. @param details of the steps that did */
export function keptText(details: readonly string[]): string {
	return `undone, but for what is not the run’s as it stands: ${details.map(detail => printable(detail, 400)).join(', ')}`;
}

/** Whether a step has ended and its thing is not there any more. */
export function isGone(how: string | undefined): boolean {
	return how !== undefined && !isLeft(how);
}

/** How a step ended, in its own words: what is stopped or detached is not deleted. */
export function stepEnd({title}: {readonly title: string}, how: string): string {
	return how === 'deleted' && !title.startsWith('delete') ? 'done' : how;
}

/** Said after an undo whose journal does not tell all, of what is there and may be the run's. */
export function unsureLines(unsure: readonly string[]): readonly string[] {
	if (unsure.length === 0) return [];
	return [
		...unsure.map(what => `still there: ${printable(what)}`),
		'The journal does not tell whether the run made these, so that is not known. `tunnelwright status` shows connections, `tunnelwright delete ID` takes one down.',
	];
}

/** Said after an undo of what the run changed and nobody can put back. */
export function asChangedLines(asChanged: readonly string[]): readonly string[] {
	return asChanged.map(what => `not put back: ${printable(what, 400)}`);
}

function folded(text: string): string {
	return text.trim().replace(/\s+/g, ' ');
}

/** How a step that waits says that the cloud has taken its call: it ends by itself, whether anybody waits or not. */
export const goesOn = 'is being deleted';

/** What is said of such a step once nobody waits for it any more. */
export const goesOnAlone = 'the cloud goes on deleting it';
