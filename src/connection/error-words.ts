import {printable} from './printable.ts';
import {holdsSecret} from './secret.ts';

/** A name in a program: what the engine's own messages quote. */
const name = "[\\w$.#'\\[\\]()]{1,60}";

/** Messages of the engine that quote nothing but names of the program (V8, messages/message-template.h). */
const engineMessages = [
	`Cannot (?:read|set) properties of (?:undefined|null) \\((?:reading|setting) '[\\w$#]{1,40}'\\)`,
	`Cannot (?:read|write) private member #[\\w$]{1,40} (?:from|to) an object whose class did not declare it`,
	`Cannot destructure property '[\\w$]{1,40}' of '${name}' as it is (?:undefined|null)\\.`,
	`Cannot assign to read only property '[\\w$]{1,40}' of object '[^']{0,20}'`,
	`Cannot convert undefined or null to object`,
	`Cannot access '[\\w$]{1,40}' before initialization`,
	`Assignment to constant variable\\.`,
	`${name} is not (?:a function|a constructor|iterable|defined|an object)(?: or its return value is not iterable)?`,
	`${name} (?:object )?is not (?:async )?iterable(?: \\(cannot read property Symbol\\(Symbol\\.iterator\\)\\))?`,
	`Class constructor [\\w$]{1,40} cannot be invoked without 'new'`,
	`Maximum call stack size exceeded`,
	`Invalid (?:array|string) length`,
	`Invalid time value`,
	`Reduce of empty array with no initial value`,
].map(pattern => new RegExp(`^${pattern}$`));

/** The message of an unforeseen error while it can hold nothing of the user's, else how long it is. */
export function engineWords(error: unknown): string {
	if (!(error instanceof Error)) return `a thrown ${typeof error}`;
	const {message} = error;
	const known = engineMessages.some(pattern => pattern.test(message)) && !holdsSecret(message);
	return `${kindOf(error)}: ${known ? message : `(text of ${message.length})`}`;
}

/**
 * An unforeseen error in words for the user's own screen. What this program or the system said is quoted; engine and libraries quote
 * what they were given (`JSON.parse` a part of the text, Node the argument), which may be a key.
 */
export function wordsOf(error: unknown, maxCells = 500): string {
	if (!(error instanceof Error)) return engineWords(error);
	const isOwn = error.constructor === Error && !('code' in error);
	const isSystem = 'syscall' in error && 'errno' in error;
	return (isOwn || isSystem) && !holdsSecret(error.message)
		? printable(`${kindOf(error)}: ${error.message}`, maxCells)
		: engineWords(error);
}

/** Its class, unless somebody wrote a text there. */
function kindOf(error: Error): string {
	return /^[A-Za-z]\w{0,40}$/.test(error.name) && !holdsSecret(error.name) ? error.name : 'Error';
}
