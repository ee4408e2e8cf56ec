/*
 * How a screen is built
 *
 * A screen is one folder, `wizard/screens/<screen>/`, with one line in `wizard/screens/registry.ts`, and the component that draws it in
 * `ui/screens/` with one line in `ui/screens/registry.tsx`. Nobody else names it; what all screens share asks the record for what it needs.
 *
 *   screen.ts   the record below: its keys, what it hears, its list, its words
 *   model.ts    what it shows, if that is more than answers and data of the account; it is kept in a slot (core/model-slot.ts), and stays
 *               there while another screen is looked at
 *
 * `open<Screen>(state, …): Turn` is how others get there: beside the model, or in an open.ts. It imports no screen.ts, so that screens can
 * lead to each other without a circle of imports.
 *
 * Every function that changes something takes the state and gives back a turn: the state after it, and what is to be done (core/state.ts). A
 * turn goes on with `andThen`. Nobody pushes into a list of effects.
 *
 * A key is one record: its names, its label in the footer, what the help says of it, why it does nothing now, and what it does. Shared ones
 * are in core/keys.ts, those of lists in core/list-screen.ts. A screen that is nothing but a list is made by `listScreen`.
 *
 * Answers of effects carry the number of their request (`asking`): a screen hears only those of its newest one. A screen hears also
 * while another is on top: a panel goes on behind its hand-over.
 *
 * What lies over a screen (the help, a question, the places on the way) is built of the same parts in `wizard/overlays/<overlay>/`: an overlay
 * says when it is open, and has the keys then. What a question of one line asks and does is one record of the folder whose question it is,
 * with one line in `wizard/overlays/prompt/questions.ts`.
 *
 * What the first screen offers of a screen is the `atHome` of its folder, with one line in `screens/home/screen.ts`.
 *
 * Rows are a function of the state, made by `derived` (core/list.ts): they are worked out anew when what they read of it changes.
 */
import type {CloudId} from '../../clouds/contract/cloud.ts';
import type {Reading} from '../../session/read.ts';
import type {WizardEvent} from './event.ts';
import type {Key} from './keys.ts';
import type {ListColumn, Row} from './list.ts';
import type {Turn, WizardState} from './state.ts';

/** A key of a screen, as it works now: footer, help page and dispatch are all read from these. */
export interface KeyBinding {
	/** Names as `keyName` gives them; none for what is typed. The footer shows the first unless `shown` says otherwise. */
	readonly keys: readonly string[];
	readonly label: string;
	/** What the footer shows for several keys; '' keeps it for the help alone. */
	readonly shown?: string;
	/** What the help says, where it is more than the footer's label. */
	readonly help?: string;
	/** Why it does nothing now: it is told then, and neither footer nor help name the key. */
	readonly disabled?: string | undefined;
	/** What is said on the screen stays: the key only looks aside, at the help or at another place. */
	readonly aside?: true;
	/** Left out where the key is typed: then the screen's `typed` has it. */
	run?(state: WizardState, key: Key): Turn;
}

/** What a screen does with what is told from outside, by the type of the event. */
export type Hears = {
	readonly [Type in WizardEvent['type']]?: (
		state: WizardState,
		event: Extract<WizardEvent, {readonly type: Type}>,
	) => Turn;
};

/** What a list holds now, and the row that the cursor begins at. */
export interface ListContent {
	readonly rows: readonly Row[];
	readonly preferred?: string | undefined;
}

/** The list of a screen. */
export interface List {
	/** Its filter and cursor are kept under this name. */
	readonly key: string;
	/** The cloud whose things it lists, where it is one's: they are another account's once that is changed. */
	readonly cloud?: CloudId | undefined;
	/** What is chosen is an answer: for the next connection nothing is filtered. */
	readonly asks?: true | undefined;
	readonly columns: readonly ListColumn[];
	/** What has to be read for it. */
	readonly readings: readonly Reading[];
	/** Whether it has failed as soon as one of its readings has, and not only the first. */
	readonly needsAll?: boolean | undefined;
	readonly question: string;
	readonly help: string;
	/** What to do where there is nothing. */
	readonly empty: string;
	/** What is being read, as in `reading connections`. */
	readonly what?: string | undefined;
	/** Made by `derived`. */
	content(state: WizardState): ListContent;
	/** Enter on a row that can be chosen. */
	choose(state: WizardState, row: Row): Turn;
}

/** What can have the keys: a screen, or what lies over it. All of it is pure. */
export interface Layer {
	/** The keys that work now, the most useful first. */
	keys(state: WizardState): readonly KeyBinding[];
	/** A key that none of `keys` has. Left out where nothing is typed. */
	typed?(state: WizardState, key: Key): Turn;
	/** What is said only until the next key goes; left out where `blocked` is all of it. */
	calm?(state: WizardState): WizardState;
	/** Left out where nothing is pasted. */
	pasted?(state: WizardState, text: string): Turn;
	/** A scrolled text was asked to begin below its last page, which begins at `top`. */
	scrollEnded?(state: WizardState, top: number): WizardState;
	readonly hears?: Hears;
}

/** Everything that is to be known of a screen. */
export interface Screen extends Layer {
	list?(state: WizardState): List;
	/** What the help says first: a paragraph each. */
	about(state: WizardState): readonly string[];
	/** Whose account and region stand above; left out where it is about none. `whose`: the account, where it is another one than the one in use. */
	place?(
		state: WizardState,
	): {readonly cloud: CloudId; readonly region: string | undefined; readonly whose?: string} | undefined;
	/** What is printed on the normal screen when the wizard is left from here; left out it tells what was made. */
	summary?(state: WizardState): readonly string[];
}

/** What lies over a screen until it is closed: a question, the help. It has every key, and the screen below stays as it is. */
export interface Overlay extends Layer {
	isOpen(state: WizardState): boolean;
}
