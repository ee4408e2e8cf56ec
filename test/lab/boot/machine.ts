import {spawn} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {connect, type Socket} from 'node:net';
import {join} from 'node:path';
import {setTimeout as after} from 'node:timers/promises';
import {disownProgram, ownProgram} from '../../../src/sandbox/lab/belongings.ts';
import {until} from '../../../src/sandbox/lab/programs.ts';

/** What a command said and ended with. */
export interface Said {
	readonly code: number;
	readonly text: string;
}

/** A machine of this kind takes half a minute to start on an idle host, and many times that on a busy one. */
const slowMs = 600_000;
/** A service that takes long to start on a busy host is no fault of the files. */
const patience = 'systemd.default_timeout_start_sec=600';

/** A virtual machine without hardware for it, with a root shell on its second serial port. It outlives its reboots. */
export class Machine {
	readonly #child;
	readonly #folder: string;
	readonly #name: string;
	#shell: Socket | undefined;
	#heard = '';
	#asked = 0;

	/** @param image the path of a root without its ending @param disk what the machine sees as /lab @param wire arguments for its network */
	constructor(name: string, folder: string, image: string, disk: string, wire: readonly string[], kernelLine = '') {
		this.#name = name;
		this.#folder = folder;
		const drive = (file: string) => ['-drive', `file=${file},if=virtio,format=raw,snapshot=on`];
		this.#child = spawn(
			'qemu-system-x86_64',
			[
				...['-accel', 'tcg', '-cpu', 'max', '-smp', '1', '-m', '640', '-nodefaults', '-nographic'],
				...['-kernel', `${image}.vmlinuz`, '-initrd', `${image}.initrd`],
				...['-append', `console=ttyS0 root=/dev/vda rw net.ifnames=0 panic=-1 quiet ${patience} ${kernelLine}`],
				...drive(`${image}.ext4`),
				...drive(disk),
				...wire,
				...['-serial', `file:${join(folder, `${name}.console`)}`],
				...[
					'-chardev',
					`socket,id=shell,path=${join(folder, `${name}.shell`)},server=on,wait=off`,
					'-serial',
					'chardev:shell',
				],
			],
			{stdio: ['ignore', 'ignore', 'inherit']},
		);
		const {pid} = this.#child;
		if (pid !== undefined) ownProgram(pid);
	}

	/** Waits until somebody hears: the machine may have started little else. */
	async hears(): Promise<void> {
		await this.#connect();
		await this.#boot();
		await this.run('mkdir -p /lab && { mountpoint -q /lab || mount -o ro /dev/vdb /lab; }');
	}

	/** Waits until the machine has started everything that it starts by itself. */
	async booted(): Promise<void> {
		await this.hears();
		await this.run('systemctl is-system-running --wait');
	}

	/** Runs a line or several of the shell. */
	async run(command: string, longestMs = slowMs): Promise<Said> {
		const number = this.#next();
		const answer = new RegExp(`@@begin:${number}\\n([\\s\\S]*)@@end:${number}:(\\d+)\\n`);
		this.#shell?.write(`echo @@begin:${number}\n(\n${command}\n) </dev/null 2>&1; echo "@@end:${number}:$?"\n`);
		await until(() => answer.test(this.#heard), `an answer of ${this.#name} to ${command}`, longestMs);
		const [, text = '', code] = answer.exec(this.#heard) ?? [];
		return {code: Number(code), text: text.trim()};
	}

	async reboot(): Promise<void> {
		const before = await this.#boot();
		this.#shell?.write('systemctl reboot\n');
		await until(async () => (await this.#boot()) !== before, `${this.#name} has rebooted`, slowMs);
		await this.booted();
	}

	console(): string {
		return readFileSync(join(this.#folder, `${this.#name}.console`), 'utf8');
	}

	close(): void {
		this.#shell?.destroy();
		this.#child.kill('SIGKILL');
		if (this.#child.pid !== undefined) disownProgram(this.#child.pid);
	}

	async #connect(): Promise<void> {
		if (this.#shell) return;
		const path = join(this.#folder, `${this.#name}.shell`);
		await until(
			() =>
				new Promise<boolean>(resolve => {
					const socket = connect(path);
					socket.once('error', () => resolve(false));
					socket.once('connect', () => {
						this.#shell = socket;
						socket.setEncoding('utf8').on('data', data => {
							this.#heard += String(data).replaceAll('\r', '');
						});
						resolve(true);
					});
				}),
			`the shell of ${this.#name}`,
			slowMs,
		);
	}

	/**
	 * The number of its boot. While it starts, nobody reads what it is told, and half a line may be left over for the next shell: so the question is put
	 * until there is an answer, and has neither quotes nor brackets.
	 */
	async #boot(): Promise<string> {
		let boot = '';
		await until(
			async () => {
				const number = this.#next();
				this.#shell?.write(`\necho @@boot:${number}\ncat /proc/sys/kernel/random/boot_id\n`);
				for (let wait = 0; wait < 15 && boot === ''; wait += 1) {
					await after(200);
					boot = new RegExp(`@@boot:${number}\\n([0-9a-f-]{36})\\n`).exec(this.#heard)?.[1] ?? '';
				}

				return boot !== '';
			},
			`${this.#name} answers`,
			slowMs,
		);
		return boot;
	}

	#next(): number {
		this.#heard = '';
		this.#asked += 1;
		return this.#asked;
	}
}
