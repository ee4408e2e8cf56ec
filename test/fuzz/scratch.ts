import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';

/** A home folder of a target: emptied before each case, removed at the end. */
export class Scratch {
	readonly home = mkdtempSync(join(tmpdir(), 'tunnelwright-fuzz-'));

	/** Empties it, then writes these files, by path under it. */
	holds(files: Readonly<Record<string, string | Uint8Array>>): void {
		rmSync(this.home, {recursive: true, force: true});
		for (const [name, content] of Object.entries(files)) this.adds(name, content);
	}

	/** Writes one more, by its path under it. */
	adds(name: string, content: string | Uint8Array): void {
		const path = join(this.home, name);
		mkdirSync(dirname(path), {recursive: true});
		writeFileSync(path, content);
	}

	close(): void {
		rmSync(this.home, {recursive: true, force: true});
	}
}
