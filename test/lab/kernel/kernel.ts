import {spawn} from 'node:child_process';
import {appendFileSync, cpSync, existsSync, mkdirSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {disownProgram, makeFolder, ownProgram, sweepOrphans} from '../../../src/sandbox/lab/belongings.ts';
import {missingForLab} from '../../../src/sandbox/lab/missing.ts';
import {run} from '../../../src/sandbox/lab/programs.ts';
import {startSandbox} from '../../../src/sandbox/start.ts';
import type {SiteFacts} from '../../../src/session/hand-over.ts';
import {awsEnds, insideAddress, tencentEnds} from '../cloud-side.ts';
import {siteLan} from '../documents.ts';
import {handOver} from '../handed-over.ts';
import {layChange} from './changed.ts';
import type {Kind} from './kind.ts';
import {kinds} from './kinds.ts';

/*
 * `npm run lab:kernel`: the handed-over files on XFRM interfaces and the kernel's own ESP, with both tunnels up at once. This machine's kernel may have
 * neither, so Debian's is booted in a virtual machine that needs no hardware for it and has no network.
 */
const longestMs = 600_000;
/** A folder for all that each machine said, with the state of the site where something fails. */
const logs = process.env.LAB_LOGS;
/** Makes the connection and lays down its files and the cloud's ends. */
async function layDown(kind: Kind, folder: string): Promise<void> {
	const sandbox = await startSandbox({speed: 1000});
	const {document, beside, daemon = 'strongswan', mode, nat, options = [], lan, pairs = [], begins} = kind;
	try {
		mkdirSync(folder, {recursive: true});
		const handed = async (name: string, of: () => object) => {
			const files = await handOver(sandbox, of(), {
				device: daemon,
				key: 'A_key.of-the.lab1',
				options: ['--nat', nat ? 'yes' : 'no', ...options],
			});
			try {
				cpSync(files.folder, join(folder, name), {recursive: true});
				const isTencent = files.id.startsWith('vpnx-');
				return {isTencent, id: files.id, ends: await (isTencent ? tencentEnds : awsEnds)(sandbox.env, files.id)};
			} finally {
				files.remove();
			}
		};
		const {isTencent, ends: own, id} = await handed('site', document);
		const other = beside && (await handed('beside', beside));
		const ends = [...own, ...(other?.ends ?? [])];
		const facts = [
			`TRIAL=${kind.trial ?? (isTencent ? 'tencent' : 'aws')}`,
			`MODE=${mode}`,
			`DAEMON=${daemon}`,
			`PREFER=${options.includes('first') ? 'first' : ''}`,
			`NAT=${nat ? 'yes' : ''}`,
			`STORY=${logs ? 'yes' : ''}`,
			`SITE=${ends[0]?.site}`,
			`SITE_HOST=${siteLan.host}`,
			`CLOUD_RANGE=${lan.range}`,
			`CLOUD_HOST=${lan.host}`,
			`CHILDREN=${ends[0]?.children}`,
			`BEGINS=${begins ? 'yes' : ''}`,
			`PROBE_CLOUD=${ends[0]?.probe?.cloud ?? ''}`,
			`PROBE_SITE=${ends[0]?.probe?.site ?? ''}`,
			`PAIRS='${pairs.join(' ')}'`,
			`CLOUD_ASN=${ends[0]?.asns?.cloud ?? ''}`,
			`SITE_ASN=${ends[0]?.asns?.site ?? ''}`,
			...changeFacts(kind, own.length),
		];
		for (const [index, end] of ends.entries()) {
			writeFileSync(join(folder, `cloud${index}.conf`), end.configuration);
			facts.push(`OUTSIDE${index}=${end.outside}`, `INSIDE${index}=${insideAddress(end)}`);
			facts.push(`SITE_INSIDE${index}=${end.siteInside ?? ''}`);
		}

		writeFileSync(join(folder, 'facts'), `${facts.join('\n')}\n`);
		const site = {nat: nat ?? false, ...factsOf(options)};
		for (const [number, change] of (kind.changes?.order ?? []).entries()) {
			const changed = {sandbox, device: daemon, site, number, folder: join(folder, `change${number}`)};
			await layChange({...changed, id: change.of === 'site' ? id : (other?.id ?? '')}, change);
		}
	} finally {
		await sandbox.close();
	}
}

/** What the files of the whole were written for. */
function factsOf(options: readonly string[]): SiteFacts {
	const of = (name: string) => options[options.indexOf(name) + 1] ?? '';
	return {
		...(options.includes('--prefer') ? {prefer: of('--prefer') === 'first' ? 'first' : 'equal'} : {}),
		...(options.includes('--site-range') ? {siteRanges: [of('--site-range')]} : {}),
		...(options.includes('--cloud-range') ? {cloudRanges: [of('--cloud-range')]} : {}),
	};
}

/** @param own how many tunnels the first connection has: those of the one beside it come after them */
function changeFacts({changes, beside, mode}: Kind, own: number): readonly string[] {
	if (!changes) return [];
	const order = changes.order.map(({of, tunnel, what}) => `${(of === 'site' ? 0 : own) + tunnel - 1}=${what}`);
	return [
		`CHANGES='${order.join(' ')}'`,
		`MOST_LOST=${changes.mostLost}`,
		`DRAINED=${changes.undrained ? '' : 'yes'}`,
		`WAY=${mode === 'bgp' ? 'bgp' : beside ? 'routes' : 'up'}`,
		'AWAY=6',
		`STORY_OF_ALL=${logs ? 'yes' : ''}`,
	];
}

/** Boots the machine. @returns all that it said */
function boot(folder: string, kind: string): Promise<string> {
	const machine = [
		'-accel',
		'tcg',
		'-cpu',
		'max',
		'-smp',
		'2',
		'-m',
		'1024',
		'-nodefaults',
		'-nographic',
		'-nic',
		'none',
	];
	const system = [
		'-serial',
		'stdio',
		'-no-reboot',
		'-kernel',
		join(folder, 'vmlinuz'),
		'-initrd',
		join(folder, 'initramfs.gz'),
	];
	const line = ['-append', `console=ttyS0 quiet panic=-1 rdinit=/init lab=${kind}`];
	return new Promise((resolve, reject) => {
		const child = spawn('qemu-system-x86_64', [...machine, ...system, ...line], {stdio: ['ignore', 'pipe', 'inherit']});
		const {pid} = child;
		if (pid !== undefined) ownProgram(pid);
		const timer = setTimeout(() => child.kill('SIGKILL'), longestMs);
		let said = '';
		child.stdout.setEncoding('utf8').on('data', data => {
			said += data;
			if (logs) appendFileSync(join(logs, `${kind}.log`), data);
		});
		child.once('error', reject);
		child.once('close', () => {
			clearTimeout(timer);
			if (pid !== undefined) disownProgram(pid);
			resolve(said);
		});
	});
}

/** What the lab of this machine needs, and the virtual one besides. */
async function lacking(): Promise<readonly string[]> {
	const lacks = await missingForLab([
		['qemu-system-x86_64', 'qemu-system-x86'],
		['cpio', 'cpio'],
		['depmod', 'kmod'],
		['busybox', 'busybox-static'],
		['apt-get', 'apt-get'],
		['ping', 'iputils-ping'],
		['nft', 'nftables'],
	]);
	return [...lacks, ...(existsSync('/bin/dash') ? [] : ['dash'])];
}

const lacks = await lacking();
if (lacks.length > 0) {
	process.stdout.write(`the lab on the kernel is skipped: this machine lacks ${lacks.join(', ')}\n`);
} else {
	for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
	await sweepOrphans();
	const folder = makeFolder();
	const wanted = process.argv.slice(2);
	const chosen = Object.entries(kinds).filter(
		([name]) => wanted.length === 0 || wanted.some(word => name.startsWith(word)),
	);
	for (const [name, kind] of chosen) await layDown(kind, join(folder, 'lab', name));
	const has = chosen.some(([, {daemon}]) => daemon === 'libreswan') ? ['libreswan'] : [];
	await run('sh', [fileURLToPath(new URL('initramfs.sh', import.meta.url)), folder, ...has]);
	for (const [name, kind] of chosen) {
		process.stdout.write(`${kind.title}\n`);
		const said = await boot(folder, name);
		const lines = [...said.matchAll(/^(ok|no) (.*?)\r?$/gm)];
		for (const [, word, what] of lines) process.stdout.write(`  ${word === 'ok' ? '✓' : '✗'} ${what}\n`);
		const seen = lines.filter(([, word]) => word === 'ok').length;
		if (seen === lines.length && seen === kind.seen && said.includes('THE END')) continue;
		process.exitCode = 1;
		process.stdout.write(`${seen} of ${kind.seen} were seen\n${said.slice(-6000)}\n`);
	}
}
