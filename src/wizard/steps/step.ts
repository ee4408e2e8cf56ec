import type {CloudAnswers} from '../answers/answers.ts';
import type {Asked} from '../answers/asked.ts';
import type {Reading} from '../core/effect.ts';
import type {Row} from '../core/list.ts';
import type {ListColumn} from '../core/list-column.ts';
import type {KeyBinding, ListContent} from '../core/screen.ts';
import type {WizardState} from '../core/state.ts';
import type {Turn} from '../core/turn.ts';
import type {Field} from './field.ts';

export type StepId =
	| 'cloud'
	| 'region'
	| 'gateway'
	| 'gateway-vpc'
	| 'gateway-new'
	| 'site'
	| 'site-new'
	| 'routing'
	| 'pairs'
	| 'routes'
	| 'security'
	| 'options'
	| 'name';

/** A question of the wizard, as data. `title` is its place on the way: steps of one title are one place. */
export interface Step {
	readonly id: StepId;
	readonly title: string;
	readonly kind: 'list' | 'form' | 'pairs' | 'options';
	question(asked: Asked): string;
	/** Shown beside the question, always. */
	help(asked: Asked): string;
	when(asked: Asked): boolean;
	/** Document paths that belong to the step as a whole; its fields' own come first. */
	readonly paths: readonly string[];
	readonly fields: readonly Field[];
	/** What it lists, where it is a list. */
	readonly list?: StepList;
	/** Why its answer can't stand; undefined where it can. Left out of a step that has only to be seen, and whose fields say so themselves. */
	missing?(asked: Asked, state: WizardState): string | undefined;
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
