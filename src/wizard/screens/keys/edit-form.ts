import type {Key} from '../../core/keys.ts';
import {pasteIntoLine} from '../../core/paste.ts';
import {editLine, insertInto, type TextLine} from '../../core/text-edit.ts';
import {answersTo, isChoice, type KeysAbout, type KeysField, type KeysForm, keysFields, keysProblem} from './form.ts';

/** The form with the cursor on a field; in a choice it stands on what was chosen. */
function onField(form: KeysForm, field: KeysField, about: KeysAbout): KeysForm {
	if (!isChoice(field)) return {...form, field};
	const box = answersTo(field, about).findIndex(({id}) => id === form.choices[field]);
	return {...form, field, box: Math.max(0, box)};
}

/** What is pointed at is the answer. */
export function take(form: KeysForm, about: KeysAbout): KeysForm {
	const {field, box, choices} = form;
	if (!isChoice(field)) return form;
	const answer = answersTo(field, about)[box];
	return answer ? {...form, choices: {...choices, [field]: answer.id}} : form;
}

/** On to the next field; undefined behind the last one, where every answer can stand. */
export function next(form: KeysForm, about: KeysAbout): KeysForm | undefined {
	const blocked = keysProblem(form, form.field);
	if (blocked !== undefined) return {...form, blocked};
	const fields = keysFields(form, about);
	const following = fields[fields.indexOf(form.field) + 1];
	if (following) return onField(form, following, about);
	const wrong = fields.find(field => keysProblem(form, field) !== undefined);
	return wrong && {...onField(form, wrong, about), blocked: keysProblem(form, wrong)};
}

/** Up and down: within a choice, and past its ends to the field beside. */
export function moved(form: KeysForm, about: KeysAbout, by: -1 | 1): KeysForm {
	const {field, box} = form;
	if (isChoice(field) && answersTo(field, about)[box + by]) return {...form, box: box + by};
	return toField(form, about, by);
}

export function toField(form: KeysForm, about: KeysAbout, by: -1 | 1): KeysForm {
	const fields = keysFields(form, about);
	const to = fields[fields.indexOf(form.field) + by];
	return to ? onField(form, to, about) : form;
}

export function typedIn(form: KeysForm, key: Key): KeysForm {
	return withLine(form, line => editLine(line, key));
}

export function pastedIn(form: KeysForm, pasted: string): KeysForm {
	const {text} = pasteIntoLine(pasted, ' ');
	return withLine(form, line => (text === '' ? undefined : insertInto(line, text.slice(0, 400))));
}

function withLine(form: KeysForm, edit: (line: TextLine) => TextLine | undefined): KeysForm {
	const {field, texts} = form;
	if (isChoice(field)) return form;
	const line = edit(texts[field]);
	return line ? {...form, texts: {...texts, [field]: line}} : form;
}

/** The form once more of the connection is known: what is asked only now, before the place of the cursor, is gone to, so that nobody passes it unasked. */
export function withMoreAsked(form: KeysForm, before: KeysAbout, after: KeysAbout): KeysForm {
	const known = keysFields(form, before);
	const fields = keysFields(form, after);
	const [first] = fields.filter(field => !known.includes(field));
	return first && fields.indexOf(first) < fields.indexOf(form.field) ? onField(form, first, after) : form;
}

/** With a folder that is free, where nobody has typed one. */
export function withFolder(form: KeysForm, folder: string): KeysForm {
	if (form.texts.folder.offered !== true) return form;
	return {...form, texts: {...form.texts, folder: {value: folder, cursor: folder.length, offered: true}}};
}
