import {ownTemporaryFolder} from '../src/build/temporary-folder.mjs';

/** Before the first test. What tests, and the programs that they kill, leave behind is gone with the run. */
export function setup() {
	ownTemporaryFolder();
}
