import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {runArguments} from '../../../src/commands/run-commands.ts';
import {Frr} from '../../../src/sandbox/lab/frr.ts';
import {tryRun, until} from '../../../src/sandbox/lab/programs.ts';
import {openSession} from '../../../src/session/open-session.ts';
import {readKnown} from '../../../src/session/why.ts';
import type {Known} from '../../../src/why/why.ts';
import {fakeIo} from '../../commands/fake-io.ts';
import {type Cleanups, type Played, play} from '../played.ts';

export const waitMs = 60_000;

/** A site's real device against the ends of a sandbox's lab, while something is wrong. */
export interface WhyLab extends Played {
	/** Runs a program in the site's namespace. */
	readonly atSite: (...command: readonly string[]) => Promise<string>;
	/** Waits until the site's log has it. */
	readonly logs: (wanted: RegExp) => Promise<void>;
	/** Waits until this many tunnels' children are installed. */
	readonly isUp: (children?: number) => Promise<void>;
	readonly swanctl: (...args: readonly string[]) => Promise<string>;
	/** Starts FRR at the site. */
	readonly bgp: (change?: (configuration: string) => string) => Promise<void>;
	/** Asks FRR. */
	readonly vtysh: (command: string) => Promise<string>;
	/** What FRR's bgpd logged. */
	readonly bgpLog: () => string;
}

export interface WhyCase {
	readonly title: string;
	/** The id of the cause that is to be found first. */
	readonly cause: string;
	readonly document: () => object;
	readonly options?: readonly string[];
	/** What is wrong in the device's file. */
	readonly spoil?: (swanctl: string) => string;
	/** What is so before the device starts. */
	readonly before?: (lab: WhyLab) => Promise<unknown>;
	/** What happens, until it is there to be seen. */
	readonly happens: (lab: WhyLab) => Promise<void>;
	/** What is given of the site beside charon's log: its states. */
	readonly states?: (lab: WhyLab) => Promise<string>;
	/** The site's log is not given. */
	readonly withoutLog?: true;
	/** It is a part of the share that is always tried. */
	readonly always?: true;
}

export interface Found {
	/** Ids of the causes, in the order in which they are told. */
	readonly causes: readonly string[];
	readonly sureness: string;
	/** What was given. */
	readonly given: string;
	/** The answer of the command, for people. */
	readonly text: string;
	/** What was known of it, but for what was given. */
	readonly known: Omit<Known, 'cloudWhy'>;
}

const key = 'Lab.key_0123456789';

/** Plays it, and asks `why`. @throws Error saying what did not happen */
export async function tryCase(trial: WhyCase): Promise<Found> {
	const cleanups: Cleanups = [];
	try {
		const played = await play(trial.document(), cleanups, {key, options: trial.options ?? []});
		const lab = labOf(played, cleanups);
		const {handed, site} = played;
		const swanctl = handed.read('swanctl.conf');
		const spoilt = trial.spoil?.(swanctl) ?? swanctl;
		if (trial.spoil && spoilt === swanctl) throw new Error(`nothing was spoilt in ${swanctl}`);
		writeFileSync(join(handed.folder, 'swanctl.conf'), spoilt);
		await trial.before?.(lab);
		await site.start(handed.folder);
		await trial.happens(lab).catch(error => {
			throw new Error(`${error.message}\n${site.charon.usualLog().split('\n').slice(-50).join('\n')}`);
		});
		const log = trial.withoutLog ? '' : site.charon.usualLog();
		const given = [log, (await trial.states?.(lab)) ?? ''].filter(Boolean).join('\n');
		return await askWhy(played, given);
	} finally {
		for (const cleanup of cleanups.reverse()) await cleanup();
	}
}

/** Asks `why` with what was given of the site. */
export async function askWhy({sandbox, handed}: Pick<Played, 'sandbox' | 'handed'>, given: string): Promise<Found> {
	const ask = async (...args: readonly string[]) => {
		const io = fakeIo({env: {...sandbox.env, TUNNELWRIGHT_HOME: handed.folder}, input: given});
		const logs = given === '' ? [] : ['--site-logs', '-'];
		const code = await runArguments(['why', handed.id, ...logs, ...args], undefined, io);
		if (code !== 0) throw new Error(`why ended with ${code}: ${io.stderr()}`);
		return io.stdout();
	};
	const answer = JSON.parse(await ask('--json'));
	const session = openSession({env: {...sandbox.env, TUNNELWRIGHT_HOME: handed.folder}});
	const place = handed.id.startsWith('vpnx-')
		? ({cloud: 'tencent', region: 'ap-guangzhou'} as const)
		: ({cloud: 'aws', region: 'eu-central-1'} as const);
	const {signal} = new AbortController();
	const {known} = await readKnown(session, place, handed.id, {signal}).finally(() => session.close());
	const {cloudWhy: _words, ...kept} = known;
	return {
		causes: answer.verdicts.map(({cause}: {cause: {id: string}}) => cause.id),
		sureness: answer.verdicts[0]?.sureness ?? '',
		given,
		text: await ask(),
		known: kept,
	};
}

function labOf(played: Played, cleanups: Cleanups): WhyLab {
	const {site, ready, handed} = played;
	const {namespace} = ready.site;
	return {
		...played,
		async atSite(...command) {
			const {code, text} = await tryRun('ip', ['netns', 'exec', namespace, ...command]);
			if (code !== 0) throw new Error(`${command.join(' ')}: ${text}`);
			return text;
		},
		logs: wanted => until(() => wanted.test(site.charon.usualLog()), `the site’s log saying ${wanted}`, waitMs),
		isUp: (children = 1) =>
			until(async () => (await site.charon.installed()).length >= children, `${children} INSTALLED`, waitMs),
		swanctl: async (...args) => (await site.charon.swanctl(...args)).text,
		async bgp(change = text => text) {
			const frr = new Frr(join(site.folder, 'frr'), namespace);
			cleanups.push(() => frr.stop());
			await frr.start(change(handed.read('frr.conf')));
		},
		vtysh: async command => (await tryRun('vtysh', ['--vty_socket', join(site.folder, 'frr'), '-c', command])).text,
		bgpLog: () => readFileSync(join(site.folder, 'frr', 'bgpd.log'), 'utf8'),
	};
}
