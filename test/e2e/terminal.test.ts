import {describe, expect, onTestFinished, test} from 'vitest';
import type {OpenOptions} from './program.ts';
import {asItWas} from './screen.ts';
import {questions, WizardUser} from './wizard-user.ts';

async function atHome(options: OpenOptions = {}): Promise<WizardUser> {
	const user = await WizardUser.atHome(options);
	onTestFinished(user.opened.close);
	return user;
}

/** The program has ended with this code, and the terminal is as a shell wants it. */
async function leftWith(user: WizardUser, wanted: number): Promise<void> {
	const {code, before, after} = await user.end();
	expect(code).toBe(wanted);
	expect(before).not.toBe('');
	expect(after).toBe(before);
	expect(await user.screen.state()).toEqual(asItWas);
}

/** Every screen before anything is made, and how to get there from the one before. */
const way: readonly {readonly name: string; readonly onward: (user: WizardUser) => Promise<unknown>}[] = [
	{name: 'home', onward: user => user.at(questions.home)},
	{name: 'cloud', onward: user => user.enterUntil(questions.cloud)},
	{name: 'region', onward: user => user.enterUntil(questions.region)},
	{name: 'gateway', onward: user => user.enterUntil(questions.gateway)},
	{name: 'site', onward: user => user.enterUntil(questions.site)},
	{name: 'routing', onward: user => user.enterUntil(questions.routing)},
	{name: 'routes', onward: user => user.enterUntil(questions.bgp)},
	{name: 'security', onward: user => user.enterUntil(questions.security)},
	{name: 'name', onward: user => user.enterUntil(questions.name)},
	{name: 'review', onward: user => user.enterUntil(questions.review)},
	{name: 'dry run', onward: user => user.enterUntil(questions.dryRun)},
	{
		name: 'confirm',
		async onward(user) {
			await user.at(/checked \d+ · /);
			user.press('right');
			return user.at(questions.confirm);
		},
	},
	{
		name: 'run',
		async onward(user) {
			const name = /Type (\S+) and press/.exec(user.screen.text())?.[1] ?? '';
			await user.screen.type(name);
			await user.at('that is its name');
			user.press('enter');
			return user.at(/ is made\. It comes up/, 60_000);
		},
	},
	{
		name: 'panel',
		onward(user) {
			user.press('enter');
			return user.at(/[●○–] tunnel 1/);
		},
	},
];

/** Once something is made, leaving cancels nothing. */
const done = new Set(['run', 'panel']);

async function goTo(user: WizardUser, name: string): Promise<void> {
	for (const screen of way) {
		await screen.onward(user);
		if (screen.name === name) return;
	}
}

describe('Ctrl-C leaves with the terminal as it was, and with 130 while nothing is made', () => {
	for (const {name} of way) {
		test(`at ${name}`, {timeout: 90_000}, async () => {
			const user = await atHome();
			await goTo(user, name);
			user.press('ctrlC');
			await leftWith(user, done.has(name) ? 0 : 130);
		});
	}
});

test('q leaves the first screen with 0', async () => {
	const user = await atHome();
	await user.screen.type('q');
	await leftWith(user, 0);
});

test('the screen says SANDBOX all the way', {timeout: 60_000}, async () => {
	const user = await atHome();
	for (const {onward} of way) {
		await onward(user);
		expect(user.screen.text()).toContain('SANDBOX');
	}
});

/** One frame and nothing else: two rules from edge to edge, one footer in the last row with the help in sight, no line wrapped. */
function isOneFrame({screen}: WizardUser): boolean {
	const {active} = screen.term.buffer;
	const lines = screen.lines();
	const rules = lines.filter(line => /^─+$/.test(line));
	const footers = lines.filter(line => /^ (?:\?|ctrl-g) help/.test(line));
	const wrapped = lines.some((_, y) => active.getLine(active.viewportY + y)?.isWrapped);
	const isWide = rules.every(rule => rule.length === screen.columns);
	return rules.length === 2 && isWide && footers.length === 1 && footers[0] === lines.at(-1) && !wrapped;
}

const sizes = [
	[120, 40],
	[40, 15],
	[80, 24],
] as const;

for (const name of ['home', 'gateway', 'routes', 'review', 'dry run']) {
	test(`${name} fits 120x40, 40x15 and 80x24, and is drawn once in each`, {timeout: 60_000}, async () => {
		const user = await atHome({columns: 100, rows: 30});
		await goTo(user, name);
		for (const [columns, rows] of sizes) {
			user.screen.resize(columns, rows);
			await user.at(() => isOneFrame(user));
		}
	});
}
