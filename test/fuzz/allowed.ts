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

/** The same for a result that is drawn as it is. */
export async function allowedAndDrawn(where: string, work: () => unknown): Promise<void> {
	refuseSteeringIn(await allowed(work), where);
}
