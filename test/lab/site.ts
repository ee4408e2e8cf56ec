import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {makeFolder, removeFolder} from '../../src/sandbox/lab/belongings.ts';
import {Charon} from '../../src/sandbox/lab/charon.ts';
import {putTunnelDeviceUp} from '../../src/sandbox/lab/wire.ts';
import {runInterfaces} from './site-interfaces.ts';

/** A site's device in a namespace that is there already: strongSwan with the files that were handed over. */
export class Site {
	readonly folder = makeFolder();
	readonly charon: Charon;
	readonly #namespace: string;

	constructor(namespace: string) {
		this.#namespace = namespace;
		this.charon = new Charon(join(this.folder, 'charon'), namespace);
	}

	/** Loads the files as they are. @param files the folder that `config --out` wrote */
	async start(files: string): Promise<void> {
		await this.charon.start();
		await putTunnelDeviceUp(this.#namespace);
		await runInterfaces(this.#namespace, join(files, 'interfaces.sh'), join(this.folder, 'tools'));
		await this.charon.load(readFileSync(join(files, 'swanctl.conf'), 'utf8'));
	}

	async close(): Promise<void> {
		await this.charon.stop();
		removeFolder(this.folder);
	}
}
