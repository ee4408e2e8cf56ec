import type {FleetChange} from '../../watch/fleet/fleet.ts';
import {modelSlot} from '../core/model-slot.ts';
import type {WizardState} from '../core/state.ts';
import {type AttentionWish, usualWish} from './wish.ts';

/** What calls attention, and what has done so. */
interface AttentionModel {
	/** As it was picked here, or kept from an earlier time; undefined where nobody said anything. */
	readonly wish: AttentionWish | undefined;
	/** The watch that is heard now: its changes are numbered by themselves. */
	readonly request: number;
	/** The number of the newest change that was heard. */
	readonly heard: number;
	/** Heard, and not told on the desktop yet: one message a minute is enough. */
	readonly waiting: readonly FleetChange[];
	/** When the last message was told, ms since the epoch. */
	readonly toldAt: number | undefined;
	/** When it rang last. */
	readonly rangAt: number | undefined;
	/** Problems that somebody knows of, by the connection's key: what they were then. */
	readonly known: Readonly<Record<string, string>>;
}

const attention = modelSlot<AttentionModel>('attention');

const nothingYet: AttentionModel = {
	wish: undefined,
	request: 0,
	heard: 0,
	waiting: [],
	toldAt: undefined,
	rangAt: undefined,
	known: {},
};

export function attentionOf(state: WizardState): AttentionModel {
	return attention.of(state) ?? nothingYet;
}

export function wishOf(state: WizardState): AttentionWish {
	return attentionOf(state).wish ?? state.options.attention ?? usualWish;
}

/** Whether somebody hears of what is watched without looking at it: a program, Prometheus, or the user, who has said what calls. */
export function isFollowed(state: WizardState): boolean {
	const said = attentionOf(state).wish ?? state.options.attention;
	return state.options.follow === true || (said !== undefined && said !== 'off');
}

export function withAttention(state: WizardState, change: Partial<AttentionModel>): WizardState {
	return attention.put(state, {...attentionOf(state), ...change});
}
