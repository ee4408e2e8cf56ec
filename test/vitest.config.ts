import {defineConfig} from 'vitest/config';
import {SlowFirst} from './slow-first.ts';

export default defineConfig({
	root: new URL('../', import.meta.url).pathname,
	test: {
		globalSetup: 'test/temporary-folder.mjs',
		setupFiles: 'test/same-cases.ts',
		include: ['test/**/*.test.{ts,tsx}'],
		testTimeout: 60_000,
		hookTimeout: 60_000,
		retry: process.env.SECOND_TRY ? 1 : 0,
		// of two cores: half of the time a test waits for a cloud's pace, a terminal or a pause between two tries
		maxWorkers: 3,
		maxConcurrency: 3,
		sequence: {sequencer: SlowFirst},
	},
});
