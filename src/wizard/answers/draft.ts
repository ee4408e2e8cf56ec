import {isCloud, moduleOf} from '../../clouds/registry.ts';
import type {ConnectionDraft} from '../../connection/document.ts';
import {steps} from '../steps/steps.ts';
import {type Answers, answersOf, type CloudAnswers, noAnswers, noCloudAnswers} from './answers.ts';

/** The connection that the answers describe so far: what each step puts into it. What is not answered, or can't be read yet, is missing. */
export function toDraft(all: Answers): ConnectionDraft | undefined {
	const {cloud} = all;
	if (!isCloud(cloud)) return undefined;
	const answers = answersOf(all, cloud);
	const from = answers.from?.cloud === cloud ? answers.from : undefined;
	const draft: ConnectionDraft = structuredClone({...from, version: 1, cloud});
	for (const step of steps) step.toDocument?.(draft, answers);
	moduleOf(cloud).complete?.(draft, from, answers.options);
	return draft;
}

/** The answers that lead to a document or draft again; the other clouds' answers are kept. What it holds counts as the user's own. */
export function fromDraft(draft: ConnectionDraft, before: Answers = noAnswers): Answers {
	const parts = steps.flatMap(step => step.fromDocument?.(draft) ?? []);
	const own = parts.reduce<CloudAnswers>(together, noCloudAnswers);
	return {cloud: draft.cloud, of: {...before.of, [draft.cloud]: {...own, from: draft}}};
}

/** Of what several steps have a part in, each part; texts are the user's own unless their step says otherwise. */
function together(all: CloudAnswers, part: Partial<CloudAnswers>): CloudAnswers {
	const {texts = {}, choices = {}, seen = [], touched = Object.keys(texts)} = part;
	return {
		...all,
		...part,
		texts: {...all.texts, ...texts},
		choices: {...all.choices, ...choices},
		seen: [...all.seen, ...seen],
		touched: [...all.touched, ...touched],
	};
}
