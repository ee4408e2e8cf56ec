import type {CloudForm, OwnField} from '../../clouds/contract/form.ts';
import {cloudModules} from '../../clouds/registry.ts';
import type {CloudAnswers} from '../answers/answers.ts';
import type {Field} from './field.ts';
import {asNumber} from './texts-in-document.ts';

/** What each cloud alone asks for in a form, as its fields: those of the chosen cloud are shown. */
export function ownFields(of: (form: CloudForm) => readonly OwnField[] | undefined): readonly Field[] {
	return cloudModules().flatMap(({id: cloud, form}) =>
		(of(form) ?? []).map(({path, number, when, syntax, following, ...text}): Field => {
			const isPart = (answers: CloudAnswers) => when?.(answers) ?? true;
			return {
				...text,
				kind: 'text',
				cloud,
				isPart,
				path: () => path,
				when: asked => asked.cloud === cloud && isPart(asked.answers),
				...(number ? asNumber : {}),
				...(following ? {withTyped: answers => withFollowing(answers, following(answers.texts[text.id] ?? ''))} : {}),
				syntax: (value, asked) => syntax?.(value, asked),
			};
		}),
	);
}

/** The answers with those that go with another, where they are not typed themselves. */
function withFollowing(answers: CloudAnswers, following: Readonly<Record<string, string>>): CloudAnswers {
	const free = Object.entries(following).filter(([id]) => !answers.touched.includes(id));
	return {...answers, texts: {...answers.texts, ...Object.fromEntries(free)}};
}
