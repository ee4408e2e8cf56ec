import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {Daemon} from '../../../src/sandbox/lab/daemon.ts';
import {run, tryRun, until} from '../../../src/sandbox/lab/programs.ts';

/** Where Libreswan was unpacked, with libldns3, libevent-pthreads-2.1-7 and libnss3-tools; undefined: it is not there whole. */
export const libreswanRoot = [process.env.TUNNELWRIGHT_LIBRESWAN ?? ''].find(
	root =>
		root !== '' && existsSync(join(root, 'usr/libexec/ipsec/pluto')) && existsSync(join(root, 'usr/bin/certutil')),
);

/** Libreswan's daemon in a namespace. Its programs are found at their own places, which nobody else sees. */
export class Pluto {
	readonly #folder: string;
	readonly #namespace: string;
	readonly #root: string;
	#daemon: Daemon | undefined;

	constructor(folder: string, namespace: string, root: string) {
		this.#folder = folder;
		this.#namespace = namespace;
		this.#root = root;
		for (const name of ['run', 'nss']) mkdirSync(join(folder, name), {recursive: true, mode: 0o700});
	}

	get #env() {
		return {LD_LIBRARY_PATH: join(this.#root, 'usr/lib/x86_64-linux-gnu')};
	}

	#at(name: string): string {
		return join(this.#folder, name);
	}

	/** @param conf ipsec.conf @param secrets ipsec.secrets */
	async start(conf: string, secrets: string): Promise<void> {
		writeFileSync(this.#at('ipsec.conf'), conf, {mode: 0o600});
		writeFileSync(this.#at('ipsec.secrets'), secrets, {mode: 0o600});
		await run(
			join(this.#root, 'usr/bin/certutil'),
			['-N', '-d', `sql:${this.#at('nss')}`, '--empty-password'],
			this.#env,
		);
		const files = ['--config', this.#at('ipsec.conf'), '--secretsfile', this.#at('ipsec.secrets')];
		const places = ['--rundir', this.#at('run'), '--nssdir', this.#at('nss'), '--dumpdir', this.#folder];
		const pluto = ['/usr/libexec/ipsec/pluto', ...files, ...places, '--nofork', '--logfile', this.#at('pluto.log')];
		const mounts = `mount -t tmpfs none /usr/libexec && mkdir /usr/libexec/ipsec && mount --bind ${this.#root}/usr/libexec/ipsec /usr/libexec/ipsec`;
		this.#daemon = new Daemon(
			this.#namespace,
			['sh', '-c', `${mounts} && exec ${pluto.join(' ')}`],
			this.#at('out'),
			this.#env,
		);
		await this.#daemon.ready(this.#at('run/pluto.ctl'));
	}

	/** Loads a connection and begins it. */
	async up(name: string): Promise<void> {
		const add = ['--ctlsocket', this.#at('run/pluto.ctl'), '--config', this.#at('ipsec.conf'), name];
		const program = join(this.#root, 'usr/libexec/ipsec/addconn');
		const added = await tryRun('ip', ['netns', 'exec', this.#namespace, program, ...add], this.#env);
		if (added.code !== 0) throw new Error(`addconn: ${added.text}`);
		await this.whack('--listen');
		await this.whack('--initiate', '--asynchronous', '--name', name);
	}

	whack(...args: readonly string[]) {
		return tryRun(join(this.#root, 'usr/libexec/ipsec/whack'), ['--rundir', this.#at('run'), ...args], this.#env);
	}

	/** Without pluto's tests of its ciphers. */
	log(): string {
		if (!existsSync(this.#at('pluto.log'))) return '';
		const lines = readFileSync(this.#at('pluto.log'), 'utf8').split('\n');
		return lines.filter(line => /"|listening|loading secrets/.test(line)).join('\n');
	}

	logs(wanted: RegExp, ms = 60_000): Promise<void> {
		return until(() => wanted.test(this.log()), `pluto saying ${wanted}`, ms);
	}

	async stop(): Promise<void> {
		await this.#daemon?.stop();
	}
}
