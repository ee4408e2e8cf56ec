import type {CloudId} from '../../../clouds/contract/cloud.ts';
import type {OptionValue} from '../../../clouds/contract/form-asked.ts';
import type {Option} from '../../../clouds/contract/option.ts';
import {moduleOf} from '../../../clouds/registry.ts';
import {readPath, writePath} from '../../../connection/document-path.ts';
import type {CloudAnswers} from '../../answers/answers.ts';
import type {Asked} from '../../answers/asked.ts';
import type {Blocked} from '../../core/state.ts';
import {fromDocument, isChanged, isSame, setValue, toDocument, valueInForce, valueProblem} from './option-values.ts';

/** Every option of a cloud, in the order of the form. Form, document, review and tests all read it. */
export function optionsOfCloud(cloud: CloudId): readonly Option[] {
	return moduleOf(cloud).form.options;
}

/** The options that the form shows now. */
export function visibleOptions(asked: Asked): readonly Option[] {
	return optionsOfCloud(asked.cloud).filter(option => isPart(option, asked.answers) && isShown(option, asked));
}

function isPart(option: Option, answers: CloudAnswers): boolean {
	return option.only?.(answers) ?? true;
}

function isShown(option: Option, asked: Asked): boolean {
	return setValue(option, asked.answers) !== undefined || (option.when?.(asked) ?? true);
}

/** The options that stand in the document with another value than their standard. */
export function changedOptions(cloud: CloudId, answers: CloudAnswers): readonly Option[] {
	return optionsOfCloud(cloud).filter(
		option => !option.formOnly && isPart(option, answers) && isChanged(option, answers),
	);
}

/** Whether the security preset is not all that secures the tunnels. */
export function changesSecurity(cloud: CloudId, {path}: Option): boolean {
	return path.startsWith('security.options.') || moduleOf(cloud).form.tunnelOf?.(path) !== undefined;
}

/** The first option that the wizard can't go on with. */
export function optionProblem(asked: Asked): Blocked | undefined {
	for (const option of visibleOptions(asked)) {
		const message = valueProblem(option, setValue(option, asked.answers));
		if (message !== undefined) return {field: option.path, message};
	}

	return undefined;
}

/** Puts the options into a document's members, in place: what is set, and nothing of what is not. */
export function putOptions(document: object, cloud: CloudId, answers: CloudAnswers): void {
	for (const option of optionsOfCloud(cloud)) {
		if (option.formOnly) continue;
		const value = setValue(option, answers);
		const held = value === undefined ? option.unset : toDocument(option, value);
		writePath(document, option.path, isPart(option, answers) ? held : undefined);
	}
}

/** The options that a document sets. */
export function optionsOf(document: object, cloud: CloudId): Readonly<Record<string, OptionValue>> {
	const found: Record<string, OptionValue> = {};
	for (const option of optionsOfCloud(cloud)) {
		const value = fromDocument(option, readPath(document, option.path));
		if (value !== undefined) found[option.path] = value;
	}

	for (const {path, formOnly} of optionsOfCloud(cloud)) {
		const value = formOnly?.(found);
		if (value !== undefined) found[path] = value;
	}

	return found;
}

/** The option that a document path belongs to: itself, the one around it, or the first within it. */
export function optionAt(asked: Asked, path: string): Option | undefined {
	const shown = visibleOptions(asked);
	const covers = (outer: string, inner: string) =>
		inner === outer || inner.startsWith(`${outer}.`) || inner.startsWith(`${outer}[`);
	return shown.find(option => covers(option.path, path)) ?? shown.find(option => covers(path, option.path));
}

/** An option by a name that tells the two tunnels apart. */
export function optionName(cloud: CloudId, {label, path}: Option): string {
	const tunnel = moduleOf(cloud).form.tunnelOf?.(path);
	return tunnel === undefined ? label : `Tunnel ${tunnel}: ${label}`;
}

/** What the options of a connection that is edited stand as, by the document it was read into. */
const standingOptions = new WeakMap<object, ReturnType<typeof optionsOf>>();

/** Whether the answers have it otherwise: than it stands where a connection is edited, than by itself where it is new. */
export function isChangedHere(option: Option, {cloud, answers, edits}: Asked): boolean {
	if (!edits) return isChanged(option, answers);
	const known = standingOptions.get(edits.was) ?? optionsOf(edits.was, cloud);
	standingOptions.set(edits.was, known);
	return !isSame(valueInForce(option, answers), known[option.path] ?? option.standard(answers).value);
}
