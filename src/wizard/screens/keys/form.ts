import type {CloudId} from '../../../clouds/contract/cloud.ts';
import {keyVariableProblem} from '../../../clouds/document/key-variable.ts';
import {moduleOf} from '../../../clouds/registry.ts';
import {deviceRanges} from '../../../connection/device-range.ts';
import type {KeySource} from '../../../connection/document.ts';
import type {ConnectionPlace} from '../../../connection/place.ts';
import {ownDevices} from '../../../handover/devices/registry.ts';
import type {SiteFacts} from '../../../handover/handover-file.ts';
import type {Rotation} from '../../../session/rotation.ts';
import type {TextLine} from '../../core/text-edit.ts';
import type {SideSeen} from '../handover/event.ts';
import {choiceQuestions, emptyForm, fieldsOf as siteFields, siteOf} from '../handover/form.ts';

/** What is asked before keys are renewed, in order. */
export type KeysField = ChoiceField | TextField;
type ChoiceField = 'tunnels' | 'source' | 'drain' | 'device' | 'nat' | 'prefer';
type TextField = 'variable1' | 'variable2' | 'siteRanges' | 'cloudRanges' | 'folder';

export interface KeysForm {
	readonly field: KeysField;
	/** The answer that is pointed at, in a choice. */
	readonly box: number;
	readonly choices: Readonly<Record<ChoiceField, string>>;
	readonly texts: Readonly<Record<TextField, TextLine>>;
	/** Why Enter stayed, until the next key. */
	readonly blocked: string | undefined;
}

/** What the questions depend on. */
export interface KeysAbout {
	readonly place: ConnectionPlace;
	/** How many tunnels the connection has. */
	readonly tunnels: number;
	/** What the device's files depend on, once it is read; `failed`: only what is asked of every site is asked then. */
	readonly side: SideSeen | 'reading' | 'failed';
}

interface Answer {
	readonly id: string;
	readonly title: string;
	readonly means: string;
}

/** No files: somebody gives the device its key in another way. */
export const noFiles = 'none';

export function openingForm(folder: string): KeysForm {
	const [first] = ownDevices();
	return {
		field: 'tunnels',
		box: 0,
		choices: {
			tunnels: 'all',
			source: 'generated',
			drain: 'yes',
			device: first?.id ?? noFiles,
			nat: emptyForm.nat,
			prefer: emptyForm.prefer,
		},
		texts: {
			variable1: {value: '', cursor: 0},
			variable2: {value: '', cursor: 0},
			siteRanges: {value: '', cursor: 0},
			cloudRanges: {value: '', cursor: 0},
			folder: {value: folder, cursor: folder.length, offered: folder !== ''},
		},
		blocked: undefined,
	};
}

/** The fields that are asked, given the answers so far. */
export function keysFields({choices}: KeysForm, {tunnels, side}: KeysAbout): readonly KeysField[] {
	const isBoth = choices.tunnels === 'all' && tunnels > 1;
	const fields: readonly (KeysField | false)[] = [
		tunnels > 1 && 'tunnels',
		'source',
		choices.source === 'env' && 'variable1',
		choices.source === 'env' && isBoth && 'variable2',
		'drain',
		'device',
		// as the hand-over asks it: other files for the same device would be of another site
		...(choices.device === noFiles
			? []
			: siteFields({kind: 'device', id: choices.device}, typeof side === 'object' ? side : undefined)),
	];
	return fields.filter(field => field !== false);
}

export function isChoice(field: KeysField): field is ChoiceField {
	return field in choiceFields;
}

const choiceFields: Readonly<Record<ChoiceField, true>> = {
	tunnels: true,
	source: true,
	drain: true,
	device: true,
	nat: true,
	prefer: true,
};

export function answersTo(field: ChoiceField, {place: {cloud}, tunnels}: KeysAbout): readonly Answer[] {
	switch (field) {
		case 'tunnels':
			return [
				{id: 'all', title: 'all', means: 'one after the other: the second once the first is UP again'},
				...Array.from({length: tunnels}, (_, index) => ({
					id: String(index + 1),
					title: `tunnel ${index + 1}`,
					means: 'the others keep their keys',
				})),
			];
		case 'source':
			return [
				{id: 'generated', title: 'generated', means: 'fresh and strong; it stands in the device’s new file'},
				{id: 'prompt', title: 'typed', means: 'asked for once you have confirmed it; it is never shown'},
				{id: 'env', title: 'from the environment', means: 'a variable for each tunnel'},
				...keptBy(cloud),
			];
		case 'drain':
			return [
				{
					id: 'yes',
					title: 'yes',
					means: 'each tunnel is waited for until it carries nothing: the STEPS say how',
				},
				{
					id: 'no',
					title: 'no',
					means: 'its traffic stops until the other tunnel takes it over, or for good where there is none',
				},
			];
		case 'device':
			return [
				...ownDevices().map(({id, title}) => ({id, title, means: 'a new file and a page of steps for each tunnel'})),
				{id: noFiles, title: 'no files', means: 'you give the device its key yourself'},
			];
		case 'nat':
		case 'prefer':
			return choiceQuestions[field].answers;
	}
}

function keptBy(cloud: CloudId): readonly Answer[] {
	const {kept} = moduleOf(cloud).form.keys;
	return kept === undefined
		? []
		: [{id: 'kept', title: 'kept by the cloud', means: 'in its own store, and shown only to who may read it there'}];
}

const keysLabels: Readonly<Record<KeysField, string>> = {
	tunnels: 'Which tunnels',
	source: 'The new key',
	variable1: 'Variable, tunnel 1',
	variable2: 'Variable, tunnel 2',
	drain: 'Drain it first',
	device: 'Files for',
	nat: choiceQuestions.nat.label,
	prefer: choiceQuestions.prefer.label,
	siteRanges: 'Site ranges',
	cloudRanges: 'Cloud ranges',
	folder: 'Folder',
};

/** What a field is called, given the answers so far: a variable by its tunnel, where there is one for each. */
export function keysLabel(field: KeysField, form: KeysForm, about: KeysAbout): string {
	const isOne = field === 'variable1' && !keysFields(form, about).includes('variable2');
	return isOne ? 'Its variable' : keysLabels[field];
}

export const keysHelp: Readonly<Record<KeysField, string>> = {
	tunnels: 'A tunnel is interrupted while it gets its key. Where there is another one, that has to be UP meanwhile.',
	source: 'No key is ever shown here, nor kept by tunnelwright.',
	variable1: 'The name of the environment variable, without a dollar sign.',
	variable2: 'The name of the environment variable, without a dollar sign.',
	drain: 'Whether the device takes the traffic off a tunnel before its key changes.',
	device: 'Each tunnel’s new file is written before the cloud gets its key.',
	nat: choiceQuestions.nat.help,
	prefer: choiceQuestions.prefer.help,
	siteRanges:
		'What BGP tells the cloud, as in the first files. Left empty: every private network that the device is connected to.',
	cloudRanges:
		'What the device sends into the tunnels, as in the first files. Left empty: with BGP all but a default route, else nothing yet.',
	folder: 'The files hold keys: each is for you alone (0600).',
};

/** Why an answer can't stand as it is typed, or undefined. */
export function keysProblem({texts}: KeysForm, field: KeysField): string | undefined {
	if (isChoice(field)) return undefined;
	const text = texts[field].value.trim();
	if (field === 'folder') return text === '' ? 'Name a folder, or choose no files' : undefined;
	if (field === 'siteRanges' || field === 'cloudRanges') {
		const ranges = deviceRanges(text);
		return 'problem' in ranges ? ranges.problem : undefined;
	}

	return keyVariableProblem(text);
}

/** What the renewal is asked for, with the device by its name and the folder as it was typed. */
export interface RotationAsked extends Omit<Rotation, 'files'> {
	readonly files?: {readonly device: string; readonly folder: string; readonly site: SiteFacts};
}

/** What these answers ask for. @param evenIfDown a tunnel may be changed though the other is not UP */
export function rotationOf(form: KeysForm, about: KeysAbout, evenIfDown: boolean): RotationAsked {
	const {choices, texts} = form;
	const fields = keysFields(form, about);
	const {tunnels, source, drain, device} = choices;
	return {
		place: about.place,
		...(tunnels === 'all' || !fields.includes('tunnels') ? {} : {tunnels: [Number(tunnels)]}),
		...(source === 'kept' ? {keptByCloud: true} : {keys: sourcesOf(form, about)}),
		drain: drain === 'yes',
		...(evenIfDown ? {evenIfDown} : {}),
		...(device === noFiles
			? {}
			: {files: {device, folder: texts.folder.value.trim(), site: siteAnswers(form, fields)}}),
	};
}

const siteFieldNames = ['nat', 'prefer', 'siteRanges', 'cloudRanges'] as const;

/** What the device's owner said of the site, as the device's files are made with it. */
function siteAnswers({choices, texts}: KeysForm, fields: readonly KeysField[]): SiteFacts {
	const {siteRanges, cloudRanges} = texts;
	const nat = choiceQuestions.nat.answers.find(({id}) => id === choices.nat)?.id ?? emptyForm.nat;
	const prefer = choiceQuestions.prefer.answers.find(({id}) => id === choices.prefer)?.id ?? emptyForm.prefer;
	const given = {...emptyForm, nat, prefer, texts: {...emptyForm.texts, siteRanges, cloudRanges}};
	return siteOf(
		given,
		siteFieldNames.filter(name => fields.includes(name)),
	);
}

function sourcesOf(form: KeysForm, about: KeysAbout): readonly KeySource[] {
	const {choices, texts} = form;
	if (choices.source === 'prompt') return [{from: 'prompt'}];
	if (choices.source !== 'env') return [{from: 'generated'}];
	const fields = keysFields(form, about);
	return (['variable1', 'variable2'] as const).flatMap((field): readonly KeySource[] =>
		fields.includes(field) ? [{from: 'env', name: texts[field].value.trim()}] : [],
	);
}
