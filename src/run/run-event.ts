import type {Action, ActionResult, CloudErrorInfo} from '../clouds/contract/cloud.ts';

/** An action whose call went out, and of which nothing says whether it was carried out. */
export interface InDoubt {
	readonly action: string;
	/** For people: `create VPN connection`. */
	readonly title: string;
	readonly call: string;
}

/** What a run tells while it goes on. */
export type RunEvent =
	| {readonly type: 'started'; readonly runId: string; readonly actions: readonly Action[]}
	| {readonly type: 'action-started'; readonly action: string; readonly at: number}
	| {readonly type: 'action-waiting'; readonly action: string; readonly why: string}
	| {
			readonly type: 'action-done';
			readonly action: string;
			readonly result: ActionResult;
			readonly at: number;
			/** The journal tells it of before: nothing was looked at now. */
			readonly before?: true;
			/** What was waited for and did not show, in words, as the detail has it too: of a tunnel that was to go down and was UP all the time. */
			readonly unseen?: readonly string[];
	  }
	| {readonly type: 'action-failed'; readonly action: string; readonly error: CloudErrorInfo; readonly at: number}
	| {
			readonly type: 'stopped';
			readonly after: string | undefined;
			readonly made: readonly {readonly action: string; readonly id: string}[];
			/** The actions that changed what stands; left out where none did. */
			readonly changed?: readonly string[];
			/** Left out where nothing is. */
			readonly inDoubt?: readonly InDoubt[];
			/** What traffic is taken off a tunnel and not given back, in words; left out where none is. */
			readonly trafficOff?: readonly string[];
	  }
	| {
			readonly type: 'finished';
			readonly connectionId: string;
			readonly made: readonly {readonly action: string; readonly id: string}[];
			readonly changed?: readonly string[];
			/** Set where the connection was there before this run: another terminal or person has made it meanwhile. */
			readonly existed?: true;
			/**
			 * Of a connection that stood before: what of it differs from what was asked for all the same, or that it could not be looked at once more, a
			 * line each. Told by the use cases; left out where nothing is to be told.
			 */
			readonly unlike?: readonly string[];
	  };
