import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {runArguments} from '../../../src/commands/run-commands.ts';
import {whyText} from '../../../src/commands/why-text.ts';
import type {AccountPlace} from '../../../src/connection/place.ts';
import {Frr} from '../../../src/sandbox/lab/frr.ts';
import {tryRun, until} from '../../../src/sandbox/lab/programs.ts';
import {openSession} from '../../../src/session/open-session.ts';
import {readKnown, readWhy, type WhyAnswer} from '../../../src/session/why.ts';
import type {FleetChange} from '../../../src/watch/fleet/fleet.ts';
import type {Known, Verdict} from '../../../src/why/why.ts';
import {fakeIo} from '../../commands/fake-io.ts';
import {watchIt} from '../../why/watched.ts';
import {type Cleanups, type Played, play} from '../played.ts';
import {type CloudEnd, cloudEndAt} from './cloud-ends.ts';

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
	/** The cloud's end of a tunnel, from 0. */
	readonly cloudEnd: (tunnel?: number) => Promise<CloudEnd>;
	/** What was seen of the connection by whoever watches it, newest first; empty where nobody does. */
	readonly seen: () => readonly FleetChange[];
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
	/** Somebody watches it all the time, as in the panel, and asks there. */
	readonly watched?: true;
	/** Of strongSwan's own settings at the site: `keep_alive = 0`. */
	readonly daemon?: string;
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
		const watched = trial.watched ? watchIt(played.sandbox, placeOf(played.handed), played.handed.id, 4) : undefined;
		if (watched) cleanups.push(watched.end);
		const watch = watched?.changes;
		const lab = labOf(played, cleanups, watch ?? []);
		const {handed, site} = played;
		if (trial.daemon !== undefined) {
			const file = join(site.folder, 'charon', 'strongswan.conf');
			writeFileSync(file, readFileSync(file, 'utf8').replace(/\n/, `\n  ${trial.daemon}\n`));
		}

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
		return await askWhy(played, given, watch);
	} finally {
		for (const cleanup of cleanups.reverse()) await cleanup();
	}
}

/** Asks `why` with what was given of the site. @param changes what was seen of it: the panel has that beside it, the command has not */
export async function askWhy(
	{sandbox, handed}: Pick<Played, 'sandbox' | 'handed'>,
	given: string,
	changes?: readonly FleetChange[],
): Promise<Found> {
	const env = {...sandbox.env, TUNNELWRIGHT_HOME: handed.folder};
	const session = openSession({env});
	const place = placeOf(handed);
	const {signal} = new AbortController();
	const site = given === '' ? {} : {site: given};
	const seen = changes ? {changes: [...changes]} : {};
	try {
		const {verdicts, text} = changes
			? answerOf(await readWhy(session, place, handed.id, {signal, ...site, ...seen}))
			: await askCommand(env, handed.id, given);
		const {known} = await readKnown(session, place, handed.id, {signal, ...seen});
		const {cloudWhy: _words, ...kept} = known;
		const causes = verdicts.map(({cause}) => cause.id);
		return {causes, sureness: verdicts[0]?.sureness ?? '', given, text, known: kept};
	} finally {
		session.close();
	}
}

interface Answered {
	readonly verdicts: readonly Pick<Verdict, 'cause' | 'sureness'>[];
	readonly text: string;
}

const answerOf = (answer: WhyAnswer): Answered => ({
	verdicts: answer.why.verdicts,
	text: whyText(answer, text => text),
});

async function askCommand(env: Readonly<Record<string, string>>, id: string, given: string): Promise<Answered> {
	const ask = async (...args: readonly string[]) => {
		const io = fakeIo({env, input: given});
		const logs = given === '' ? [] : ['--site-logs', '-'];
		const code = await runArguments(['why', id, ...logs, ...args], undefined, io);
		if (code !== 0) throw new Error(`why ended with ${code}: ${io.stderr()}`);
		return io.stdout();
	};
	const {verdicts} = JSON.parse(await ask('--json'));
	return {verdicts, text: await ask()};
}

function placeOf({id}: Played['handed']): AccountPlace {
	return id.startsWith('vpnx-') ? {cloud: 'tencent', region: 'ap-guangzhou'} : {cloud: 'aws', region: 'eu-central-1'};
}

function labOf(played: Played, cleanups: Cleanups, seen: readonly FleetChange[]): WhyLab {
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
		cloudEnd: (tunnel = 0) => cloudEndAt(ready.tunnels.find(each => each.tunnel === tunnel)?.cloud ?? ''),
		seen: () => seen,
	};
}
