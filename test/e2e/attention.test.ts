import {expect, onTestFinished, test} from 'vitest';
import {WizardUser} from './wizard-user.ts';

/*
 * What a user would lose: to be called when a tunnel goes down; a frame that a notification tore; a window whose title says for ever how many were down.
 */

test('flapping tunnels ring, are told once a minute between two frames, and the title is given back', {
	timeout: 90_000,
}, async () => {
	const args = ['--fault', 'flap', '--notify', '9'];
	const user = await WizardUser.atHome({columns: 120, rows: 40, args});
	onTestFinished(user.opened.close);
	const {term} = user.screen;
	const titles: string[] = [];
	const told: string[] = [];
	let bells = 0;
	let isWithinFrame = false;
	let torn = 0;
	for (const final of ['h', 'l'])
		term.parser.registerCsiHandler({prefix: '?', final}, params => {
			if (params.includes(2026)) isWithinFrame = final === 'h';
			return false;
		});
	term.parser.registerOscHandler(9, text => {
		told.push(text);
		if (isWithinFrame) torn += 1;
		return true;
	});
	term.onTitleChange(title => titles.push(title));
	term.onBell(() => {
		bells += 1;
	});
	await user.at(/Watch tunnels\s+\d+ connections/);
	user.press('down', 'down', 'enter');
	await user.at(/of \d+ tunnels UP/);
	await user.at(() => told.length > 0 && titles.length > 0, 60_000);
	expect(told[0]).toMatch(/^tunnelwright: .+/);
	expect(told[0]).not.toMatch(/[;\p{Cc}]/u);
	expect(torn).toBe(0);
	expect(bells).toBeGreaterThan(0);
	expect(titles.at(-1)).toMatch(/^(?:\d+ (?:down|degraded|impaired|unknown|up)(?:, )?)+ · tunnelwright$/);
	// the view of one is fed by the same watch
	user.press('enter');
	await user.at(/\[1 tunnels\][\s\S]*[●○–] tunnel 1/);
	await user.screen.type('q');
	expect((await user.end()).code).toBe(0);
	expect(titles.at(-1)).toBe('');
	expect(told).toHaveLength(1);
});
