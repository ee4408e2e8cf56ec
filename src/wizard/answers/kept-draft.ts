import {isCloud} from '../../clouds/registry.ts';
import type {ConnectionDraft} from '../../connection/document.ts';
import {own} from '../../connection/own.ts';
import {modelSlot} from '../core/model-slot.ts';
import type {WizardState} from '../core/state.ts';
import {type StepId, steps} from '../steps/steps.ts';
import {type Answers, type CloudAnswers, type Edited, noCloudAnswers} from './answers.ts';

/**
 * What is kept of a wizard that is left: every answer as typed, of every cloud, valid or not, and where it was. Plain JSON.
 * Typed keys live beside the answers and are not in it.
 */
export interface KeptDraft {
	readonly answers: Answers;
	/** The step that was on the screen last. */
	readonly step: StepId | 'review';
	/** Whether the review had been reached. */
	readonly reviewed: boolean;
	/** The run that makes what these answers ask for, once it has begun: when it has ended they are no draft any more. */
	readonly run?: string;
}

/** What there is to keep; undefined before there is an answer worth it, and after all of it was made. */
export function keptDraft(state: WizardState): KeptDraft | undefined {
	const {answers, place, reviewed} = state;
	if (place === undefined || answers.cloud === undefined || !isWorthKeeping(answers)) return undefined;
	const own = ownRun.of(state);
	// answers that were changed since ask for something else
	const run = own?.answers === answers ? {run: own.runId} : {};
	return {answers, step: place, reviewed, ...run};
}

/** Whether more was answered than a cloud and a region, which are as quickly chosen again. Suggestions are no answers. */
function isWorthKeeping({of}: Answers): boolean {
	return Object.values(of).some(
		({from, mode, touched, gateways, vpcs, sites, choices, options}) =>
			from !== undefined ||
			mode !== undefined ||
			touched.length > 0 ||
			[gateways, vpcs, sites, choices, options].some(given => Object.keys(given).length > 0),
	);
}

/**
 * Reads back what was kept. Members that are not of their type would break a screen: they are left out, the rest is taken.
 * @param documentOf reads the document that the answers came from, or says undefined where it is none
 * @returns undefined where nothing useful is in it
 */
export function readKept(
	value: unknown,
	documentOf: (value: unknown) => ConnectionDraft | undefined,
): KeptDraft | undefined {
	if (!isRecord(value) || !isRecord(value.answers)) return undefined;
	const {cloud, edits: given, ...beside} = value.answers;
	if (!isCloud(cloud)) return undefined;
	const edits = editedOf(given, documentOf);
	// without what stood these answers would ask for a new connection beside the one that was edited
	if (given !== undefined && !edits) return undefined;
	// earlier versions kept the clouds' answers beside the cloud itself
	const known = Object.entries(isRecord(beside.of) ? beside.of : beside).filter(([id]) => isCloud(id));
	const of = Object.fromEntries(known.map(([id, given]) => [id, cloudAnswers(given, documentOf)]));
	const answers: Answers = {cloud, of, ...(edits ? {edits} : {})};
	const step = steps.find(({id}) => id === value.step)?.id ?? 'review';
	if (!isWorthKeeping(answers)) return undefined; // earlier versions kept drafts of nothing
	return {answers, step, reviewed: value.reviewed === true, ...(isText(value.run) ? {run: value.run} : {})};
}

/** The connection that is edited, where one is; drafts of before edit none. */
function editedOf(value: unknown, documentOf: (value: unknown) => ConnectionDraft | undefined): Edited | undefined {
	if (!isRecord(value) || !isText(value.id)) return undefined;
	const was = documentOf(value.was);
	const notes = Array.isArray(value.notes) ? value.notes.filter(isText) : [];
	return was && {id: value.id, was, ...(notes.length > 0 ? {notes} : {})};
}

function cloudAnswers(value: unknown, documentOf: (value: unknown) => ConnectionDraft | undefined): CloudAnswers {
	if (!isRecord(value)) return noCloudAnswers;
	const {from: given, ...members} = value;
	const kept = Object.entries(members).filter(([name, member]) => (own(checks, name) ?? isPlain)(member));
	const from = given === undefined ? undefined : documentOf(given);
	// each member has just been checked to be of the type that its name has in CloudAnswers
	return {...noCloudAnswers, ...(Object.fromEntries(kept) as Partial<CloudAnswers>), ...(from ? {from} : {})};
}

const modes: readonly unknown[] = ['bgp', 'static', 'policy'];
const isText = (value: unknown): value is string => typeof value === 'string';
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isMapOf = (is: (value: unknown) => boolean) => (value: unknown) =>
	isRecord(value) && Object.values(value).every(is);

/** The members of an answer that have a shape of their own; any other holds texts, alone, in lists or by name. */
const checks: Readonly<Record<string, (value: unknown) => boolean>> = {
	region: isText,
	mode: value => modes.includes(value),
	pairs: value =>
		Array.isArray(value) && value.every(pair => isRecord(pair) && isText(pair.cloudSide) && isText(pair.siteSide)),
	gateways: isMapOf(pick => isMapOf(isText)(pick) && isRecord(pick) && isText(pick.kind)),
	sites: isMapOf(pick => isRecord(pick) && (pick.kind === 'new' || (pick.kind === 'existing' && isText(pick.id)))),
	texts: isMapOf(isText),
	choices: isMapOf(isText),
	routeTables: isMapOf(isTexts),
	madeUp: isMapOf(isText),
	options: isMapOf(value => typeof value === 'boolean' || isText(value) || isTexts(value)),
	seen: isTexts,
	touched: isTexts,
};

function isPlain(value: unknown): boolean {
	return isText(value) || isTexts(value) || isMapOf(member => isText(member) || isTexts(member))(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The run of the answers that are being asked, and those as it makes them: once it is finished they are no draft any more. */
export const ownRun = modelSlot<{readonly runId: string; readonly answers: Answers}>('own run');
