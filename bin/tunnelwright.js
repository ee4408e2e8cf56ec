#!/usr/bin/env node
import {existsSync} from 'node:fs';

const [major, minor] = process.versions.node.split('.').map(Number);
const program = new URL('../dist/main.js', import.meta.url);

if (major < 20 || (major === 20 && minor < 19)) {
	process.stderr.write(`tunnelwright needs Node 20.19 or newer; this is Node ${process.versions.node}.\n`);
	process.exitCode = 2;
} else if (!existsSync(program)) {
	process.stderr.write('tunnelwright is not built yet: npm start in its folder installs, builds and opens it.\n');
	process.exitCode = 2;
} else {
	const {enableOwnCache} = await import('./compile-cache.js');
	enableOwnCache();
	await import(program.href);
}
