import {rmSync} from 'node:fs';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {sandboxEnv} from '../../src/clouds/embedded.ts';
import {moduleOf} from '../../src/clouds/registry.ts';
import {sandboxEnvironment} from '../../src/sandbox/start.ts';
import {tencentSecretId} from '../../src/sandbox/tencent/protocol/tencent-keys.ts';
import {freshMachine, root} from '../e2e/program.ts';
import {WizardUser} from '../e2e/wizard-user.ts';
import {changesOn, tunnelsOf, tunnelsOn} from './panel-text.ts';
import {readProbe, type Sample} from './samples.ts';

/** How much faster than life the sandbox's clock runs, and with it the polls: 5 s become 0.1 s. */
export const speed = 50;

/** A bad day: what meets which share of the calls that the panel makes. */
const faults = ['flap', 'throttle:2%', 'error5xx:2%', 'reset:2%', 'garbage:2%', 'slow:0.2%'].map(fault =>
	fault.replace(':', ':DescribeVpnConnections:'),
);

const places: Readonly<Record<'aws' | 'tencent', {readonly row: RegExp; readonly region: string}>> = {
	aws: {row: /all \d+ of AWS/, region: 'eu-central-1'},
	tencent: {row: /all \d+ of Tencent/, region: 'ap-guangzhou'},
};

export interface Soaked {
	/** Simulated hours on the panel, with the ways between the clouds. */
	readonly hours: number;
	readonly samples: readonly Sample[];
	/** How often a panel was opened and left. */
	readonly visits: number;
	/** Changes in the details of all tunnels of the last AWS turn: what the history holds. */
	readonly history: number;
	/** Polls whose failure was on the screen when it was looked at. */
	readonly troubled: number;
	/** What was wrong with the last screens, compared with what the clouds say; empty when they were right. */
	readonly wrong: readonly string[];
	/** The program's exit code. */
	readonly code: number;
}

export interface SoakOptions {
	/** Simulated hours, shared by the turns. */
	readonly hours: number;
	/** Stays on a panel, AWS and Tencent Cloud in turn. */
	readonly turns: number;
	/** Short visits of both panels before each stay. */
	readonly visits: number;
	/** Samples in each stay. */
	readonly samples: number;
	readonly say?: (news: string) => void;
}

/** What the footer says while a tunnel's details are open, scrolled or not. */
const details = /esc close +h hand-over/;

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

/**
 * Keeps the real program, on a terminal of its own, on the live panel of its sandbox while tunnels flap and calls fail; goes from
 * cloud to cloud, opens details and comes back, and lets the probe look at memory and handles in between.
 */
export async function soak({hours, turns, visits, samples: perTurn, say = () => {}}: SoakOptions): Promise<Soaked> {
	const machine = freshMachine();
	const probe = path.join(machine.home, 'probe');
	const user = await WizardUser.atHome({
		columns: 110,
		rows: 40,
		machine,
		args: ['--speed', String(speed), ...faults.flatMap(fault => ['--fault', fault])],
		env: {
			NODE_OPTIONS: `--import ${pathToFileURL(path.join(root, 'test/soak/probe.mjs')).href}`,
			SOAK_PROBE: probe,
		},
	});
	const started = Date.now();
	const elapsed = () => ((Date.now() - started) * speed) / 3_600_000;
	const taken: Sample[] = [];
	let visited = 0;
	let troubled = 0;

	const sample = async () => {
		const before = readProbe(probe).length;
		user.opened.signal('SIGUSR2');
		for (const until = Date.now() + 30_000; Date.now() < until; await pause(20)) {
			const seen = readProbe(probe).at(before);
			if (!seen) continue;
			taken.push({hours: elapsed(), ...seen});
			return;
		}

		throw new Error('the probe did not answer');
	};

	const enter = async (cloud: 'aws' | 'tencent') => {
		const {row} = places[cloud];
		// the filter of the last time is still there
		user.press('ctrlU');
		// a list that could not be read is asked for once more, as a person does
		const listed = await user.at(text => row.test(text) || text.includes('ctrl-r'), 30_000);
		if (!row.test(listed)) user.press('ctrlR');
		const name = row.exec(await user.at(row, 60_000))?.[0] ?? '';
		await user.screen.type(name);
		await user.at(text => new RegExp(`❯ +${name}`).test(text));
		user.press('enter');
		await user.at(text => tunnelsOn(text).length >= 5, 60_000);
		visited += 1;
	};
	const leave = async () => {
		user.press('escape');
		await user.at('Which connection do you want to watch', 30_000);
	};

	/** Some of what a person does while watching. */
	const lookAround = async () => {
		user.press('down', 'enter');
		await user.at(details);
		user.press('end');
		await user.screen.type('?');
		await user.at(text => !details.test(text));
		user.press('escape');
		await user.at(details);
		user.press('escape');
		await user.at(text => tunnelsOn(text).length >= 5);
		await user.screen.type('r');
	};

	try {
		user.press('down', 'down', 'enter');
		await user.at('Which connection do you want to watch', 30_000);
		const wrong: string[] = [];
		let history = 0;
		for (let turn = 0; turn < turns; turn += 1) {
			const cloud = turn % 2 === 0 ? 'aws' : 'tencent';
			for (let visit = 0; visit < visits; visit += 1) {
				for (const each of ['tencent', 'aws'] as const) {
					await enter(each);
					await leave();
				}
			}

			await enter(cloud);
			for (let part = 0; part < perTurn; part += 1) {
				await pause((hours / turns / perTurn / speed) * 3_600_000);
				await sample();
				if (!/as of/.test(user.screen.text())) troubled += 1;
				await lookAround();
			}

			say(`turn ${turn + 1} of ${turns}, ${cloud}: ${elapsed().toFixed(2)} h`);
			wrong.push(...(await wrongOnScreen(user, cloud, taken.at(-1))));
			if (cloud === 'aws') history = await historyOf(user);
			await leave();
		}

		const simulated = elapsed();
		user.press('ctrlC');
		const {code} = await user.end();
		return {hours: simulated, samples: taken, visits: visited, history, troubled, wrong, code};
	} finally {
		user.opened.close();
		rmSync(machine.home, {recursive: true, force: true, maxRetries: 5});
	}
}

/**
 * Compares the panel with what the cloud says to another client. A tunnel may flap between two looks, so it is asked again until
 * both agree; the panel has a minute to.
 */
async function wrongOnScreen(
	user: WizardUser,
	id: 'aws' | 'tencent',
	sample: Sample | undefined,
): Promise<readonly string[]> {
	const {port = 0, keys = {}} = sample ?? {};
	const own = {
		...sandboxEnvironment(port, {secretId: tencentSecretId, secretKey: keys.tencent ?? ''}),
		AWS_SECRET_ACCESS_KEY: keys.aws ?? '',
	};
	const cloud = await moduleOf(id).open({env: sandboxEnv({}, own), sandbox: true});
	let last = '';
	try {
		for (const until = Date.now() + 60_000; Date.now() < until; ) {
			const connections = await cloud
				.status(places[id].region, undefined, AbortSignal.timeout(10_000))
				.catch(() => undefined);
			if (!connections) continue;
			const said = tunnelsOf(connections).join('\n');
			const isRight = (text: string) => {
				last = `${id}: the cloud says\n${said}\nthe screen shows\n${text}`;
				return tunnelsOn(text).join('\n') === said && / as of [01] s ago/.test(text);
			};
			if (await user.screen.until(isRight, 1000).catch(() => undefined)) return [];
		}
	} finally {
		cloud.close();
	}

	return [last];
}

/** Counts the changes in the details of every tunnel, on a terminal that is high enough for all of them. */
async function historyOf(user: WizardUser): Promise<number> {
	const {columns} = user.screen;
	user.screen.resize(columns, 300);
	const tunnels = tunnelsOn(await user.at(text => tunnelsOn(text).length >= 5)).length;
	let changes = 0;
	user.press('home');
	for (let row = 0; row < tunnels; row += 1) {
		user.press('enter');
		changes += changesOn(await user.at('cloud address'));
		user.press('escape');
		await user.at(text => tunnelsOn(text).length === tunnels);
		user.press('down');
	}

	user.screen.resize(columns, 40);
	await user.at(text => tunnelsOn(text).length === tunnels && text.includes('esc back'));
	return changes;
}
