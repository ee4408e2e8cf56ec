import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it, onTestFinished, vi} from 'vitest';
import {createJournal} from '../../src/run/journal.ts';

vi.mock('../../src/run/lock.ts', async original => ({
	...(await original<typeof import('../../src/run/lock.ts')>()),
	tryLock() {
		throw Object.assign(new Error('write'), {code: 'ENOSPC'});
	},
}));

it('a disk that is full before a run is locked is this machine’s failure, and no mistake of the user’s', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
	onTestFinished(() => rmSync(folder, {recursive: true, force: true}));
	await expect(createJournal(folder)).rejects.toMatchObject({
		message: expect.stringContaining('the disk is full'),
		details: {exit: 5},
	});
});
