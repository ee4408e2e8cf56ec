import {deviceRanges} from '../../../connection/device-range.ts';
import type {SiteFacts} from '../../../handover/handover-file.ts';
import type {Key} from '../../core/keys.ts';
import {editLine, insertInto, type TextLine} from '../../core/text-edit.ts';
import type {HandoverChoice, SideSeen} from './event.ts';
import {handoverKinds} from './kinds.ts';

/** The answers that are typed. */
export type TextField = 'siteRanges' | 'cloudRanges' | 'folder';
export type HandoverField = ChoiceField | TextField;

/** What was seen of a folder. */
interface FolderSeen {
	readonly path: string;
	readonly says: string;
	readonly problem: string | undefined;
}

export interface HandoverForm {
	readonly field: HandoverField;
	readonly nat: NatAnswer;
	readonly prefer: PreferAnswer;
	/** The answer that is pointed at: it is given only by Enter or space. */
	readonly box: number;
	readonly texts: Readonly<Record<TextField, TextLine>>;
	/** Whether the folder is the user's own word: then no suggestion takes its place. */
	readonly ownFolder: boolean;
	readonly folder: FolderSeen | undefined;
	/** Why Enter stayed, until the next key. */
	readonly blocked: string | undefined;
}

const line = (value: string): TextLine => ({value, cursor: value.length});

export const emptyForm: HandoverForm = {
	field: 'nat',
	nat: 'unknown',
	prefer: 'equal',
	box: 0,
	texts: {siteRanges: line(''), cloudRanges: line(''), folder: line('')},
	ownFolder: false,
	folder: undefined,
	blocked: undefined,
};

export function withFolder(form: HandoverForm, path: string): HandoverForm {
	return {...form, texts: {...form.texts, folder: {...line(path), offered: path !== ''}}};
}

/** What is asked: what the device's files depend on, as far as the connection leaves it open. */
export function fieldsOf(choice: HandoverChoice | undefined, side: SideSeen | undefined): readonly HandoverField[] {
	if (!choice) return ['folder'];
	const isOpen: Readonly<Record<keyof SiteFacts, boolean>> = {
		nat: true,
		prefer: side !== undefined && side.bgpTunnels > 1,
		siteRanges: side?.routing === 'bgp' && !side.namesSite,
		cloudRanges: side !== undefined && !side.namesCloud,
	};
	return [...handoverKinds[choice.kind].asks(choice.id).filter(field => isOpen[field]), 'folder'];
}

/** Why an answer can't stand as it is typed, or undefined. What is in a folder is looked at by others. */
export function fieldProblem(form: HandoverForm, field: HandoverField): string | undefined {
	if (isChoice(field)) return undefined;
	const text = form.texts[field].value.trim();
	if (field === 'folder') {
		if (text === '') return 'name a folder: the files hold keys, so they are not shown here';
		return form.folder?.path === form.texts.folder.value ? form.folder.problem : undefined;
	}

	const ranges = deviceRanges(text);
	return 'problem' in ranges ? ranges.problem : undefined;
}

/** The form after a typing key, or undefined for a key that types nothing. */
export function editField(form: HandoverForm, key: Key): HandoverForm | undefined {
	const {field} = form;
	if (isChoice(field)) return undefined;
	const edited = editLine(form.texts[field], key);
	return edited && withText(form, field, edited);
}

export function pasteIntoField(form: HandoverForm, text: string): HandoverForm {
	const {field} = form;
	return isChoice(field) || text === '' ? form : withText(form, field, insertInto(form.texts[field], text));
}

function withText(form: HandoverForm, field: TextField, text: TextLine): HandoverForm {
	return {
		...form,
		texts: {...form.texts, [field]: text},
		ownFolder:
			form.ownFolder ||
			(field === 'folder' && (text.value !== form.texts.folder.value || form.texts.folder.offered === true)),
	};
}

export function isChoice(field: HandoverField): field is ChoiceField {
	return field in choiceQuestions;
}

/** The form with the cursor on a field; in a choice it stands on what was chosen. */
export function onField(form: HandoverForm, field: HandoverField): HandoverForm {
	if (!isChoice(field)) return {...form, field};
	return {...form, field, box: choiceQuestions[field].answers.findIndex(({id}) => id === form[field])};
}

/** The cursor above or below in the choice, where nothing is answered by moving; undefined past its ends. */
export function moveInChoice(form: HandoverForm, by: -1 | 1): HandoverForm | undefined {
	const box = form.box + by;
	return isChoice(form.field) && choiceQuestions[form.field].answers[box] ? {...form, box} : undefined;
}

/** What is pointed at is the answer. */
export function takeChoice(form: HandoverForm): HandoverForm {
	const {field, box} = form;
	if (!isChoice(field)) return form;
	return {...form, [field]: choiceQuestions[field].answers[box]?.id ?? form[field]};
}

/** What the device's owner said, as the files are made with it. */
export function siteOf(form: HandoverForm, fields: readonly HandoverField[]): SiteFacts {
	const ranges = (field: 'siteRanges' | 'cloudRanges') => {
		const typed = fields.includes(field) ? deviceRanges(form.texts[field].value) : {cidrs: []};
		return 'cidrs' in typed && typed.cidrs.length > 0 ? {[field]: typed.cidrs} : {};
	};
	return {
		...(form.nat === 'unknown' ? {} : {nat: form.nat === 'yes'}),
		...(fields.includes('prefer') ? {prefer: form.prefer} : {}),
		...ranges('siteRanges'),
		...ranges('cloudRanges'),
	};
}

/** The questions of the hand-over that are answered by choosing. */
type ChoiceField = 'nat' | 'prefer';
type NatAnswer = 'unknown' | 'yes' | 'no';
type PreferAnswer = 'equal' | 'first';

export interface ChoiceQuestion<Answer extends string = string> {
	readonly label: string;
	readonly answers: readonly {readonly id: Answer; readonly title: string; readonly means: string}[];
	readonly help: string;
}

const nat: ChoiceQuestion<NatAnswer> = {
	label: 'Behind NAT',
	answers: [
		{id: 'unknown', title: 'not known', means: 'the files work either way, with an MTU that leaves room for it'},
		{id: 'no', title: 'no', means: 'the device itself has the public address'},
		{id: 'yes', title: 'yes', means: 'an address translator stands between it and the internet'},
	],
	help: 'Whether an address translator stands between the device and the internet.',
};

const prefer: ChoiceQuestion<PreferAnswer> = {
	label: 'BGP prefers',
	answers: [
		{
			id: 'equal',
			title: 'neither',
			means: 'the cloud can steer while it updates a tunnel; answers may take the other one',
		},
		{id: 'first', title: 'tunnel 1', means: 'both directions in one tunnel, for a firewall that wants to see both'},
	],
	help: 'Which of the two tunnels BGP prefers at both ends.',
};

export const choiceQuestions = {nat, prefer} as const satisfies Readonly<Record<ChoiceField, ChoiceQuestion>>;
