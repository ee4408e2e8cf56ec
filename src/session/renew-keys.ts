import type {Action, ActionResult, Cloud, Plan, RunContext} from '../clouds/contract/cloud.ts';
import type {DeviceSide} from '../connection/device-side.ts';
import type {ConnectionPlace} from '../connection/place.ts';
import type {Secret} from '../connection/secret.ts';
import {channel} from '../run/channel.ts';
import {executePlan} from '../run/engine.ts';
import type {Journal} from '../run/journal.ts';
import type {RunRecord} from '../run/run-record.ts';
import {readDeviceSide} from './devices.ts';
import {handOverTunnel} from './hand-over-tunnel.ts';
import type {Session} from './open-session.ts';
import type {EarlierChange, RotationEvent, RotationFiles} from './rotation.ts';
import {type Renewal, renewalsOf} from './rotation-keys.ts';
import type {RunLimits} from './run.ts';

/** A renewal of keys about to be carried out. */
interface Renewing {
	readonly cloud: Cloud;
	readonly plan: Plan;
	readonly place: ConnectionPlace;
	readonly journal: Journal;
	/** Keys that come from somewhere else, by the names that the plan has for them: the others are made here. */
	readonly given: ReadonlyMap<string, Secret>;
	/** What stood when it was planned; needed where files are written. */
	readonly side: DeviceSide | undefined;
	readonly files: RotationFiles | undefined;
	readonly account: string | undefined;
	/** Of a run that goes on. */
	readonly earlier?: RunRecord;
	readonly limits: RunLimits;
}

/**
 * Carries a renewal out over the engine. Each tunnel's key is made when its turn comes, and its files are written before the cloud gets it: a crash in
 * between costs a key that nobody uses. A change that a run which broke off had sent is looked for: was it carried out, the key is read back from the
 * cloud, where that shows it; was it not, there is another key. Either way the files are written again, before the tunnel is waited for.
 */
export function renew(session: Session, task: Renewing): AsyncIterable<RotationEvent> {
	return channel<RotationEvent>(async emit => {
		const {cloud, plan, journal, earlier, account, limits} = task;
		const renewals = new Map(renewalsOf(plan).map(renewal => [renewal.action.id, renewal]));
		const secrets = new Map<string, Secret>();
		/** Actions whose key is known here: what is found of them was sent by this process. */
		const known = new Set<string>();
		const begun = new Begun();
		const ready = async (renewal: Renewal, told: Told, signal: AbortSignal) => {
			const {action, tunnel} = renewal;
			known.add(action.id);
			// in the order in which it happens, whatever the engine's own events wait for
			await begun.wait(told.during);
			const earlierChange = told.earlier ? {earlier: told.earlier} : {};
			emit({type: 'key-ready', action: action.id, tunnel, from: told.from, ...earlierChange});
			const isWritten = told.earlier === 'carried out, with a key that is not shown';
			const files = isWritten ? undefined : await writeFiles(session, task, renewal, told, signal);
			if (files) emit({type: 'files-written', action: action.id, tunnel, files});
		};

		const beforeAction = async (action: Action, {sent, signal}: RunContext) => {
			// with its files in place before the traffic is taken off it, nothing of ours fails while it is off
			const renewal = renewals.get(action.change?.relieves?.action ?? action.id);
			if (!renewal || known.has(renewal.action.id)) return;
			const key = renewal.secret === undefined ? undefined : newKey(task, renewal, renewal.secret);
			if (key && renewal.secret !== undefined) secrets.set(renewal.secret, key);
			const from = key ? renewal.source.from : 'cloud';
			const earlierChange = sent?.has(renewal.action.id) ? ({earlier: 'not carried out'} as const) : {};
			await ready(renewal, {from, key, during: action.id, ...earlierChange}, signal);
		};
		const find = async (action: Action, context: RunContext): Promise<ActionResult | undefined> => {
			const found = await cloud.find(action, context);
			const renewal = renewals.get(action.id);
			if (!found || !renewal || known.has(action.id)) return found;
			const isShown = !task.files || (await showsKey(session, task.place, renewal, context.signal));
			const earlierChange = isShown ? 'carried out' : 'carried out, with a key that is not shown';
			await ready(renewal, {from: 'cloud', key: undefined, during: action.id, earlier: earlierChange}, context.signal);
			return found;
		};
		const looking: Cloud = Object.create(cloud, {find: {value: find}});
		const events = executePlan(looking, plan, {
			...limits,
			secrets,
			journal,
			beforeAction,
			sandbox: earlier?.sandbox ?? session.sandbox,
			account,
			...(earlier ? {earlier} : {}),
		});
		for await (const event of events) {
			emit(event);
			if (event.type === 'action-started') begun.tell(event.action);
		}
	});
}

/** What is to be said of a key, and the key itself where it is not read back from the cloud. */
interface Told {
	readonly from: Extract<RotationEvent, {type: 'key-ready'}>['from'];
	readonly key: Secret | undefined;
	readonly earlier?: EarlierChange;
	/** The action that it is told in: the change itself, or the one that takes the traffic off before. */
	readonly during: string;
}

function newKey({cloud, given}: Renewing, {source}: Renewal, name: string): Secret {
	const key = source.from === 'generated' ? cloud.generatePresharedKey() : given.get(name);
	if (!key) throw new Error(`the key ${name} was not asked for`);
	return key;
}

/** Whether the cloud shows the key of a tunnel, so that the device can be told it. */
async function showsKey(
	session: Session,
	place: ConnectionPlace,
	{tunnel}: Renewal,
	signal: AbortSignal,
): Promise<boolean> {
	const {tunnels} = await readDeviceSide(session, place, signal);
	const found = tunnels.find(({cloudAddress}) => cloudAddress === tunnel.key) ?? tunnels[0];
	return found?.key.from === 'cloud';
}

/** Before the cloud has the key: nothing is changed at it where its files can't be written. @throws UserError, CloudError */
async function writeFiles(
	session: Session,
	{place, files, side, journal}: Renewing,
	{action, tunnel}: Renewal,
	{key, earlier}: Told,
	signal: AbortSignal,
) {
	if (!files) return undefined;
	const {device, site, folder} = files;
	const stands = earlier === 'carried out' || !side ? await readDeviceSide(session, place, signal) : side;
	const keys = new Map(key ? [[tunnel.key, key] as const] : []);
	const written = await handOverTunnel(
		session,
		{place, device, site, tunnel: tunnel.key, what: 'key', keys, side: stands},
		folder,
		signal,
	);
	// whoever comes back to this run is told which files the cloud is not known to have the key of
	await journal.append({type: 'files-written', at: Date.now(), action: action.id, tunnel: tunnel.number});
	return written;
}

/** Which actions have been told to be begun. */
class Begun {
	readonly #told = new Set<string>();
	readonly #waiting = new Map<string, () => void>();

	tell(action: string): void {
		this.#told.add(action);
		this.#waiting.get(action)?.();
	}

	async wait(action: string): Promise<void> {
		if (this.#told.has(action)) return;
		await new Promise<void>(resolve => this.#waiting.set(action, resolve));
	}
}
