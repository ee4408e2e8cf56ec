import {keyVariableForm, keyVariableProblem} from '../clouds/document/key-variable.ts';
import type {KeySource} from '../connection/document.ts';
import {UserError} from '../connection/user-error.ts';

/** Where new keys come from, as `--key` says it. */
interface KeysAsked {
	/** In the order of the tunnels. */
	readonly keys: readonly KeySource[];
	readonly keptByCloud: boolean;
}

/**
 * Reads `--key`, which may be repeated: once for all tunnels, or once for each in their order. A key itself is never among the arguments.
 * @throws UserError for what is no source
 */
export function keysAsked(given: readonly string[] = []): KeysAsked {
	return {
		keys: given.map(sourceOf),
		// the cloud's store is one for all of a connection's keys
		keptByCloud: given.includes(keptWord),
	};
}

const keptWord = 'secrets-manager';
export const keyWords = `generated, prompt, env:NAME, ${keptWord}`;

function sourceOf(word: string): KeySource {
	if (word === 'generated' || word === keptWord) return {from: 'generated'};
	if (word === 'prompt') return {from: 'prompt'};
	const [, name] = /^env:(.*)$/s.exec(word) ?? [];
	// what was written there may be a key: it is not repeated
	if (name === undefined)
		throw new UserError('--key does not say where a key comes from', {
			field: '--key',
			mend: `write one of ${keyWords}: a key itself is never an argument, where others can read it`,
		});
	const problem = keyVariableProblem(name);
	// its name stands in the problem where it is one: what is none may be a key
	if (problem)
		throw new UserError(
			`the variable of --key ${keyVariableForm.test(name) ? 'is not fit' : 'has no name'}: ${problem}`,
			{field: '--key'},
		);
	return {from: 'env', name};
}
