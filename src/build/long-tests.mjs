// npm run leaks, npm run interrupted: tests of which npm test runs a part, whole. Arguments go to vitest.
import {close, prepare, runTests} from './check.mjs';

process.env.LONG_TESTS = '1';
const label = 'long tests: ';
const unprepared = await prepare();
if (unprepared > 0) close({passed: 0, failed: unprepared, skipped: 0}, label);
else close(await runTests(process.argv.slice(2)), label);
