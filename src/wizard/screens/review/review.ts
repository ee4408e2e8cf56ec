import type {CloudId} from '../../../clouds/contract/cloud.ts';
import type {Difference} from '../../../clouds/contract/comparison.ts';
import {moduleOf} from '../../../clouds/registry.ts';
import type {Finding} from '../../../connection/finding.ts';
import {askedOf} from '../../answers/asked.ts';
import {suggested} from '../../answers/suggest.ts';
import {andChange, type Turn, type WizardState} from '../../core/state.ts';
import {missing, placeOfPath} from '../../steps/flow.ts';
import {readAll} from '../../steps/read-for-step.ts';
import {placedFindings, type Standing, standingBy, standingOf} from '../../steps/standing.ts';
import {type StepId, visibleSteps} from '../../steps/steps.ts';

/** One answer as the review and the summary show it. */
export interface ReviewLine {
	readonly step: StepId;
	/** The option that it is about, where it is about one. */
	readonly field?: string;
	readonly label: string;
	/** '' while it is not answered. */
	readonly value: string;
	/** Why it can't stand; undefined when it can. */
	readonly open: string | undefined;
	readonly standing: Standing;
	readonly findings: readonly Finding[];
	/** Of a connection that is edited: what is changed there, was → will be. */
	readonly changes: readonly Difference[];
	/** It goes on with the line before: one more change of the same answer, a row of its own so that all can be read on a small screen. */
	readonly goesOn?: true;
}

/** Every answer in order, with its findings. */
export function reviewLines(state: WizardState): readonly ReviewLine[] {
	const asked = askedOf(state);
	const byPlace = findingsByPlace(state);
	const changesAt = changesByPlace(state);
	return visibleSteps(asked).flatMap(step => {
		const own = (step.lines?.(asked) ?? []).map((each): ReviewLine => {
			const findings = byPlace.get(`${step.id} ${each.field}`) ?? [];
			const changes = changesAt.get(`${step.id} ${each.field}`) ?? [];
			return {step: step.id, label: '', ...each, open: undefined, standing: standingBy(findings), findings, changes};
		});
		const shown = new Set(own.flatMap(({changes}) => changes));
		const told = new Set(own.flatMap(({findings}) => findings));
		const open = missing(step, asked, state);
		const findings = byPlace.get(step.id) ?? [];
		// what the checks refuse of a thing that is gone says the same in other words
		const isSaid = ({severity}: Finding) => open !== undefined && step.list !== undefined && severity === 'refuse';
		const line: ReviewLine = {
			step: step.id,
			label: step.label,
			value: step.says(asked, state, findings),
			open,
			standing: standingOf(step, asked, state),
			findings: ofTunnels(
				asked.cloud,
				findings.filter(finding => !told.has(finding) && !isSaid(finding)),
			),
			changes: (changesAt.get(step.id) ?? []).filter(change => !shown.has(change)),
		};
		return [line, ...own].flatMap(changeByChange);
	});
}

function changeByChange(line: ReviewLine): readonly ReviewLine[] {
	const {step, field, standing, changes} = line;
	if (changes.length < 2) return [line];
	const more = changes.slice(1).map(
		(change): ReviewLine => ({
			step,
			...(field === undefined ? {} : {field}),
			label: '',
			value: '',
			open: undefined,
			standing,
			findings: [],
			changes: [change],
			goesOn: true,
		}),
	);
	// what is said of the answer stays with it
	return [{...line, changes: changes.slice(0, 1)}, ...more];
}

/** Findings of one tunnel say of which; one that both tunnels share is said once. */
function ofTunnels(cloud: CloudId, findings: readonly Finding[]): readonly Finding[] {
	const tunnelOf = ({field}: Finding) => moduleOf(cloud).form.tunnelOf?.(field);
	const isTwin = (a: Finding, b: Finding) => a !== b && a.message === b.message && a.severity === b.severity;
	return findings.flatMap((finding, index) => {
		const tunnel = tunnelOf(finding);
		if (tunnel === undefined || /\btunnels?\b/i.test(finding.message)) return [finding];
		const twin = findings.findIndex(other => isTwin(finding, other) && tunnelOf(other) !== undefined);
		if (twin >= 0 && twin < index) return [];
		return [{...finding, message: `${twin < 0 ? `tunnel ${tunnel}` : 'both tunnels'}: ${finding.message}`}];
	});
}

/** Findings by step, and by step and field too. */
function findingsByPlace(state: WizardState): ReadonlyMap<string, readonly Finding[]> {
	const found = new Map<string, Finding[]>();
	const put = (place: string, finding: Finding) => {
		const list = found.get(place);
		if (list) list.push(finding);
		else found.set(place, [finding]);
	};
	for (const {finding, step, field} of placedFindings(state)) {
		put(step, finding);
		if (field !== undefined) put(`${step} ${field}`, finding);
	}

	return found;
}

/** What is changed of a connection that is edited, by step, and by step and field too. What no step asks for stands at the last. */
function changesByPlace(state: WizardState): ReadonlyMap<string, readonly Difference[]> {
	const found = new Map<string, Difference[]>();
	const put = (place: string, change: Difference) => found.set(place, [...(found.get(place) ?? []), change]);
	for (const change of state.changes ?? []) {
		const {step, field} = placeOfPath(state, change.field) ?? {step: 'name', field: undefined};
		put(step, change);
		if (field !== undefined) put(`${step} ${field}`, change);
	}

	return found;
}

/** Whether it is known that what is edited would stay as it stands. */
export function changesNothing({answers, changes}: WizardState): boolean {
	return answers.edits !== undefined && changes?.length === 0;
}

/** How many answers can't stand: those that are still to be given, and what is refused of the others. */
export function countOpen(lines: readonly ReviewLine[]): {readonly open: number; readonly refused: number} {
	return {
		open: lines.filter(({open}) => open !== undefined).length,
		refused: lines.reduce((sum, {findings}) => sum + countRefused(findings), 0),
	};
}

const countRefused = (findings: readonly Finding[]) => findings.filter(({severity}) => severity === 'refuse').length;

/** An answer's place in the review. */
export interface ReviewPlace {
	readonly step: StepId;
	/** The option that it is about, where it is about one. */
	readonly field?: string;
}

/** Opens the review, with the cursor on the answer that was looked at, else on going on. All that the answers refer to is read, so that what is gone is said. */
export function openReview(state: WizardState, at?: ReviewPlace): Turn {
	return andChange(readAll(suggested(state)), loaded => {
		const reviewed: WizardState = {
			...loaded,
			editing: false,
			reviewed: true,
			blocked: undefined,
			screen: {name: 'review', cursor: 0},
		};
		return {...reviewed, screen: {name: 'review', cursor: reviewRow(reviewed, at)}};
	});
}

function reviewRow(state: WizardState, at: ReviewPlace | undefined): number {
	const lines = reviewLines(state);
	const isStep = lines.findIndex(({step}) => step === at?.step);
	const isField = lines.findIndex(({step, field}) => step === at?.step && field === at?.field);
	const row = isField >= 0 ? isField : isStep;
	return row >= 0 ? row : lines.length;
}
