import type {Sandbox} from '../../src/sandbox/sandbox.ts';
import {startSandbox} from '../../src/sandbox/start.ts';
import {keys, questions, WizardUser} from '../e2e/wizard-user.ts';
import {atMost, forComparison, milliseconds, type Row} from './row.ts';
import {interleaved, median, percentile} from './statistics.ts';

const rounds = 150;
/** Longer than the screen waits between two frames, so that no key falls on the frame of the one before. */
const betweenMs = 30;

const pause = (milliseconds_: number) => new Promise(resolve => setTimeout(resolve, milliseconds_));

/** The wizard at the list of gateways in Frankfurt, read to its end. */
async function atGateways(sandbox: Sandbox, gateways: number): Promise<WizardUser> {
	const user = new WizardUser([], {columns: 100, rows: 30, env: sandbox.env});
	await user.screen.ready(questions.home, 20_000);
	user.press('enter');
	await user.at(questions.cloud);
	user.press('enter');
	await user.at(questions.region);
	await user.pick('eu-central-1');
	await user.at(questions.gateway);
	const count = await user.at(
		text => [...text.matchAll(/ of (\d[\d,.]*) *$/gm)].some(([, n]) => Number(n?.replace(/\D/g, '')) >= gateways),
		60_000,
	);
	if (!count.includes(questions.gateway)) throw new Error('the list of gateways is gone');
	await user.at('❯ vgw-');
	return user;
}

/** Walks down and up again, a page and more: within the shorter list, with the rows moving under the cursor. */
function walking(user: WizardUser): () => Promise<number> {
	let step = 0;
	return async () => {
		await pause(betweenMs);
		step += 1;
		return user.screen.answerTime(Math.floor((step - 1) / 60) % 2 === 0 ? keys.down : keys.up);
	};
}

/** From a key to the first byte of the screen that it changes, with a short list and a very long one, on a real terminal. */
export async function keyRows(): Promise<Row[]> {
	const sandboxes = [await startSandbox({extraGateways: 100}), await startSandbox({extraGateways: 10_000})] as const;
	const users: WizardUser[] = [];
	try {
		for (const [index, gateways] of [100, 10_000].entries()) {
			const sandbox = sandboxes[index];
			if (sandbox) users.push(await atGateways(sandbox, gateways));
		}

		const [short, long] = users;
		if (!short || !long) throw new Error('both lists are needed');
		const candidates = {short: walking(short), long: walking(long)};
		await interleaved(candidates, 20);
		const times = await interleaved(candidates, rounds);
		const [hundred, tenThousand] = [median(times.short), median(times.long)];
		return [
			forComparison('key to changed screen, 100 gateways, median', milliseconds(hundred)),
			{
				what: 'key to changed screen, 10,000 gateways, median',
				measured: milliseconds(tenThousand),
				bound: 'under 16 ms',
				held: tenThousand < 16,
			},
			forComparison('key to changed screen, 10,000 gateways, 95 of 100', milliseconds(percentile(times.long, 0.95))),
			atMost('10,000 gateways : 100 gateways', tenThousand / hundred, 1.5),
		];
	} finally {
		for (const user of users) user.opened.close();
		for (const sandbox of sandboxes) await sandbox.close();
	}
}
