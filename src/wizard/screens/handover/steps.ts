import type {Key} from '../../core/keys.ts';
import {cursorRow, editList, emptyList, filterList, type ListView, withRows} from '../../core/list.ts';
import {pasteIntoLine} from '../../core/paste.ts';
import type {HandoverHeard, HandoverWant} from './event.ts';
import {
	editField,
	emptyForm,
	fieldProblem,
	fieldsOf,
	type HandoverForm,
	isChoice,
	moveInChoice,
	onField,
	pasteIntoField,
	siteOf,
	withFolder,
} from './form.ts';
import {codeRows, deviceRows, handoverKinds, suggestedFolder} from './kinds.ts';
import {type HandoverModel, handoverFields, isFailed} from './model.ts';

/** The hand-over after something, and what is to be read or written for it. */
export interface Step {
	readonly model: HandoverModel;
	readonly wants: readonly HandoverWant[];
}

type Start = Pick<HandoverModel, 'place' | 'name' | 'sandbox'>;

/** The hand-over of a connection as it opens, and what is to be read for it. */
export function openingHandover(start: Start): Step {
	const model: HandoverModel = {
		...start,
		phase: 'choosing',
		kind: 'device',
		devices: {status: 'reading'},
		side: {status: 'reading'},
		seen: undefined,
		lists: {
			device: withRows(emptyList, deviceRows([])),
			code: withRows(emptyList, codeRows(start.place.cloud)),
		},
		choice: undefined,
		form: emptyForm,
		trouble: undefined,
		written: undefined,
		top: 0,
		eager: false,
		blocked: undefined,
	};
	return {
		model,
		wants: [
			{want: 'side', place: start.place},
			{want: 'devices', place: start.place},
		],
	};
}

const still = (model: HandoverModel): Step => ({model, wants: []});

/** The hand-over after an answer. */
export function heard(model: HandoverModel, event: HandoverHeard): Step {
	switch (event.heard) {
		case 'devices': {
			const device = withRows(model.lists.device, deviceRows(event.devices));
			return still({...model, devices: {status: 'read'}, lists: {...model.lists, device}});
		}

		case 'devices-failed':
			return still({...model, devices: {status: 'failed', trouble: event.trouble}});
		case 'side':
			return afterSide({...model, side: {status: 'read'}, seen: event.side});
		case 'side-failed':
			return still({...model, eager: false, blocked: undefined, side: {status: 'failed', trouble: event.trouble}});
		case 'folder': {
			const {asked, path, says, problem} = event;
			if (asked !== model.form.texts.folder.value) return still(model);
			const named = model.form.ownFolder ? model.form : withFolder(model.form, path);
			return still({...model, form: {...named, folder: {path, says, problem}}});
		}

		case 'written':
			return still({...model, phase: 'written', written: event.written, top: 0});
		case 'write-failed':
			return still({...model, phase: 'answering', trouble: event.trouble});
	}
}

function afterSide(model: HandoverModel): Step {
	const calm = {...model, eager: false, blocked: undefined};
	return model.eager && model.phase === 'choosing' ? choose(calm) : still(calm);
}

export function paste(model: HandoverModel, pasted: string): Step {
	const {text} = pasteIntoLine(pasted, model.phase === 'answering' && model.form.field !== 'folder' ? ', ' : ' ');
	if (model.phase === 'answering') return looked(model, pasteIntoField(model.form, text.slice(0, 4000)));
	if (model.phase !== 'choosing') return still(model);
	const list = model.lists[model.kind];
	return still(withList(model, filterList(list, list.filter + text.slice(0, 100))));
}

function withList(model: HandoverModel, list: ListView): HandoverModel {
	return {...model, lists: {...model.lists, [model.kind]: list}};
}

/** A folder that was changed is looked at. */
function looked(model: HandoverModel, form: HandoverForm): Step {
	const path = form.texts.folder.value;
	const {choice} = model;
	if (!choice || path === model.form.texts.folder.value || path.trim() === '') return still({...model, form});
	return {model: {...model, form}, wants: [{want: 'folder', place: model.place, choice, path, fresh: false}]};
}

/** Out of the form, or off with the filter; undefined where neither is there to be left. */
export function stepBack(model: HandoverModel, pressed: Key): Step | undefined {
	if (model.phase === 'answering') return still({...model, phase: 'choosing', trouble: undefined});
	const isFiltered = model.phase === 'choosing' && model.lists[model.kind].filter !== '';
	return isFiltered && pressed.name === 'escape' ? clearFilter(model) : undefined;
}

export function clearFilter(model: HandoverModel): Step {
	return still(withList(model, filterList(model.lists[model.kind], '')));
}

export function typed(model: HandoverModel, pressed: Key, page: number): Step {
	if (model.phase === 'answering') {
		const form = editField(model.form, pressed);
		return form ? looked(model, form) : still(model);
	}

	if (model.phase !== 'choosing') return still(model);
	const list = editList(model.lists[model.kind], pressed, page);
	return still(list ? withList(model, list) : model);
}

/** What failed is asked for again, and all of it where nothing did. */
export function again(model: HandoverModel): Step {
	const {place, devices, side} = model;
	const all = !isFailed(model);
	const wanted = [
		...(all || side.status === 'failed' ? (['side'] as const) : []),
		...(all || devices.status === 'failed' ? (['devices'] as const) : []),
	];
	return {
		model: {...model, ...Object.fromEntries(wanted.map(what => [what, {status: 'reading'}]))},
		wants: wanted.map(what => ({want: what, place})),
	};
}

export function choose(model: HandoverModel): Step {
	const row = cursorRow(model.lists[model.kind]);
	if (!row) return still(model);
	const choice = {kind: model.kind, id: row.id};
	if (handoverKinds[choice.kind].needsSide && model.side.status !== 'read') {
		const failed = model.side.status === 'failed';
		const blocked = failed
			? 'the connection could not be read: ctrl-r tries again'
			: 'a moment: it is still being read';
		return still({...model, blocked, eager: !failed});
	}

	const isSame = JSON.stringify(choice) === JSON.stringify(model.choice);
	const suggested = suggestedFolder(model.name, model.place.id, row.id);
	const form = model.form.ownFolder && isSame ? model.form : withFolder({...model.form, ownFolder: false}, suggested);
	const opened = onField({...form, folder: undefined}, fieldsOf(choice, model.seen)[0] ?? 'folder');
	const path = form.texts.folder.value;
	return {
		model: {...model, phase: 'answering', choice, form: opened, trouble: undefined},
		wants: [{want: 'folder', place: model.place, choice, path, fresh: !form.ownFolder}],
	};
}

/** On to the next field; from the last one the files are written, once every answer can stand. */
export function next(model: HandoverModel): Step {
	const fields = handoverFields(model);
	const {form, choice, place} = model;
	const here = fields.indexOf(form.field);
	const blocked = fieldProblem(form, form.field);
	if (blocked !== undefined) return still({...model, form: {...form, blocked}});
	const following = fields[here + 1];
	if (following) return still({...model, form: onField(form, following)});
	const wrong = fields.find(field => fieldProblem(form, field) !== undefined);
	if (wrong) return still({...model, form: {...onField(form, wrong), blocked: fieldProblem(form, wrong)}});
	if (!choice) return still(model);
	const path = form.texts.folder.value.trim();
	return {
		model: {...model, phase: 'writing', trouble: undefined},
		wants: [{want: 'write', place, choice, site: siteOf(form, fields), path}],
	};
}

export function beside(model: HandoverModel, command: 'previous' | 'up' | 'down'): Step {
	const {form} = model;
	const moved = isChoice(form.field) && command !== 'previous' && moveInChoice(form, command === 'up' ? -1 : 1);
	if (moved) return still({...model, form: moved});
	const fields = handoverFields(model);
	const to = fields[fields.indexOf(form.field) + (command === 'down' ? 1 : -1)];
	if (to) return still({...model, form: onField(form, to)});
	return command === 'previous' ? still({...model, phase: 'choosing', trouble: undefined}) : still(model);
}
