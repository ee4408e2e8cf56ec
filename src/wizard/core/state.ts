import type {CloudId} from '../../clouds/contract/cloud.ts';
import type {Difference} from '../../clouds/contract/comparison.ts';
import type {AccountsInUse} from '../../clouds/sign-in/in-this-account.ts';
import type {Finding} from '../../connection/finding.ts';
import type {Secret} from '../../connection/secret.ts';
import type {FleetChoice} from '../../session/fleet-choice.ts';
import type {OnlyAnew} from '../../session/only-anew.ts';
import {type Answers, noAnswers} from '../answers/answers.ts';
import type {AttentionWish} from '../attention/wish.ts';
import type {Prompt} from '../overlays/prompt/question.ts';
import type {DraftOffer} from '../screens/drafts/drafts.ts';
import type {ProfileLine} from '../screens/profiles/questions.ts';
import type {RunLine} from '../screens/runs/open.ts';
import type {OptionsCursor} from '../steps/options/option-find.ts';
import type {PairsCursor} from '../steps/pairs/pairs.ts';
import type {StepId} from '../steps/steps.ts';
import type {Effect} from './effect.ts';
import type {WizardEvent} from './event.ts';
import type {ListView} from './list.ts';
import type {Data, Load} from './loads.ts';
import type {PastedText} from './take-back.ts';

/** What went wrong, as a screen says it. */
export interface Trouble {
	readonly message: string;
	readonly mend?: string;
	/** The cloud's own code and request id, small print. */
	readonly detail?: string;
	/** The document path that it is about, where it is about one. */
	readonly field?: string;
	/** It is about the credentials: others may do. */
	readonly credentials?: true;
	/** It is about a run or a deletion that was brought further elsewhere: its journal tells how it stands. */
	readonly changedElsewhere?: true;
	/** What these credentials lack, where that is why. */
	readonly lacking?: Lacking;
}

/** Actions that credentials lack, as a policy of their cloud names them. */
export interface Lacking {
	readonly cloud: CloudId;
	readonly actions: readonly string[];
}

/** What a cloud would sign in with, as its own files tell; as in `SignIn` of the clouds. */
export interface SignInView {
	readonly source?: string;
	/** The command that renews a session that has run out. */
	readonly renew?: string;
	/** Calls go to this machine: somebody plays the cloud here. */
	readonly local?: boolean;
	readonly profiles: readonly {
		readonly name: string;
		readonly kind: string;
		readonly region?: string;
		readonly keyHint?: string;
		readonly detail: string;
	}[];
	readonly tried: readonly string[];
	readonly problem?: string;
	readonly mend?: string;
}

/** Which screen is shown, and what there is to be known of it as it is opened; what it shows is its model. */
type ScreenState =
	| {readonly name: 'home' | 'profiles' | 'drafts' | 'watch' | 'fleet-choice' | 'runs'}
	| {readonly name: 'dry-run' | 'confirm' | 'run' | 'undo' | 'panel' | 'why' | 'handover'}
	| {readonly name: 'many-option' | 'many-value' | 'many' | 'keys'}
	| {readonly name: 'step'; readonly step: StepId}
	| {readonly name: 'review'; readonly cursor: number}
	| {readonly name: 'accounts'; readonly cloud: CloudId; readonly from: 'home' | StepId};

/** Where the cursor is in a form: on which field, where in its text, and on which of its boxes. */
interface FormCursor {
	readonly focus: string;
	readonly cursor: number;
	readonly box: number;
	/** A typed key is shown; hidden again as soon as its field is left. */
	readonly revealed: boolean;
}

export interface Notice {
	readonly tone: 'good' | 'look' | 'bad' | 'plain';
	readonly text: string;
}

/** An answer that nobody can go on with, and why; `field` is '' for a step as a whole. */
export interface Blocked {
	readonly field: string;
	readonly message: string;
}

/** How the wizard was opened. */
export interface WizardOptions {
	readonly sandbox: boolean;
	/** Where each cloud's list of regions begins. */
	readonly regions: Readonly<Record<CloudId, string | undefined>>;
	/** What would be used to sign in, said without asking: read from the environment alone. */
	readonly credentials: Readonly<Record<CloudId, string>>;
	readonly profile: string | undefined;
	/** How the user's own accounts are reached, as picked on the screen since. */
	readonly accounts?: AccountsInUse;
	/** The connections that it was opened to watch. */
	readonly watch?: FleetChoice | undefined;
	/** What calls attention when a tunnel changes, where that was said. */
	readonly attention?: AttentionWish;
	/** Others are told of what is watched: a program for each change, Prometheus. */
	readonly follow?: true;
	/** Nothing is made, changed or taken down. */
	readonly readOnly?: boolean;
}

export interface Size {
	readonly columns: number;
	readonly rows: number;
}

/** Everything the wizard knows. Typed keys are Secrets: they are in no draft, profile or log. */
export interface WizardState {
	readonly options: WizardOptions;
	readonly size: Size;
	readonly screen: ScreenState;
	readonly answers: Answers;
	/** Typed pre-shared keys, by cloud and field: `aws.key1`. */
	readonly typedKeys: Readonly<Record<string, Secret>>;
	/** The step or review that was on the screen last; undefined while nothing is being asked, and once it is made. */
	readonly place: StepId | 'review' | undefined;
	/** The answers that the draft on the disk holds. */
	readonly keptAnswers: Answers | undefined;
	/** The answers as a profile or a connection gave them: nothing typed is lost when others take their place. */
	readonly givenAnswers: Answers | undefined;
	/** Once they have been found out; never for the sandbox. */
	readonly signIns: Readonly<Partial<Record<CloudId, SignInView | undefined>>>;
	readonly data: Data;
	/** By slot: what was asked for, as in `gateways aws:eu-central-1`. */
	readonly loads: Readonly<Record<string, Load>>;
	readonly lastRequest: number;
	/** By what is asked for: the request whose answer is awaited. */
	readonly awaited: Readonly<Record<string, number>>;
	/** By list key, as in `gateway aws:eu-central-1`: each list keeps its filter and cursor. */
	readonly lists: Readonly<Record<string, ListView>>;
	readonly form: FormCursor;
	readonly pairs: PairsCursor;
	readonly option: OptionsCursor;
	readonly pastedText?: PastedText | undefined;
	readonly findings: readonly Finding[];
	/** What the answers change of the connection that is edited, as its cloud compares them; undefined until that is known. */
	readonly changes: readonly Difference[] | undefined;
	/** What of that connection only a new one can have otherwise, as far as it is known. */
	readonly fixed: readonly OnlyAnew[];
	/** Why Enter stayed: shown until the next key. */
	readonly blocked: Blocked | undefined;
	/** The list that was just gone on from, until its answer has been checked; `editing` as it was there. */
	readonly chosen: {readonly step: StepId; readonly editing: boolean} | undefined;
	/** Set while an answer is changed from the review: going on leads back there. */
	readonly editing: boolean;
	/** Whether the review has been reached once. */
	readonly reviewed: boolean;
	readonly help: {readonly scroll: number} | undefined;
	/** The places on the way are listed, to be jumped to. */
	readonly goTo: {readonly cursor: number} | undefined;
	readonly prompt: Prompt | undefined;
	readonly notice: Notice | undefined;
	readonly profiles: readonly ProfileLine[] | undefined;
	readonly runs: readonly RunLine[] | undefined;
	/** Those beside the draft that this wizard is at, the newest first. */
	readonly drafts: readonly DraftOffer[];
	/** What the latest facts were asked for: they are asked for again only when this changes. */
	readonly factsKey: string;
	readonly now: number;
	/** What each screen shows, in a slot under its name: see core/model-slot.ts. */
	readonly models: Readonly<Record<string, unknown>>;
	readonly leaving: boolean;
}

/** Before anything is asked of a connection. */
export const nothingAsked = {
	answers: noAnswers,
	typedKeys: {},
	place: undefined,
	keptAnswers: undefined,
	givenAnswers: undefined,
	findings: [],
	changes: undefined,
	fixed: [],
	editing: false,
	reviewed: false,
	factsKey: '',
} as const satisfies Partial<WizardState>;

/** What an event leads to: how all stands then, and what is to be done. */
export interface Turn {
	readonly state: WizardState;
	readonly effects: readonly Effect[];
}

export function turn(state: WizardState, ...effects: readonly Effect[]): Turn {
	return {state, effects};
}

/** On from a turn: what it asked to be done comes first. */
export function andThen(before: Turn, next: (state: WizardState) => Turn): Turn {
	const after = next(before.state);
	return before.effects.length === 0 ? after : {state: after.state, effects: [...before.effects, ...after.effects]};
}

/** The same turn with the state changed once more. */
export function andChange({state, effects}: Turn, change: (state: WizardState) => WizardState): Turn {
	return {state: change(state), effects};
}

/** Where on the way the screen is: a step, or the review. Undefined where it lies beside the way. */
export function placeShown({screen}: Pick<WizardState, 'screen'>): StepId | 'review' | undefined {
	return screen.name === 'step' ? screen.step : screen.name === 'review' ? 'review' : undefined;
}

/**
 * What the state says of the screen that it is at.
 * @throws Error where it is at another: the parts of a screen that ask are asked only while it is there
 */
export function atScreen<Name extends ScreenState['name']>(
	{screen}: Pick<WizardState, 'screen'>,
	name: Name,
): Extract<ScreenState, {readonly name: Name}> {
	if (screen.name !== name) throw new Error(`the wizard is at ${screen.name}, not at ${name}`);
	// cast: the compiler does not narrow a union by a name that is a parameter
	return screen as Extract<ScreenState, {readonly name: Name}>;
}

/**
 * Takes a number for a request. Of one kind only the newest is awaited: answers carry the number, and the update loop drops those of older
 * requests before any screen hears them.
 */
export function asking(state: WizardState, kind: string): {readonly state: WizardState; readonly request: number} {
	const request = state.lastRequest + 1;
	return {state: {...state, lastRequest: request, awaited: {...state.awaited, [kind]: request}}, request};
}

/** Whether an event may be heard: it answers no request, or one that is still awaited; of readings those are kept with what was read. */
export function isAwaited({awaited, loads}: WizardState, event: WizardEvent): boolean {
	if (!('request' in event)) return true;
	const {request} = event;
	if ('slot' in event) return loads[event.slot]?.request === request;
	return Object.values(awaited).some(own => own === request);
}
