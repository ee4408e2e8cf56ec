import type {AccountOptions} from '../../../clouds/sign-in/in-this-account.ts';
import type {LookedAt} from '../../../session/views.ts';
import type {WhyAnswer} from '../../../session/why.ts';
import {modelSlot} from '../../core/model-slot.ts';
import type {Trouble, WizardState} from '../../core/state.ts';

/** What the user gave of the site: a log that lies in a file, or text that was pasted. It is on no disk of ours. */
export type SiteGiven =
	| {readonly kind: 'file'; readonly path: string}
	| {readonly kind: 'pasted'; readonly text: string};

/** Why a connection's tunnels are down, or carry nothing. */
export interface WhyModel {
	readonly place: LookedAt;
	readonly name: string;
	/** The options of a command that acts on its account. */
	readonly accountOptions: AccountOptions;
	/** The account, where it is another one than the one in use. */
	readonly whose: string | undefined;
	readonly isReading: boolean;
	/** When it was asked, ms since the epoch. */
	readonly askedAt: number;
	/** The last answer, and when it came. */
	readonly answer: WhyAnswer | undefined;
	readonly at: number | undefined;
	/** What of the site that answer stands on: another file may have been asked for since. */
	readonly answeredWith: SiteGiven | undefined;
	/** Why the last question had no answer. */
	readonly trouble: Trouble | undefined;
	readonly site: SiteGiven | undefined;
	/** The path that was typed last, whether it was read or not: the next time it is asked for, it stands there. */
	readonly typed: string;
	/** The cause that is open, from 0; behind the last one is what was looked at. */
	readonly row: number;
	/** The first line in sight of what is open. */
	readonly top: number;
	/** Ms since the epoch, from clock events. */
	readonly now: number;
}

export const askingWhy = modelSlot<WhyModel>('why');

/** Whose account and region stand above. */
export function whyPlace(state: WizardState) {
	const model = askingWhy.of(state);
	if (!model) return undefined;
	const {
		place: {cloud, region},
		whose,
	} = model;
	return {cloud, region, ...(whose === undefined ? {} : {whose})};
}
