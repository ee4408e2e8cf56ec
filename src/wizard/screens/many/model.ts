import type {Check, Plan} from '../../../clouds/contract/cloud.ts';
import type {NotCompared} from '../../../clouds/contract/comparison.ts';
import type {AccountOptions} from '../../../clouds/sign-in/in-this-account.ts';
import type {Finding} from '../../../connection/finding.ts';
import type {Place} from '../../../connection/place.ts';
import type {SecretStore} from '../../../connection/secret.ts';
import type {RunEvent} from '../../../run/run-event.ts';
import type {OnlyAnew} from '../../../session/only-anew.ts';
import {modelSlot} from '../../core/model-slot.ts';
import type {Trouble} from '../../core/state.ts';
import type {TypedWord} from '../../core/text-edit.ts';
import type {RunModel} from '../run/model.ts';
import type {OneChange} from './one-change.ts';

/** One of the connections that are changed alike. */
export interface Member {
	readonly id: string;
	readonly name: string;
	/** What only a new connection has otherwise; undefined until it is read. */
	readonly fixed: readonly OnlyAnew[] | undefined;
	/** What of it could not be read, or has no place in a document. */
	readonly notes: readonly string[];
	/** Of what was asked: what the cloud does not show. */
	readonly unknown: readonly NotCompared[];
	/**
	 * checking: it is read, and its dry run is made. ready: it can be changed. same: it is so already. unknown: the cloud does not show whether it is.
	 * refused: it can't be changed like this. later … left: of the run. differs: it has ended, and the connection does not stand as it was asked for.
	 * left: it was never begun, and is not going to be. back: it was changed, and put back since.
	 */
	readonly state:
		| 'checking'
		| 'ready'
		| 'same'
		| 'unknown'
		| 'refused'
		| 'later'
		| 'running'
		| 'done'
		| 'differs'
		| 'stopped'
		| 'left'
		| 'back';
	readonly plan: Plan | undefined;
	readonly secrets: SecretStore;
	readonly checks: readonly Check[];
	/** Why it can't be read, planned or changed. */
	readonly trouble: Trouble | undefined;
	readonly problems: readonly Finding[];
	/** As its own run goes. */
	readonly run: RunModel | undefined;
}

/** One option changed on several connections: what, on which, and how far. */
export interface ManyModel extends Place, TypedWord {
	readonly account: AccountOptions;
	/** choosing: what is to be changed. checking: the dry runs. asking: the typed word. */
	readonly phase: 'choosing' | 'checking' | 'asking' | 'running' | 'stopping' | 'stopped' | 'finished';
	readonly members: readonly Member[];
	readonly changes: readonly OneChange[];
	/** Those that the dry runs are of. */
	readonly checked: readonly OneChange[];
	/** The option whose value is being chosen. */
	readonly path: string;
	readonly row: number;
	/** Why going on was refused just now. */
	readonly blocked: string | undefined;
	/** Ms since the epoch. */
	readonly now: number;
}

export const changingMany = modelSlot<ManyModel>('many');

/** What is told of one of them. */
export type ManyHeard =
	| {readonly heard: 'fixed'; readonly fixed: readonly OnlyAnew[]}
	| ({readonly heard: 'planned'; readonly plan: Plan} & Pick<Member, 'secrets' | 'notes' | 'unknown'>)
	| {readonly heard: 'check'; readonly check: Check}
	| {readonly heard: 'checked'}
	| {readonly heard: 'failed'; readonly trouble: Trouble; readonly problems?: readonly Finding[]}
	| {readonly heard: 'run'; readonly event: RunEvent};

export function memberOf({id, name}: Pick<Member, 'id' | 'name'>): Member {
	return {
		id,
		name,
		fixed: undefined,
		notes: [],
		unknown: [],
		state: 'checking',
		plan: undefined,
		secrets: new Map(),
		checks: [],
		trouble: undefined,
		problems: [],
		run: undefined,
	};
}

/** Those that will be changed. */
export function readyOf({members}: Pick<ManyModel, 'members'>): readonly Member[] {
	return members.filter(({state}) => state === 'ready');
}

/** What must be typed: how many, so that nobody changes more than is meant. */
export function manyWord(model: Pick<ManyModel, 'members'>): string {
	return `change ${readyOf(model).length}`;
}

export function isManyTyped(model: ManyModel): boolean {
	return model.line.value.trim().replace(/\s+/g, ' ') === manyWord(model);
}
