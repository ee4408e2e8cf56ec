import type {Check, CloudId, Facts, Plan, UndoStep} from '../../clouds/contract/cloud.ts';
import type {Difference} from '../../clouds/contract/comparison.ts';
import type {ConnectionDraft} from '../../connection/document.ts';
import type {Finding} from '../../connection/finding.ts';
import type {Secret, SecretStore} from '../../connection/secret.ts';
import type {Removal} from '../../run/removal.ts';
import type {RunEvent} from '../../run/run-event.ts';
import type {UndoEvent} from '../../run/take-away.ts';
import type {KeysByField} from '../../session/keys.ts';
import type {OnlyAnew} from '../../session/only-anew.ts';
import type {Loaded} from '../../session/read.ts';
import type {RotationEvent} from '../../session/rotation.ts';
import type {WhyAnswer} from '../../session/why.ts';
import type {FleetSnapshot} from '../../watch/fleet/fleet.ts';
import type {MadeUp} from '../answers/made-up.ts';
import type {DraftOffer} from '../screens/drafts/drafts.ts';
import type {HandoverHeard, SideSeen} from '../screens/handover/event.ts';
import type {ManyHeard} from '../screens/many/model.ts';
import type {AnyFound, ViewName} from '../screens/panel/views.ts';
import type {ProfileLine} from '../screens/profiles/questions.ts';
import type {StandingRead} from '../screens/review/standing-again.ts';
import type {OpenedRun} from '../screens/run/model.ts';
import type {RunLine} from '../screens/runs/open.ts';
import type {ReadBack} from '../screens/watch/read-back.ts';
import type {Key} from './keys.ts';
import type {Notice, SignInView, Trouble, WizardOptions} from './state.ts';

/** Everything that can happen to the wizard. */
export type WizardEvent =
	| {readonly type: 'key'; readonly key: Key}
	| {readonly type: 'paste'; readonly text: string}
	/** A scrolled text was asked to begin below its last page, which begins at `top`. */
	| {readonly type: 'scroll-ended'; readonly top: number}
	| {readonly type: 'resize'; readonly columns: number; readonly rows: number}
	/** The terminal is about to be given away (Ctrl-Z, an editor). */
	| {readonly type: 'suspended'}
	/** The first frame is on the screen: now the rest may load. */
	| {readonly type: 'started'}
	| {
			readonly type: 'loaded';
			readonly slot: string;
			readonly request: number;
			readonly at: number;
			readonly loaded: Loaded;
	  }
	| {readonly type: 'load-failed'; readonly slot: string; readonly request: number; readonly trouble: Trouble}
	| {
			readonly type: 'checked';
			readonly findings: readonly Finding[];
			/** Of a connection that is edited: what the answers change of it, as far as that is known. */
			readonly changes?: readonly Difference[];
			/** What of it only a new connection can have otherwise. */
			readonly fixed?: readonly OnlyAnew[];
	  }
	/** Something that findings depend on has changed outside: the schema or a cloud's rules are here now. */
	| {readonly type: 'check-again'}
	| {readonly type: 'facts'; readonly key: string; readonly facts: Facts}
	| {
			readonly type: 'planned';
			readonly request: number;
			readonly plan: Plan;
			readonly commandLines: readonly string[];
			/** The keys that the plan would be carried out with, as far as they are at hand. */
			readonly secrets: SecretStore;
			/** Those among them that were made for it. */
			readonly generated: KeysByField;
			/** How many checks there will be, where that is known. */
			readonly expected?: number;
	  }
	| {readonly type: 'check-done'; readonly request: number; readonly check: Check; readonly at: number}
	| {readonly type: 'preflight-done'; readonly request: number}
	| {
			readonly type: 'preflight-failed';
			readonly request: number;
			readonly trouble: Trouble;
			readonly problems: readonly Finding[];
	  }
	| {readonly type: 'run'; readonly request: number; readonly event: RunEvent}
	/** Of a renewal of keys that goes on: what is to be known of a tunnel's key, or where its files are. */
	| {
			readonly type: 'run-key-ready';
			readonly request: number;
			readonly told: Extract<RotationEvent, {readonly type: 'key-ready' | 'files-written'}>;
	  }
	/** Of one of several connections that are changed alike, by its id. */
	| {readonly type: 'many'; readonly request: number; readonly id: string; readonly event: ManyHeard}
	/** Their ids, in the order in which they are changed. */
	| {readonly type: 'many-ordered'; readonly request: number; readonly ids: readonly string[]}
	/** Nothing of them is run any more. */
	| {readonly type: 'many-ended'; readonly request: number}
	/** A typed key that its cloud can take. */
	| {readonly type: 'key-checked'; readonly request: number; readonly key: Secret}
	/** What the files of a device depend on; undefined where the connection could not be read for it. */
	| {
			readonly type: 'side-read';
			readonly request: number;
			readonly side: SideSeen | undefined;
			/** A name for the folder of the new files that nothing stands at yet. */
			readonly folder?: string;
	  }
	/** What renewing keys would do. */
	| {
			readonly type: 'rotation-shown';
			readonly request: number;
			readonly plan: Plan;
			readonly checks: readonly Check[];
	  }
	| {readonly type: 'rotation'; readonly request: number; readonly event: RotationEvent}
	/** `keyFor`: what the key is for that can't be used, where it is that. */
	| {
			readonly type: 'rotation-failed';
			readonly request: number;
			readonly trouble: Trouble;
			readonly keyFor?: string;
	  }
	| {readonly type: 'run-failed'; readonly request: number; readonly trouble: Trouble}
	| {readonly type: 'run-opened'; readonly request: number; readonly opened: OpenedRun}
	/** The run can only go on with a key that has to be typed. */
	| {readonly type: 'run-key-wanted'; readonly request: number; readonly field: string}
	| {
			readonly type: 'undo-previewed';
			readonly request: number;
			readonly steps: readonly UndoStep[];
			readonly inDoubt: readonly string[];
	  }
	| {
			readonly type: 'delete-read';
			readonly request: number;
			/** '' where it has not been begun. */
			readonly runId: string;
			readonly steps: readonly UndoStep[];
			readonly told: Removal;
	  }
	| {readonly type: 'delete-begun'; readonly request: number; readonly runId: string}
	| {readonly type: 'undo'; readonly request: number; readonly event: UndoEvent}
	| {readonly type: 'undo-broke'; readonly request: number; readonly trouble: Trouble}
	| {readonly type: 'fleet'; readonly request: number; readonly snapshot: FleetSnapshot}
	/** Nothing can be watched so: no place is known, or none can be signed in to. */
	| {readonly type: 'fleet-failed'; readonly request: number; readonly trouble: Trouble}
	/** What was read of one connection alone. */
	| ({readonly type: 'view-read'; readonly request: number; readonly at: number} & AnyFound)
	| {readonly type: 'view-failed'; readonly request: number; readonly view: ViewName; readonly trouble: Trouble}
	| {readonly type: 'why'; readonly request: number; readonly at: number; readonly answer: WhyAnswer}
	| {readonly type: 'why-failed'; readonly request: number; readonly trouble: Trouble}
	| {readonly type: 'handover'; readonly request: number; readonly event: HandoverHeard}
	/** How the list of a fleet was, and what was watched, the last time; '' where nothing was kept. */
	| {readonly type: 'view-kept'; readonly text: string}
	/** What was to call attention the last time, as it was kept. */
	| {readonly type: 'wish-kept'; readonly wish: string}
	| {readonly type: 'clock'; readonly now: number}
	/** Nothing was typed for a while: what was is kept. */
	| {readonly type: 'rested'}
	| {readonly type: 'profiles'; readonly profiles: readonly ProfileLine[]}
	| {
			readonly type: 'profile-loaded';
			readonly name: string;
			readonly draft: ConnectionDraft;
			/** What of it the sandbox made up, if it was saved there. */
			readonly madeUp?: MadeUp;
	  }
	| {readonly type: 'profile-saved'; readonly name: string}
	| {readonly type: 'prompt-failed'; readonly message: string}
	| {readonly type: 'prompt-done'; readonly message: string}
	/** `hidesOwn`: those that this program works on are not among them. */
	| {readonly type: 'runs'; readonly runs: readonly RunLine[]; readonly hidesOwn?: boolean}
	| {readonly type: 'drafts-found'; readonly offers: readonly DraftOffer[]}
	| {readonly type: 'notice'; readonly notice: Notice}
	/** What the clouds' own files say of credentials and regions; members as in WizardOptions. */
	| ({
			readonly type: 'signed-in';
			readonly signIns?: Readonly<Partial<Record<CloudId, SignInView>>>;
	  } & Pick<WizardOptions, 'credentials' | 'regions'>)
	| {readonly type: 'read-back'; readonly request: number; readonly found: ReadBack}
	/** A connection that is edited, as it stands now: told where it was asked for, and where a dry run finds it otherwise than it was read. */
	| ({readonly type: 'standing-read'; readonly request: number} & StandingRead)
	/** What is edited can't be edited any more: it is gone. */
	| {readonly type: 'standing-failed'; readonly request: number; readonly trouble: Trouble}
	| {readonly type: 'read-back-failed'; readonly request: number; readonly trouble: Trouble}
	/** The process was asked to end (a signal): the draft is kept and the code is passed on. */
	| {readonly type: 'asked-to-leave'; readonly code: number};
