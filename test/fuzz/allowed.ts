import {failureOf} from '../../src/commands/failure.ts';
import {exitCode} from '../../src/connection/user-error.ts';
import {troubleOf} from '../../src/ui/trouble.ts';
import {refuseSteering, refuseSteeringIn} from './hostile-text.ts';

/**
 * Does the work; an error that the user can mend, or that a cloud said, is a fine end, if its words draw nothing but words.
 * @returns what the work gave, undefined after such an end @throws the error when it is a bug of ours
 */
export async function allowed<Result>(work: () => Result | Promise<Result>): Promise<Result | undefined> {
	try {
		return await work();
	} catch (error) {
		const failure = failureOf(error);
		if (failure.exit === exitCode.bug) throw error;
		refuseSteering(failure.text, 'the words of an error');
		refuseSteeringIn(failure.json, 'the JSON of an error');
		refuseSteeringIn(troubleOf(error), 'the trouble on a screen');
		return undefined;
	}
}

/** The same for a result that is drawn as it is, but for its tags: they are kept as they are, to be compared and sent, and made visible where they are shown. */
export async function allowedAndDrawn(where: string, work: () => unknown): Promise<void> {
	refuseSteeringIn(withoutTags(await allowed(work)), where);
}

function withoutTags(value: unknown): unknown {
	if (value instanceof Map || value instanceof Set) return withoutTags([...value]);
	if (Array.isArray(value)) return value.map(withoutTags);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).flatMap(([name, member]) => {
			if (name === 'tags' || name.startsWith('tags.')) return [];
			// of a connection's settings the name is a tag too, at AWS
			return [[name, name === 'settings' ? withoutTags({...member, name: ''}) : withoutTags(member)]];
		}),
	);
}
