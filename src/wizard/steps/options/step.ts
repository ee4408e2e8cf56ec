import {cloudModules} from '../../../clouds/registry.ts';
import type {Finding} from '../../../connection/finding.ts';
import type {Step} from '../steps.ts';
import {
	changedOptions,
	optionAt,
	optionName,
	optionProblem,
	optionsOf,
	putOptions,
	visibleOptions,
} from './option-table.ts';
import {valueInForce, wordsOf} from './option-values.ts';

/** What holds the options, of whichever cloud. Ranges are the pairs' own, even where they are not asked. */
const paths = [
	...new Set(
		cloudModules().flatMap(({form}) =>
			form.options.flatMap(({path}) => /^tunnels\[\d\]\.options|^[^.[]+/.exec(path) ?? []),
		),
	),
].filter(path => path !== 'ranges');

export const optionsStep: Step = {
	id: 'options',
	title: 'options',
	label: 'Options',
	kind: 'options',
	question: ({edits}) =>
		edits ? 'Is any of them to be other than it stands?' : 'Is anything to be different from the usual?',
	help: ({edits}) =>
		edits
			? 'They are as they stand. Enter on the first line goes on.'
			: 'Every setting has a sound value already. Enter on the first line goes on.',
	paths,
	problem: optionProblem,
	placeOf(asked, path) {
		const option = optionAt(asked, path);
		// what is said of all that an option is part of is said at the first of it
		return option && {field: option.path, path: path.startsWith(option.path) ? option.path : path};
	},
	isToCome(_, asked, field) {
		const option = visibleOptions(asked).find(({path}) => path === field);
		const isSeen = asked.answers.seen.includes('options');
		return option !== undefined && !isSeen && valueInForce(option, asked.answers) === undefined;
	},
	cursorAt: (_, field, stuck) => ({option: {row: field ?? stuck ?? '', editing: undefined}}),
	toDocument: (draft, answers) => putOptions(draft, draft.cloud, answers),
	fromDocument: draft => ({options: optionsOf(draft, draft.cloud), seen: ['options']}),
	says({cloud, answers}, _, findings) {
		const changed = changedOptions(cloud, answers).length;
		if (changed > 0) return `${changed} set apart from the usual`;
		// what is refused of them is not as usual
		const refused = findings.filter(({severity}: Finding) => severity === 'refuse').length;
		return refused === 0 ? 'as usual' : `${refused} to mend`;
	},
	lines: ({cloud, answers}) =>
		changedOptions(cloud, answers).map(option => ({
			field: option.path,
			value: `${optionName(cloud, option)}: ${wordsOf(option, valueInForce(option, answers))}`,
		})),
};
