import type {Check, CloudId, ConnectionStatus, ConvergeOptions, Plan} from '../../../clouds/contract/cloud.ts';
import type {AccountOptions} from '../../../clouds/sign-in/in-this-account.ts';
import type {Finding} from '../../../connection/finding.ts';
import type {SecretStore} from '../../../connection/secret.ts';
import type {KeysByField} from '../../../session/keys.ts';
import {askedOf} from '../../answers/asked.ts';
import {toDraft} from '../../answers/draft.ts';
import {want} from '../../core/loads.ts';
import {modelSlot} from '../../core/model-slot.ts';
import {andThen, asking, type Trouble, type Turn, turn, type WizardState} from '../../core/state.ts';
import {askAgain, type Question} from '../../overlays/prompt/question.ts';
import {typedKeysOf} from '../../steps/security/key-from.ts';
import {accountHere} from '../accounts/accounts.ts';
import {statusesAt} from '../watch/fleet.ts';
import {rowAt} from './rows.ts';

/** The dry run as far as it has come. Its rows are in rows.ts. */
export interface DryRunModel {
	/** planning: no plan yet. checking: checks arrive. done: all have. failed: the plan or the checks could not be made. */
	readonly phase: 'planning' | 'checking' | 'done' | 'failed';
	readonly plan: Plan | undefined;
	/** The keys that the plan would be carried out with. */
	readonly secrets: SecretStore;
	/** Of the account that it is made for. */
	readonly account: AccountOptions;
	/** The actions as command lines, in the plan's order. */
	readonly commandLines: readonly string[];
	readonly checks: readonly Check[];
	/** How many checks there will be, where that is known beforehand. */
	readonly expected: number | undefined;
	readonly trouble: Trouble | undefined;
	/** What stands in the way of a plan at all. */
	readonly problems: readonly Finding[];
	/** The highlighted row; -1 for none: then Enter goes on. */
	readonly row: number;
	/** The row whose details are shown, or the policy of what these credentials lack; and the first line of it. */
	readonly open: {readonly row: number | 'policy'; readonly top: number} | undefined;
	/** Why going on was refused just now; gone with the next key. */
	readonly blocked: string | undefined;
	/** The user has typed that a tunnel may be changed though the other is not UP. */
	readonly evenIfDown: boolean;
	/** The connections there, as they were listed last. */
	readonly statuses: readonly ConnectionStatus[];
}

export const dryRunning = modelSlot<DryRunModel>('dry-run');

export const openingDryRun: DryRunModel = {
	phase: 'planning',
	plan: undefined,
	secrets: new Map(),
	account: {},
	commandLines: [],
	checks: [],
	expected: undefined,
	trouble: undefined,
	problems: [],
	row: -1,
	open: undefined,
	blocked: undefined,
	evenIfDown: false,
	statuses: [],
};

/** A highlight behind the checks stays where it is while more of them come. */
export function withCheck(model: DryRunModel, check: Check): DryRunModel {
	const at = model.checks.findIndex(({id}) => id === check.id);
	const checks = at < 0 ? [...model.checks, check] : model.checks.with(at, check);
	const kind = rowAt(model, model.row)?.kind;
	const moved = kind === 'costs' || kind === 'left' ? checks.length - model.checks.length : 0;
	const {open} = model;
	const stays = typeof open?.row === 'number' ? {...open, row: open.row + moved} : open;
	return {...model, checks, row: model.row + moved, open: stays};
}

/** A file name for the report that every system takes. */
export function reportName(name: string): string {
	const plain = name
		.normalize('NFKD')
		.replace(/[^A-Za-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 40)
		.toLowerCase();
	return `${plain || 'connection'}-dry-run.md`;
}

/** The keys that the last dry run made itself, for the next one of this cloud; a run makes them its connection's own. */
export const generatedKeys = modelSlot<{readonly cloud: CloudId; readonly keys: KeysByField}>('generated keys');

/**
 * From the review to the dry run: the account is read and everything checked; nothing is made.
 * @param evenIfDown a tunnel may be changed though the other is not UP: typed by the user
 */
export function openDryRun(before: WizardState, evenIfDown = false): Turn {
	const draft = toDraft(before.answers);
	if (!draft) return turn(before);
	const {state, request} = asking(before, 'preflight');
	const keys = typedKeysOf(askedOf(state), state.typedKeys);
	const made = generatedKeys.of(state);
	const generated = made?.cloud === draft.cloud ? made.keys : {};
	const statuses = statusesAt(state, {cloud: draft.cloud, region: draft.region ?? ''});
	const model = {...openingDryRun, evenIfDown, statuses, account: accountHere(state, draft.cloud)};
	const opened = {...dryRunning.put(state, model), screen: {name: 'dry-run'} as const};
	const asked = {
		type: 'preflight',
		request,
		draft,
		keys,
		generated,
		...converging(state, evenIfDown),
		...edited(state),
	} as const;
	const {region} = draft;
	// whether another connection carries the traffic meanwhile is known by its tunnels
	const isRead = state.answers.edits !== undefined && region !== undefined;
	return andThen(turn(opened, asked), now =>
		isRead ? want(now, {what: 'status', cloud: draft.cloud, region}, true) : turn(now),
	);
}

const edited = ({answers: {edits}}: WizardState) => (edits ? {edits} : {});

/** How the answers are held against what stands. What was read back speaks of all of it: what the user took out is to go. */
function converging({answers: {edits}}: WizardState, evenIfDown: boolean): {readonly converge?: ConvergeOptions} {
	const converge = {
		...(edits ? {connectionId: edits.id, prune: true} : {}),
		...(evenIfDown ? {evenIfDown} : {}),
	};
	return Object.keys(converge).length > 0 ? {converge} : {};
}

export const reportQuestion: Question = {
	title: () => 'Write the report',
	hint: '.md for a change ticket, .json for a program.',
	answer(state, _, path) {
		const {plan, checks = [], commandLines = []} = dryRunning.of(state) ?? {};
		if (!plan) return turn(askAgain(state, 'There is nothing to save yet'));
		const identity = state.data.identities[plan.cloud];
		return turn(state, {type: 'write-report', path, plan, checks, commandLines, identity});
	},
};
