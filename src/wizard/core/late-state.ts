import type {CloudId} from '../../clouds/contract/cloud.ts';
import type {KeysByField} from '../../session/keys.ts';
import type {Answers} from '../answers/answers.ts';
import type {DryRunModel} from '../screens/dry-run/dry-run.ts';
import type {Written} from '../screens/handover/handover-event.ts';
import type {HandoverModel} from '../screens/handover/handover-model.ts';
import type {PanelModel} from '../screens/panel/panel.ts';
import type {RunModel} from '../screens/run/run-model.ts';
import type {UndoModel} from '../screens/undo/undo-view.ts';
import type {WizardState} from './state.ts';

/** The models of the late screens; each is there from the moment its screen is first opened. */
export interface Late {
	/** The preflight, run and watch whose answers are awaited; those of older ones are dropped. */
	readonly requests: {
		readonly preflight: number;
		readonly run: number;
		readonly undo: number;
		readonly watch: number;
		readonly handover: number;
	};
	readonly dryRun: DryRunModel | undefined;
	readonly run: RunModel | undefined;
	readonly undo: UndoModel | undefined;
	readonly panel: PanelModel | undefined;
	readonly handover: HandoverModel | undefined;
	/** Every set of files that was written, for the end. */
	readonly handedOver: readonly Written[];
	/** The run of the answers that are being asked, and those as it makes them: once it is finished they are no draft any more. */
	readonly own: {readonly runId: string; readonly answers: Answers} | undefined;
	/** The keys that dry runs made themselves, until a run has them: the next dry run of the same cloud keeps them. */
	readonly generated: {readonly cloud: CloudId; readonly keys: KeysByField} | undefined;
	/** Keys that were typed for a run that goes on, by document path. */
	readonly runKeys: KeysByField;
}

export const noLate: Late = {
	requests: {preflight: 0, run: 0, undo: 0, watch: 0, handover: 0},
	dryRun: undefined,
	run: undefined,
	undo: undefined,
	panel: undefined,
	handover: undefined,
	handedOver: [],
	own: undefined,
	generated: undefined,
	runKeys: {},
};

export function withLate(state: WizardState, change: Partial<Late>): WizardState {
	return {...state, late: {...state.late, ...change}};
}
