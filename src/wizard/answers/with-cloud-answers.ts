import {type Answers, answersOf, type CloudAnswers} from './answers.ts';

/** The answers with those of the chosen cloud replaced. */
export function withCloudAnswers(answers: Answers, change: (cloud: CloudAnswers) => CloudAnswers): Answers {
	const {cloud} = answers;
	if (!cloud) return answers;
	const before = answersOf(answers, cloud);
	const changed = change(before);
	return changed === before ? answers : {...answers, of: {...answers.of, [cloud]: changed}};
}
