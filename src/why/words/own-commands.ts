import {shellWord} from '../../connection/shell-word.ts';
import type {Why} from '../why.ts';

/** What is asked or done about one connection. */
const aboutOne = /\b(tunnelwright (?:config|status|watch|why))\b/;

/** An answer whose commands are each for this very connection: without its region it would be looked for in another. */
export function aboutThis(why: Why, {id, region}: {readonly id: string; readonly region: string}): Why {
	const named = ` ${shellWord(id)}`;
	const words = `${named} --region ${shellWord(region)}`;
	const here = (text: string) => {
		// a command stands at each odd place
		const [before = '', ...parts] = text.split(aboutOne);
		const mended = parts.map((part, index) => {
			if (index % 2 === 0) return `${part}${words}`;
			const said = [words, named].find(each => part.startsWith(each)) ?? '';
			return part.slice(said.length);
		});
		return [before, ...mended].join('');
	};
	return {
		...why,
		verdicts: why.verdicts.map(verdict => ({
			...verdict,
			mend: verdict.mend.map(here),
			prove: verdict.prove.map(proof => ({...proof, command: here(proof.command), shows: here(proof.shows)})),
		})),
		missing: why.missing.map(here),
	};
}
