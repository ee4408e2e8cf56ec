import {expect, onTestFinished, test} from 'vitest';
import {WizardUser} from './wizard-user.ts';

/* What a user would lose: the list that a team leaves open, at a glance, over a slow line, and as they left it. */

const size = {columns: 120, rows: 40};

async function watching(args: readonly string[], options: {readonly machine?: WizardUser['opened']['machine']} = {}) {
	const user = new WizardUser(['watch', '--sandbox', ...args], {...size, ...options});
	onTestFinished(user.opened.close);
	await user.screen.ready(/connections · .*tunnels UP/, 30_000);
	await user.at(/8 connections · ○ 2 down · 1 degraded · ● 5 up/);
	return user;
}

test('the command opens the list; a second in which nothing changes costs next to nothing', {
	timeout: 90_000,
}, async () => {
	const user = new WizardUser(['watch', '--sandbox', '--cloud', 'aws'], size);
	onTestFinished(user.opened.close);
	// their cloud tells since when they are as they are: days ago
	await user.screen.ready(/3 connections · .*tunnels UP/, 30_000);
	await user.at(/hamburg-hub/);
	await user.screen.type('?');
	await user.at('KEYS ON THIS SCREEN');
	const before = user.screen.bytes.length;
	user.press('escape');
	await user.at(/3 connections/);
	const redraw = user.screen.bytes.length - before;
	expect(redraw).toBeGreaterThan(1000);
	await user.at(/as of under 5 s ago/);
	const quiet = user.screen.bytes.length;
	await user.at(/as of under 10 s ago/);
	// of the two steps below ten seconds
	expect(user.screen.bytes.length - quiet).toBeLessThan(redraw * 0.05);
});

test('order, sections and filter are there again at the next start', {timeout: 90_000}, async () => {
	const user = await watching([]);
	await user.screen.type('sgg');
	await user.at(/by account[\s\S]*NAME ↓/);
	await user.screen.type('/berlin');
	await user.at(/filter: berlin_ +1 of 8/);
	user.press('enter');
	await user.at(/filter: berlin +1 of 8/);
	await user.screen.type('q');
	expect((await user.end()).code).toBe(0);
	expect(user.screen.text()).toMatch(/8 connections · 2 down · 1 degraded · 5 up · 8 of 11 tunnels UP · as of/);
	const again = await watching([], {machine: user.opened.machine});
	await again.at(/filter: berlin +1 of 8 +by account[\s\S]*NAME ↓/);
});

test('a region that dies is named, hides nothing of the others, and comes back', {timeout: 120_000}, async () => {
	const user = new WizardUser(
		['watch', '--sandbox', '--speed', '10', '--fault', 'throttle@eu-central-1:DescribeVpnConnections:12'],
		size,
	);
	onTestFinished(user.opened.close);
	await user.screen.ready(/tunnels UP/, 30_000);
	const failing = await user.at(/✖ AWS · .* · eu-central-1 can’t be read/, 60_000);
	expect(failing).toContain('old-office');
	await user.at(text => text.includes('8 connections') && !text.includes('can’t be read'), 60_000);
	expect(user.screen.text()).toContain('berlin-staging');
});
