import {createHash} from 'node:crypto';
import {dirname, join} from 'node:path';
import type {Plan} from '../clouds/contract/cloud.ts';
import {moduleOf} from '../clouds/registry.ts';
import {exitCode, UserError} from '../connection/user-error.ts';
import {failsHere, reasonOf} from './file-trouble.ts';
import {makePrivateFolder} from './folders.ts';
import {type Holder, isLock, type Lock, lockedBy, tryLock} from './lock.ts';
import type {Removal} from './removal.ts';

/** What each action made or found, by its id. */
type Results = ReadonlyMap<string, {readonly id: string}>;

/** The two ends that a connection joins, as far as they tell it from every other: each by all the names that are known of it. */
interface Pair {
	readonly cloud: string;
	readonly region: string;
	readonly cloudEnds: readonly string[];
	readonly siteEnds: readonly string[];
	/** The connection's own id, once there is one. */
	readonly connectionId?: string | undefined;
}

/**
 * Keeps a second terminal from working on a connection between the same two gateways at the same time: both would find that there is
 * none. A gateway has one name while it is planned and another once it stands, and a deletion knows the second one only: all are taken.
 * The embedded sandbox is each process's own, and needs none.
 */
export class PairClaim implements Lock {
	readonly #stateFolder: string;
	readonly #runId: string;
	readonly #locks = new Map<string, Lock>();
	#plan: Plan | undefined;
	#results: Results = new Map();

	constructor(stateFolder: string, runId: string) {
		this.#stateFolder = stateFolder;
		this.#runId = runId;
	}

	/** Takes the pair of a run or a deletion, new or begun earlier. @throws UserError that says who is at it */
	take(begun: {readonly plan: Plan; readonly results?: Results} | {readonly removal: Removal}): void {
		if ('removal' in begun) {
			this.#take(pairOfRemoval(begun.removal));
			return;
		}

		this.#plan = begun.plan;
		this.#results = new Map(begun.results);
		this.#take(pairOfPlan(begun.plan, this.#results));
	}

	/** What the run has made or found: from here on others find it by its id. @throws UserError that says who is at it */
	learn(action: string, result: {readonly id: string}): void {
		if (!this.#plan) return;
		this.#results = new Map([...this.#results, [action, result]]);
		this.#take(pairOfPlan(this.#plan, this.#results));
	}

	/** Takes those of its names that are not taken yet; where one can't be had, none of them. */
	#take(pair: Pair): void {
		const taken: [string, Lock][] = [];
		try {
			for (const path of pairLockPaths(this.#stateFolder, pair)) {
				if (this.#locks.has(path)) continue;
				makePrivateFolder(dirname(path));
				const lock = locked(path, this.#runId);
				if (!isLock(lock)) throw pairHeld(lock);
				taken.push([path, lock]);
			}
		} catch (error) {
			for (const [, lock] of taken) lock.release();
			throw error;
		}

		for (const [path, lock] of taken) this.#locks.set(path, lock);
	}

	release(): void {
		for (const lock of this.#locks.values()) lock.release();
		this.#locks.clear();
	}
}

/** Looks whether another process works on a pair, and takes nothing. @throws UserError that says who is at it */
export function refuseWhileHeld(stateFolder: string, pair: Pair): void {
	for (const path of pairLockPaths(stateFolder, pair)) {
		const holder = lockedBy(path);
		if (holder && holder.pid !== process.pid) throw pairHeld(holder);
	}
}

/** Whether two have a name in common. */
export function isSamePair(one: Pair, other: Pair): boolean {
	const keys = pairKeys(other);
	return pairKeys(one).some(key => keys.includes(key));
}

/** In one order for everybody: of two that begin at once, one gets all of them. */
function pairLockPaths(stateFolder: string, pair: Pair): readonly string[] {
	return pairKeys(pair).map(key => join(stateFolder, 'locks', `${key}.lock`));
}

function pairHeld(holder: Holder): UserError {
	return new UserError(
		`another tunnelwright (${inWords(holder)}) is at work on the connection between these gateways right now, in run ${holder.purpose}`,
		{
			mend: 'wait until it has ended, then look: what it made is found, and nothing is made twice',
			exit: exitCode.refused,
		},
	);
}

/** Takes a run for this process alone. @throws UserError that says who works on it */
export function claimRun(journal: string, runId: string): Lock {
	const path = runLockPath(journal);
	const lock = locked(path, runId);
	if (isLock(lock)) return lock;
	throw new UserError(`another tunnelwright (${inWords(lock)}) is working on the run ${runId}`, {
		mend: `wait until it has ended, or end it there${lock.host === '' ? '' : `; if there is no such process, remove ${path}`}`,
		exit: exitCode.refused,
	});
}

/** The lock file that belongs to a journal. */
export function runLockPath(journal: string): string {
	return journal.replace(/\.jsonl$/, '.lock');
}

function locked(path: string, runId: string): Lock | Holder {
	try {
		return tryLock(path, runId);
	} catch (error) {
		throw new UserError(`${path} can't be written: ${reasonOf(error)}`, {
			mend: 'make room, or set TUNNELWRIGHT_HOME to a folder that you can write to',
			...(failsHere(error) ? {exit: exitCode.machine} : {}),
		});
	}
}

function inWords({pid, host}: Holder): string {
	return pid > 0 ? `process ${pid} on ${host}` : 'one that has just begun';
}

/**
 * One document may name a gateway by its id and another describe the same: what the plan calls with counts too, where it knows, and
 * what the run has made or found.
 * @param results by action id
 */
export function pairOfPlan(
	{cloud, region, document, actions, exists}: Pick<Plan, 'cloud' | 'region' | 'document' | 'actions' | 'exists'>,
	results: Results = new Map(),
): Pair {
	const {cloudGateway, site} = document;
	const {endsOfConnection: ends} = moduleOf(cloud);
	const planned = actions.find(({id}) => id === 'connection')?.parameters ?? {};
	const described = site.kind === 'existing' ? site.id : site.address;
	const chosen = 'id' in cloudGateway ? cloudGateway.id : 'vpcId' in cloudGateway ? cloudGateway.vpcId : 'none';
	return {
		cloud,
		region,
		cloudEnds: names(chosen, exists?.cloudGatewayId, planned[ends.cloud], results.get('cloud-gateway')?.id),
		siteEnds: names(described, exists?.siteGatewayId, planned[ends.site], results.get('site-gateway')?.id),
		connectionId: results.get('connection')?.id || exists?.id,
	};
}

/** A connection without a gateway is known by its own id. */
export function pairOfRemoval({cloud, region, connection: {id, cloudGatewayId, siteGatewayId}}: Removal): Pair {
	return {cloud, region, cloudEnds: [cloudGatewayId ?? id], siteEnds: [siteGatewayId ?? id], connectionId: id};
}

/** Those that are known, each once: a plan has a hole where an earlier call gives the id. */
function names(...all: readonly unknown[]): readonly string[] {
	return [...new Set(all.filter((name): name is string => typeof name === 'string' && name !== ''))];
}

/** One for each way to name it, sorted. */
function pairKeys({cloud, region, cloudEnds, siteEnds, connectionId}: Pair): readonly string[] {
	const pairs = cloudEnds.flatMap(cloudEnd => siteEnds.map(siteEnd => [cloudEnd, siteEnd]));
	return [...pairs, ...(connectionId ? [[connectionId]] : [])]
		.map(name =>
			createHash('sha256')
				.update([cloud, region, ...name].join('\0'))
				.digest('hex')
				.slice(0, 32),
		)
		.sort();
}
