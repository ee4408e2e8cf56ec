import {defineConfig} from 'vitest/config';

export default defineConfig({
	root: new URL('../', import.meta.url).pathname,
	test: {
		globalSetup: 'test/temporary-folder.mjs',
		setupFiles: 'test/same-cases.ts',
		include: ['test/**/*.test.{ts,tsx}'],
		testTimeout: 60_000,
		hookTimeout: 60_000,
		retry: process.env.SECOND_TRY ? 1 : 0,
		maxWorkers: 2,
		maxConcurrency: 3,
	},
});
