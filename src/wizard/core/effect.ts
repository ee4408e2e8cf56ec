import type {CloudId, ConvergeOptions, Facts} from '../../clouds/contract/cloud.ts';
import type {ConnectionDraft} from '../../connection/document.ts';
import type {ConnectionPlace, Place} from '../../connection/place.ts';
import type {Secret} from '../../connection/secret.ts';
import type {ShownRemoval} from '../../session/delete.ts';
import type {FleetChoice} from '../../session/fleet-choice.ts';
import type {KeysByField} from '../../session/keys.ts';
import type {DryRun} from '../../session/plan.ts';
import type {Reading} from '../../session/read.ts';
import type {Confirmed} from '../../session/run.ts';
import type {FleetChange} from '../../watch/fleet/fleet.ts';
import type {Edited} from '../answers/answers.ts';
import type {KeptDraft} from '../answers/kept-draft.ts';
import type {MadeUp} from '../answers/made-up.ts';
import type {AttentionWish} from '../attention/wish.ts';
import type {Message} from '../attention/words.ts';
import type {HandoverWant} from '../screens/handover/event.ts';
import type {RotationAsked} from '../screens/keys/form.ts';
import type {OneChange} from '../screens/many/one-change.ts';
import type {LookedAt, ViewName} from '../screens/panel/views.ts';
import type {SiteGiven} from '../screens/why/model.ts';

/** Set where it was typed: a tunnel is changed though the other one is not UP. */
interface AllTheSame {
	readonly evenIfDown?: true;
}

/** What the wizard wants done. Values, never calls: the runtime carries them out and answers with events. */
export type Effect =
	/** Answered by `loaded` or `load-failed` with the same slot and request; a newer request for a slot ends the older one. */
	| {
			readonly type: 'load';
			readonly slot: string;
			readonly request: number;
			readonly reading: Reading;
			/** Nobody waits for it: it begins a little later and is given up sooner. */
			readonly background?: true;
	  }
	/** Signs in to a cloud with another profile of its own tools; '' for what is found without one. Answered by `signed-in`. */
	| {readonly type: 'use-profile'; readonly cloud: CloudId; readonly profile: string}
	/** Answered by `read-back`, or by `read-back-failed`. */
	| ({
			readonly type: 'read-back';
			readonly request: number;
			/** To edit it; left out: to make another like it. */
			readonly itself?: true;
	  } & ConnectionPlace)
	/** Reads a connection that is edited once more. Answered by `standing-read`, by `standing-failed` where it is gone, or by nothing: the dry run reads it again. */
	| ({readonly type: 'read-standing'; readonly request: number} & ConnectionPlace)
	/** Answered at once, by `checked`: the schema's and the rules' findings. */
	| {
			readonly type: 'check';
			readonly draft: ConnectionDraft;
			readonly facts: Facts;
			readonly keys: KeysByField;
			/** The connection that is edited: the draft is held against it. */
			readonly edits?: Edited;
	  }
	/** Answered by `facts`, some time after the last one asked for. */
	| {
			readonly type: 'read-facts';
			readonly key: string;
			readonly draft: ConnectionDraft;
			readonly edits?: string;
	  }
	/**
	 * Answered by `planned`, then `check-done` for each check, then `preflight-done`; or by `preflight-failed`; or by `standing-read` alone, where what is
	 * edited stands otherwise than it was read.
	 */
	| {
			readonly type: 'preflight';
			readonly request: number;
			readonly draft: ConnectionDraft;
			/** What was typed. */
			readonly keys: KeysByField;
			/** What the dry run before made itself: the next one keeps it. */
			readonly generated: KeysByField;
			/** How the draft is held against what stands, where something special is asked. */
			readonly converge?: ConvergeOptions;
			/** The connection that is edited. */
			readonly edits?: Edited;
	  }
	| {readonly type: 'stop-preflight'}
	/** Carries out what was confirmed. Answered by `run` events, or `run-failed`. */
	| ({readonly type: 'run'; readonly request: number} & Confirmed)
	/** Reads what of connections that are to be changed alike only a new one has otherwise. Answered by `many` for each that could be read. */
	| {readonly type: 'read-many'; readonly request: number; readonly places: readonly ConnectionPlace[]}
	/** Each is read anew, the changes are made to that, and its dry run is made. Answered by `many`, then `many-ordered`. */
	| ({
			readonly type: 'check-many';
			readonly request: number;
			readonly ids: readonly string[];
			readonly changes: readonly OneChange[];
	  } & Place)
	/** Carries them out, one after the other. Answered by `many`, then `many-ended`. */
	| {
			readonly type: 'run-many';
			readonly request: number;
			readonly plans: readonly (Confirmed & {readonly id: string})[];
	  }
	/** Holds a typed key against what its cloud takes. Answered by `key-checked`, or by `prompt-failed` with why it can't be used. */
	| ({readonly type: 'check-key'; readonly request: number; readonly key: Secret} & Place)
	/** Reads what the files of a device would depend on; no key is told. Answered by `side-read`. `folder`: the name that is wanted for theirs. */
	| {readonly type: 'read-side'; readonly request: number; readonly place: ConnectionPlace; readonly folder: string}
	/** Reads what renewing keys would do; makes nothing, and no key. Answered by `rotation-shown`, or `rotation-failed`. */
	| {readonly type: 'read-rotation'; readonly request: number; readonly asked: RotationAsked}
	/**
	 * Renews the keys as they were shown. Answered by `rotation` events, or `rotation-failed`. `keys`: what was typed, by what each is for. `replaces`: a
	 * run that has changed nothing and is forgotten once this one has begun.
	 */
	| {readonly type: 'rotate-keys'; readonly request: number; readonly keys: KeysByField; readonly replaces?: string}
	/** Goes on with a renewal that stopped. Answered as `rotate-keys`. */
	| {readonly type: 'resume-rotation'; readonly request: number; readonly runId: string; readonly keys: KeysByField}
	/** Nobody waits for it any more; what was read, keys too, is forgotten. */
	| {readonly type: 'stop-rotation'}
	/** Nobody waits for what is read or checked of them any more. */
	| {readonly type: 'stop-many'}
	/** Reads how far a run came. Answered by `run-opened`, or `run-failed`. */
	| {readonly type: 'open-run'; readonly request: number; readonly runId: string}
	/** Goes on with a run that stopped. Answered as `run`, or by `run-key-wanted`; then it has to be asked for again with the key. */
	| ({
			readonly type: 'resume-run';
			readonly request: number;
			readonly runId: string;
			readonly keys: KeysByField;
	  } & AllTheSame)
	/** Stops a run or an undo after the call in flight. */
	| {readonly type: 'stop-run'}
	/** Answered by `undo-previewed`, or `undo-broke`. */
	| {readonly type: 'preview-undo'; readonly request: number; readonly runId: string}
	/** Deletes what a run made. Answered by `undo` events, or `undo-broke`. */
	| ({readonly type: 'undo-run'; readonly request: number; readonly runId: string} & AllTheSame)
	/** Reads what hangs on a connection, or what is left of a deletion that was begun. Answered by `delete-read`, or `undo-broke`. */
	| {
			readonly type: 'preview-delete';
			readonly request: number;
			readonly what: {readonly runId: string} | ConnectionPlace;
	  }
	/** Deletes what was shown, or finishes what was begun. Answered by `delete-begun`, then as `undo-run`. */
	| ({
			readonly type: 'delete-connection';
			readonly request: number;
			/** '' where it has not been begun. */
			readonly runId: string;
	  } & ShownRemoval)
	/** Takes a run off the list; answered by `prompt-done` or `prompt-failed`. */
	| {readonly type: 'forget-run'; readonly runId: string}
	/** Watches all connections of a choice; a newer one ends the one before. Answered by `fleet` until stopped, or by `fleet-failed`. */
	| {
			readonly type: 'watch-fleet';
			readonly request: number;
			readonly choice: FleetChoice;
			/** Nobody waits for it: it begins a little later. */
			readonly background?: true;
			/** Those who are told of the one before without looking are told of that one still: it is watched again later. */
			readonly meanwhile?: true;
	  }
	/** Asks now: every place, or the one of this key. */
	| {readonly type: 'fleet-now'; readonly place?: string}
	/** Nobody is asked while it is paused. */
	| {readonly type: 'fleet-pause'; readonly paused: boolean}
	| {readonly type: 'stop-fleet'}
	/** Reads one connection alone. Answered by `view-read`, or `view-failed`; a newer one of the same view ends the one before. */
	| {readonly type: 'read-view'; readonly request: number; readonly view: ViewName; readonly place: LookedAt}
	/** Nobody waits for what is read of one connection any more. */
	| {readonly type: 'stop-views'}
	/** Reads all that tells why a connection is down, and weighs it. Answered by `why`, or `why-failed`; a newer one ends the one before. */
	| {
			readonly type: 'read-why';
			readonly request: number;
			readonly place: LookedAt;
			readonly site?: SiteGiven;
			/** What was seen of it, newest first. */
			readonly changes: readonly FleetChange[];
	  }
	| {readonly type: 'stop-why'}
	/** Keeps for the next start how the list of a fleet looks and what is watched: text that the wizard reads back itself. */
	| {readonly type: 'keep-view'; readonly text: string}
	/** So that somebody looks. Without a message only the bell: there was one a moment ago. */
	| {readonly type: 'call-attention'; readonly wish: AttentionWish; readonly message?: Message}
	/** Kept for the next time. */
	| {readonly type: 'keep-wish'; readonly wish: AttentionWish}
	/** Answered by `handover` with the same request. */
	| {readonly type: 'handover'; readonly request: number; readonly wanted: HandoverWant}
	| {readonly type: 'list-profiles'}
	| {readonly type: 'load-profile'; readonly name: string}
	/** `again`: it was told that one of this name stands, and is to be replaced. */
	| {
			readonly type: 'save-profile';
			readonly name: string;
			readonly draft: ConnectionDraft;
			readonly again: boolean;
			/** What of it the sandbox made up. */
			readonly madeUp: MadeUp;
	  }
	| {readonly type: 'rename-profile'; readonly name: string; readonly to: string}
	| {readonly type: 'delete-profile'; readonly name: string}
	| {readonly type: 'export-profile'; readonly name: string; readonly path: string}
	| {readonly type: 'import-profile'; readonly path: string}
	| {readonly type: 'list-runs'}
	/** Answered by `drafts-found`, as are `park-draft`, `take-draft` and `delete-draft`. */
	| {readonly type: 'list-drafts'}
	| {readonly type: 'save-draft'; readonly kept: KeptDraft}
	/** Answered by `rested` once it was not asked for again for a while. */
	| {readonly type: 'await-rest'}
	/** Leaves what the wizard is at on the disk, keeping `kept` first where that has not been kept yet: something else is begun. */
	| {readonly type: 'park-draft'; readonly kept?: KeptDraft}
	/** Goes on with a draft that was offered. */
	| {readonly type: 'take-draft'; readonly file: string}
	| {readonly type: 'delete-draft'; readonly file: string}
	| {readonly type: 'clear-draft'}
	/** Deletes the drafts beside this one whose run has made what they ask for. Answered by `drafts-found`. */
	| {readonly type: 'drop-draft-of'; readonly runId: string}
	/** To the clipboard. `what` names it for the notice. */
	| {readonly type: 'copy'; readonly text: string; readonly what: string}
	/** Writes the dry run's report; the format follows the path's ending (`.json`, else Markdown). */
	| ({readonly type: 'write-report'; readonly path: string} & DryRun)
	/** The end. `summary` is printed on the normal screen when the full screen is gone. */
	/** `draft`: one is being kept, and how that ended is to be said. */
	| {
			readonly type: 'leave';
			readonly code: number;
			readonly summary: readonly string[];
			readonly draft: boolean /** Then the wizard opens again, on the embedded sandbox. */;
			readonly sandbox?: boolean;
	  };
