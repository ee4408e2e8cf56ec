import type {ConnectionDraft} from '../../connection/document.ts';
import type {Finding} from '../../connection/finding.ts';
import type {Reading} from '../../session/read.ts';
import type {CloudAnswers} from '../answers/answers.ts';
import type {Asked} from '../answers/asked.ts';
import type {Suggested} from '../answers/suggest.ts';
import type {ListColumn, Row} from '../core/list.ts';
import type {KeyBinding, ListContent} from '../core/screen.ts';
import type {Blocked, Turn, WizardState} from '../core/state.ts';
import {cloudStep} from './cloud/step.ts';
import type {Field} from './field.ts';
import {gatewayStep} from './gateway/step.ts';
import {gatewayNewStep} from './gateway-new/step.ts';
import {gatewayVpcStep} from './gateway-vpc/step.ts';
import {nameStep} from './name/step.ts';
import {optionsStep} from './options/step.ts';
import {pairsStep} from './pairs/step.ts';
import {regionStep} from './region/step.ts';
import {routesStep} from './routes/step.ts';
import {routingStep} from './routing/step.ts';
import {securityStep} from './security/step.ts';
import {siteStep} from './site/step.ts';
import {siteNewStep} from './site-new/step.ts';

export const steps: readonly Step[] = [
	cloudStep,
	regionStep,
	gatewayStep,
	gatewayVpcStep,
	gatewayNewStep,
	siteStep,
	siteNewStep,
	routingStep,
	pairsStep,
	routesStep,
	securityStep,
	optionsStep,
	nameStep,
];

export function stepOf(id: StepId): Step {
	const found = steps.find(step => step.id === id);
	if (!found) throw new Error(`no step ${id}`);
	return found;
}

/** The steps that are asked, given the answers so far. */
export function visibleSteps(asked: Asked): readonly Step[] {
	return steps.filter(step => step.when?.(asked) ?? true);
}

export function visibleFields(step: Step, asked: Asked): readonly Field[] {
	return (step.fields ?? []).filter(field => field.when?.(asked) ?? true);
}

/** What a place on the way is called. */
export function titleOf(place: StepId | 'review'): string {
	return place === 'review' ? place : stepOf(place).title;
}

/** The places on the way, in order, each named once; the review is the last. */
export const places: readonly string[] = [...new Set(steps.map(step => step.title)), titleOf('review')];

/** Names a step: `gateway`. None is named `review` or `home`. */
export type StepId = string;

/** Where a step asks for what stands at a document path. */
export interface PlaceInStep {
	/** A field of its form, or what its screen calls one; undefined for the step as a whole. */
	readonly field: string | undefined;
	/** The path that belongs to it: of several places the one with the longest has it. */
	readonly path: string;
}

/** An answer as the review shows it beside its step's own line. */
interface AnswerLine {
	readonly field: string;
	readonly value: string;
}

/** A question of the wizard, as data. `title` is its place on the way: steps of one title are one place. */
export interface Step {
	readonly id: StepId;
	readonly title: string;
	/** What the review calls it. */
	readonly label: string;
	readonly kind: 'list' | 'form' | 'pairs' | 'options';
	question(asked: Asked): string;
	/** Shown beside the question, always. */
	help(asked: Asked): string;
	/** Whether it is asked; left out: always. */
	when?(asked: Asked): boolean;
	/** What has to be read before it is asked; left out: all that the answers refer to. */
	readonly reads?: 'nothing' | 'account';
	/** Document paths that belong to the step as a whole; its fields' own come first. */
	readonly paths?: readonly string[];
	/** What it asks, where it is a form. */
	readonly fields?: readonly Field[];
	/** What it lists, where it is a list. */
	readonly list?: StepList;
	/** Why its answer can't stand; undefined where it can. Left out of a step that has only to be seen, and whose fields say so themselves. */
	missing?(asked: Asked, state: WizardState): string | undefined;
	/** The first of what it asks that nobody can go on with, where its fields do not say so themselves. */
	problem?(asked: Asked): Blocked | undefined;
	/** How it is remembered as seen, where it asks other things by other answers; else by its id. */
	seenAs?(answers: CloudAnswers): string;
	/** Where it asks for what stands at a path, where `fields` and `paths` do not say so. */
	placeOf?(asked: Asked, path: string): PlaceInStep | undefined;
	/** Whether what is refused there is still to be answered, where its fields do not say so: then nothing is said of it yet. */
	isToCome?(state: WizardState, asked: Asked, field: string | undefined): boolean;
	/** What is wrong with what was typed before it is answered whole, where its fields do not say so. */
	problemSoFar?(answers: CloudAnswers): string | undefined;
	/**
	 * Where the cursor stands as it is opened, where it is no form.
	 * @param field where it is asked to stand
	 * @param stuck else, what nobody can go on with
	 */
	cursorAt?(
		asked: Asked,
		field: string | undefined,
		stuck: string | undefined,
	): Partial<Pick<WizardState, 'pairs' | 'option'>>;
	/** Puts its part into the document, in place. What the answers come from stands there already; what is not answered goes. */
	toDocument?(draft: ConnectionDraft, answers: CloudAnswers): void;
	/** The answers that lead to its part of a document again. A form that the document has is `seen`. */
	fromDocument?(draft: ConnectionDraft): Partial<CloudAnswers>;
	/** What is offered while the user has said nothing. */
	suggest?(asked: Asked): Suggested | undefined;
	/** Of what it offers as made up, by the answer's id: what each is called, and as what it is seen no more once that is taken away. */
	readonly madeUp?: Readonly<Record<string, {readonly called: string; readonly seen: string}>>;
	/** Its answer in few words; '' for none. @param findings what is said of it */
	says(asked: Asked, state: WizardState, findings: readonly Finding[]): string;
	/** Parts of it that the review shows on lines of their own. */
	lines?(asked: Asked): readonly AnswerLine[];
}

/** What a step lists, and how a row becomes its answer. */
export interface StepList {
	readonly columns: readonly ListColumn[];
	/** What is being read, as in `reading gateways`. */
	readonly what?: string;
	/** It lists every cloud; left out it lists what one of them has. */
	readonly ofAllClouds?: true;
	/** Its filter and cursor are kept under this name. */
	key(asked: Asked): string;
	/** What has to be read for it. */
	readings(asked: Asked): readonly Reading[];
	/** What to do where there is nothing. */
	empty?(region: string): string;
	/** Made by `derived`. */
	content(state: WizardState): ListContent;
	/** Whether it was answered; whether that can stand is another matter. */
	isAnswered(answers: CloudAnswers): boolean;
	/** Keys of its own; left out it has those that pick another account and read the list again. */
	keys?(here: Row | undefined): readonly KeyBinding[];
	/** The answers with a row chosen; what the next steps need is asked for. */
	answer(state: WizardState, rowId: string): Turn;
}
