import {closeSync, fsyncSync, openSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import {printable} from '../connection/printable.ts';
import {exitCode, UserError} from '../connection/user-error.ts';
import {readJsonFile} from '../profiles/document-file.ts';
import {failsHere, isFull, reasonOf} from '../run/file-trouble.ts';
import {syncFolder} from '../run/folders.ts';
import {type SavedPlan, savedPlanText, saysSavedPlan} from './saved-plan.ts';

/**
 * Writes a plan to a file that only its user can read (0600), whole or not at all. One that is there is replaced only where it is an earlier plan.
 * @throws UserError
 */
export function writeSavedPlan(path: string, saved: SavedPlan): void {
	const shown = printable(path, 200);
	if (path === '' || path === '-')
		throw new UserError('which file the plan goes to is not said', {
			field: '--out',
			mend: 'name one, as in --out plan.json',
		});
	refuseOther(path, shown);
	const stage = join(dirname(path), `.${basename(path)}.${process.pid}.new`);
	try {
		const file = openSync(stage, 'wx', 0o600);
		try {
			writeFileSync(file, savedPlanText(saved));
			fsyncSync(file);
		} finally {
			closeSync(file);
		}

		renameSync(stage, path);
		syncFolder(dirname(path));
	} catch (error) {
		rmSync(stage, {force: true});
		throw new UserError(`${shown} can't be written: ${reasonOf(error)}`, {
			field: '--out',
			mend: isFull(error) ? 'make room, or name another file' : 'name a file that you can write to',
			...(failsHere(error) ? {exit: exitCode.machine} : {}),
		});
	}
}

/** @throws UserError where something stands there that is no plan of ours */
function refuseOther(path: string, shown: string): void {
	let isPlan = false;
	try {
		const there = statSync(path, {throwIfNoEntry: false});
		if (!there) return;
		isPlan = there.isFile() && saysSavedPlan(readJsonFile(path));
	} catch (error) {
		if (!(error instanceof UserError))
			throw new UserError(`${shown} can't be written: ${reasonOf(error)}`, {field: '--out', mend: 'name another file'});
	}

	if (!isPlan)
		throw new UserError(`${shown} is there, and is no saved plan: it is not replaced`, {
			field: '--out',
			mend: 'name another file',
		});
}
