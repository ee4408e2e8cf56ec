import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {Daemon} from './daemon.ts';
import {tryRun} from './programs.ts';

/** swanctl complains of those that are not there. */
export const swanctlFolders = [
	'x509',
	'x509ca',
	'x509ocsp',
	'x509aa',
	'x509ac',
	'x509crl',
	'pubkey',
	'private',
	'rsa',
	'ecdsa',
	'bliss',
	'pkcs8',
	'pkcs12',
	'conf.d',
];

/**
 * A real strongSwan in a network namespace. With ESP in user space it needs none of the kernel, and its device is ipsec0; with the kernel's own
 * it has traps, which user space has not.
 */
export class Charon {
	readonly namespace: string;
	readonly #folder: string;
	#daemon: Daemon | undefined;

	/** @param folder one that nobody else uses; keys come to lie in it */
	constructor(folder: string, namespace: string, esp: 'in user space' | 'in the kernel' = 'in user space') {
		this.#folder = folder;
		this.namespace = namespace;
		mkdirSync(folder, {recursive: true, mode: 0o700});
		for (const name of swanctlFolders) mkdirSync(join(folder, 'swanctl', name), {recursive: true, mode: 0o700});
		writeFileSync(join(folder, 'strongswan.conf'), daemonConfiguration(folder, esp === 'in user space'), {mode: 0o600});
	}

	get #socket(): string {
		return join(this.#folder, 'charon.vici');
	}

	get #env() {
		return {STRONGSWAN_CONF: join(this.#folder, 'strongswan.conf'), SWANCTL_DIR: join(this.#folder, 'swanctl')};
	}

	/** @throws Error with what charon printed when it does not come up */
	async start(): Promise<void> {
		rmSync(this.#socket, {force: true});
		const output = join(this.#folder, 'charon.out');
		this.#daemon = new Daemon(this.namespace, ['/usr/sbin/charon-systemd'], output, this.#env);
		await this.#daemon.ready(this.#socket);
	}

	get running(): boolean {
		return this.#daemon !== undefined && !this.#daemon.over;
	}

	/** Ends it; it tells its peers. */
	async stop(): Promise<void> {
		await this.#daemon?.stop();
		this.#daemon = undefined;
	}

	/** Ends it as a power cut would: nobody is told. */
	async kill(): Promise<void> {
		await this.#daemon?.kill();
		this.#daemon = undefined;
	}

	/** Loads a file as it is. `swanctl` ends well on syntax errors too, so its words count. @throws Error with them */
	async load(configuration: string): Promise<void> {
		writeFileSync(join(this.#folder, 'swanctl', 'swanctl.conf'), configuration, {mode: 0o600});
		const {code, text} = await this.swanctl('--load-all');
		if (code !== 0 || /syntax error|failed/i.test(text)) throw new Error(`swanctl --load-all: ${text}`);
	}

	/** Names of the children that carry traffic; none where it does not answer. */
	async installed(): Promise<readonly string[]> {
		return (await this.asked()) ?? [];
	}

	/** The same, but undefined where it does not answer. */
	async asked(): Promise<readonly string[] | undefined> {
		const {code, text} = await this.swanctl('--list-sas');
		if (code !== 0) return undefined;
		return [...text.matchAll(/^ {2}(\S+): #\d+, reqid \d+, INSTALLED\b/gm)].map(([, name = '']) => name);
	}

	/** What happened so far, in charon's words. */
	log(): string {
		return this.#read('charon.log');
	}

	/** The same as a device logs it that nobody asked for more, with the time of each line. */
	usualLog(): string {
		return this.#read('usual.log');
	}

	#read(name: string): string {
		const path = join(this.#folder, name);
		return existsSync(path) ? readFileSync(path, 'utf8') : '';
	}

	/** Asks charon. The answer is in the text. */
	swanctl(...args: readonly string[]) {
		return tryRun('swanctl', [...args, '--uri', `unix://${this.#socket}`], this.#env);
	}
}

/**
 * ESP in user space puts a default route over everything into table 220; at priority 40000 it is asked after the main table, so that
 * IKE itself does not go into the tunnel. A peer that is silent is given up after some seconds, not minutes, and tried again.
 */
function daemonConfiguration(folder: string, inUserSpace: boolean): string {
	return `charon-systemd {
  load = random nonce openssl pem pkcs1 pubkey x509 constraints hmac kdf gcm aes des sha1 sha2 md5 gmp${inUserSpace ? ' kernel-libipsec' : ''} kernel-netlink socket-default updown vici counters
  install_routes = no
  install_virtual_ip = no
  routing_table_prio = 40000
  retransmit_tries = 3
  retransmit_timeout = 0.5
  plugins { vici { socket = unix://${join(folder, 'charon.vici')} } }
  filelog { main { path = ${join(folder, 'charon.log')}
    flush_line = yes
    default = 1
    ike = 2
    cfg = 2 }
    usual { path = ${join(folder, 'usual.log')}
    time_format = %b %e %H:%M:%S
    flush_line = yes
    default = 1 } }
}
swanctl { load = pem pkcs1 x509 pubkey openssl random }
`;
}
