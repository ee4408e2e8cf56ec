import type {UndoContext, UndoStep} from '../../contract/cloud.ts';
import type {UndoKind} from '../../engine/action-kind.ts';
import type {TencentInventory} from '../read/inventory.ts';
import {type CallPlace, callPlaceOf} from '../wire/call-place.ts';
import type {VpcCall} from '../wire/calls.ts';
import type {TencentClient} from '../wire/client.ts';
import {deletions} from './deletions.ts';

/** What the actions of Tencent Cloud reach its API by. */
export interface Reach {
	readonly client: TencentClient;
	readonly inventory: TencentInventory;
	/** Run and action of every create that this process has sent: what is found of them afterwards is the run's own. */
	readonly sent: Set<string>;
}

type Run = NonNullable<UndoContext['run']>;

export interface TencentUndo extends UndoKind<Reach> {
	/** Why what stands is not what the run planned; undefined where it is. Left out where nothing could tell. Reads only. */
	whyNotPlanned?(step: UndoStep, run: Run, place: CallPlace, reach: Reach): Promise<string | undefined>;
}

interface Description extends Omit<TencentUndo, 'call' | 'title' | 'look' | 'send'> {
	readonly call: keyof typeof deletions & VpcCall;
	readonly look: (step: UndoStep, place: CallPlace, reach: Reach) => ReturnType<TencentUndo['look']>;
	/** The delete; undefined where nothing is left to be named. */
	readonly request: (
		step: UndoStep,
		place: CallPlace,
		reach: Reach,
	) => Promise<Readonly<Record<string, unknown>> | undefined>;
}

/** Builds what takes an action back from its description. */
export function tencentUndo({request, ...given}: Description): TencentUndo {
	return {
		...given,
		title: deletions[given.call].title,
		look: (step, context, reach) => given.look(step, callPlaceOf(context), reach),
		async send(step, context, reach) {
			const parameters = await request(step, callPlaceOf(context), reach);
			if (!parameters) return;
			// A call that went out is never cut off: its end would be unknown.
			await reach.client.write(given, parameters, {...callPlaceOf(context), signal: new AbortController().signal});
		},
	};
}

export function notPlanned(id: string, differs: readonly string[]): string | undefined {
	return differs.length === 0 ? undefined : `${id} is not what the run planned: ${differs.join('; ')}`;
}

/** A list that a step holds; empty where it holds none. */
export function listOf({parameters}: UndoStep, name: string): readonly string[] {
	const value = parameters[name];
	return typeof value === 'object' ? value : [];
}
