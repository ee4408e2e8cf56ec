import type {CloudId} from '../../../clouds/contract/cloud.ts';
import type {OptionValue} from '../../../clouds/contract/form-asked.ts';
import type {Option} from '../../../clouds/contract/option.ts';
import {moduleOf} from '../../../clouds/registry.ts';
import type {ConnectionDraft} from '../../../connection/document.ts';
import {answersOf, type CloudAnswers} from '../../answers/answers.ts';
import {fromDraft, toDraft} from '../../answers/draft.ts';
import {changesSecurity, optionsOfCloud} from '../../steps/options/option-table.ts';
import {valueInForce, wordsOf} from '../../steps/options/option-values.ts';

/** One thing that is changed on several connections alike. */
export type OneChange =
	| {readonly kind: 'set'; readonly path: string; readonly value: OptionValue}
	/** Back to what the cloud does by itself. */
	| {readonly kind: 'unset'; readonly path: string}
	/** One value out of those that are allowed, or beside them: the others stay as each connection has them. */
	| {readonly kind: 'forbid' | 'allow'; readonly path: string; readonly value: string}
	| {readonly kind: 'tag'; readonly key: string; readonly value: string}
	| {readonly kind: 'untag'; readonly key: string};

/** The options that several connections can be given alike: none of one tunnel alone, no addresses, no names. */
export function sharedOptions(cloud: CloudId): readonly Option[] {
	return optionsOfCloud(cloud).filter(option => {
		// who an end says it is belongs to one connection
		if (/Identity\./.test(option.path)) return false;
		if (option.formOnly || moduleOf(cloud).form.tunnelOf?.(option.path) !== undefined) return false;
		return (option.kind !== 'text' && option.kind !== 'list') || changesSecurity(cloud, option);
	});
}

export function sharedOption(cloud: CloudId, path: string): Option | undefined {
	return sharedOptions(cloud).find(option => option.path === path);
}

/** What is changed, in words: `DPD timeout: 45 s`, `Phase 1 encryption: without AES128`. */
export function inWords(cloud: CloudId, change: OneChange): string {
	if (change.kind === 'tag') return `tag ${change.key}=${change.value}`;
	if (change.kind === 'untag') return `without the tag ${change.key}`;
	const option = sharedOption(cloud, change.path);
	if (!option) return change.path;
	switch (change.kind) {
		case 'set':
			return `${option.label}: ${wordsOf(option, change.value)}`;
		case 'unset':
			return `${option.label}: as usual`;
		case 'forbid':
			return `${option.label}: without ${change.value}`;
		case 'allow':
			return `${option.label}: with ${change.value}`;
	}
}

/** A connection as it is to stand after the changes, in order; all else of it stays. Pure. */
export function changedDraft(draft: ConnectionDraft, changes: readonly OneChange[]): ConnectionDraft {
	const read = fromDraft(draft);
	const before = answersOf(read, draft.cloud);
	const answers = changes.reduce((own, change) => withChange(draft.cloud, own, change), before);
	const changed = toDraft({...read, of: {...read.of, [draft.cloud]: answers}}) ?? draft;
	const tags = changes.reduce(tagged, draft.tags ?? {});
	return tags === draft.tags ? changed : {...changed, tags: {...tags}};
}

/** The places in a document that changes are about. */
export function fieldsOf(changes: readonly OneChange[]): readonly string[] {
	return changes.map(change => ('key' in change ? `tags.${change.key}` : change.path));
}

/** The changes as something to be made to a connection, and the same way without any. */
export function alike(changes: readonly OneChange[]) {
	return {
		change: (draft: ConnectionDraft) => changedDraft(draft, changes),
		same: (draft: ConnectionDraft) => changedDraft(draft, []),
		fields: fieldsOf(changes),
	};
}

function tagged(tags: Readonly<Record<string, string>>, change: OneChange): Readonly<Record<string, string>> {
	if (change.kind === 'tag') return {...tags, [change.key]: change.value};
	if (change.kind !== 'untag') return tags;
	return Object.fromEntries(Object.entries(tags).filter(([key]) => key !== change.key));
}

function withChange(cloud: CloudId, answers: CloudAnswers, change: OneChange): CloudAnswers {
	if (change.kind === 'tag' || change.kind === 'untag') return answers;
	const apart = ownOfTunnels(cloud, change.path).filter(({path}) => answers.options[path] !== undefined);
	const option = sharedOption(cloud, change.path);
	if (!option) return answers;
	if (change.kind === 'set' || change.kind === 'unset') {
		const gone = new Set([change.path, ...apart.map(({path}) => path)]);
		const rest = Object.fromEntries(Object.entries(answers.options).filter(([path]) => !gone.has(path)));
		return {...answers, options: change.kind === 'set' ? {...rest, [change.path]: change.value} : rest};
	}

	const changed = [option, ...apart].map((each): readonly [string, OptionValue] => [
		each.path,
		allowedAfter(each, answers, change),
	]);
	return {...answers, options: {...answers.options, ...Object.fromEntries(changed)}};
}

/** The same option of each tunnel by itself. */
function ownOfTunnels(cloud: CloudId, path: string): readonly Option[] {
	const name = /options\.(.+)$/.exec(path)?.[1];
	if (name === undefined) return [];
	return optionsOfCloud(cloud).filter(
		each => moduleOf(cloud).form.tunnelOf?.(each.path) !== undefined && each.path.endsWith(`options.${name}`),
	);
}

function allowedAfter(
	option: Option,
	answers: CloudAnswers,
	{kind, value}: {readonly kind: 'forbid' | 'allow'; readonly value: string},
): OptionValue {
	const held = valueInForce(option, answers);
	const all = option.kind === 'choices' ? option.choices.map(({id}) => id) : [];
	const allowed = typeof held === 'object' ? held : all;
	if (kind === 'allow') return allowed.includes(value) ? allowed : [...allowed, value];
	return allowed.filter(each => each !== value);
}
