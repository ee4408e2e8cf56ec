import {createHash} from 'node:crypto';
import {dirname, join} from 'node:path';
import type {Plan} from '../clouds/cloud.ts';
import {exitCode, UserError} from '../connection/user-error.ts';
import {reasonOf} from './file-trouble.ts';
import {makePrivateFolder} from './folders.ts';
import {type Holder, isLock, type Lock, lockedBy, tryLock} from './lock.ts';
import type {Removal} from './removal.ts';

/** The two ends that a connection joins, as far as they tell it from every other. */
export interface Pair {
	readonly cloud: string;
	readonly region: string;
	readonly cloudEnd: string;
	readonly siteEnd: string;
}

/**
 * Keeps a second terminal from working on a connection between the same two gateways at the same time: both would find that there is
 * none. Held until the journal is closed. The embedded sandbox is each process's own.
 * @throws UserError that says who is at it
 */
export function claimPair(stateFolder: string, pair: Pair, runId: string): Lock {
	const path = pairLockPath(stateFolder, pair);
	makePrivateFolder(dirname(path));
	const lock = locked(path, runId);
	if (isLock(lock)) return lock;
	throw pairHeld(lock);
}

/** Looks whether another process works on a pair, and takes nothing. @throws UserError that says who is at it */
export function refuseWhileHeld(stateFolder: string, pair: Pair): void {
	const holder = lockedBy(pairLockPath(stateFolder, pair));
	if (holder && holder.pid !== process.pid) throw pairHeld(holder);
}

export function isSamePair(one: Pair, other: Pair): boolean {
	return pairKey(one) === pairKey(other);
}

function pairLockPath(stateFolder: string, pair: Pair): string {
	return join(stateFolder, 'locks', `${pairKey(pair)}.lock`);
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
		});
	}
}

function inWords({pid, host}: Holder): string {
	return pid > 0 ? `process ${pid} on ${host}` : 'one that has just begun';
}

/** One document may name a gateway by its id and another describe the same: what the plan calls with counts, where it knows. */
export function pairOfPlan({
	cloud,
	region,
	document,
	actions,
	exists,
}: Pick<Plan, 'cloud' | 'region' | 'document' | 'actions' | 'exists'>): Pair {
	const {cloudGateway, site} = document;
	const planned = actions.find(({id}) => id === 'connection')?.parameters ?? {};
	const siteEnd = exists?.siteGatewayId ?? planned.CustomerGatewayId;
	const cloudEnd = exists?.cloudGatewayId ?? planned.VpnGatewayId;
	const described = site.kind === 'existing' ? site.id : `${site.address} ${site.asn ?? ''}`;
	const chosen = 'id' in cloudGateway ? cloudGateway.id : 'vpcId' in cloudGateway ? cloudGateway.vpcId : 'none';
	return {
		cloud,
		region,
		cloudEnd: typeof cloudEnd === 'string' ? cloudEnd : chosen,
		siteEnd: typeof siteEnd === 'string' ? siteEnd : described,
	};
}

/** A connection without a gateway is known by its own id. */
export function pairOfRemoval({cloud, region, connection: {id, cloudGatewayId, siteGatewayId}}: Removal): Pair {
	return {cloud, region, cloudEnd: cloudGatewayId ?? id, siteEnd: siteGatewayId ?? id};
}

function pairKey({cloud, region, cloudEnd, siteEnd}: Pair): string {
	return createHash('sha256').update([cloud, region, cloudEnd, siteEnd].join('\0')).digest('hex').slice(0, 32);
}
