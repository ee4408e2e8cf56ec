// npm test: on a fresh clone with nothing but Node and npm, installs, checks types and format, builds, runs every test.
// Arguments go to vitest: npm test -- test/wizard
import {checkSources, close, prepare, runTests} from './check.mjs';

const unprepared = await prepare();
if (unprepared > 0) {
	close({passed: 0, failed: unprepared, skipped: 0});
} else {
	const wrong = await checkSources();
	const counted = await runTests(process.argv.slice(2));
	close({...counted, failed: counted.failed + wrong});
}
