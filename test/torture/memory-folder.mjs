// Temporary files go into memory from now on, where there is a folder for that: a kill loses nothing that was written, so that it
// serves as well as a disk, whose syncs are slow.
import {existsSync} from 'node:fs';
import {ownTemporaryFolder} from '../../src/build/temporary-folder.mjs';

const memory = '/dev/shm';
if (existsSync(memory)) {
	process.env.TMPDIR = memory;
	ownTemporaryFolder();
}
