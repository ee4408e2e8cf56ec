import {describe, expect, test} from 'vitest';
import type {WhyAnswer} from '../../../../src/session/why.ts';
import type {Verdict, Why} from '../../../../src/why/why.ts';
import {hintsOf} from '../../../../src/wizard/core/keys.ts';
import {update} from '../../../../src/wizard/core/update.ts';
import {screenOf} from '../../../../src/wizard/screens/registry.ts';
import {siteNotes, whyHead, whyRows} from '../../../../src/wizard/screens/why/lines.ts';
import {askingWhy} from '../../../../src/wizard/screens/why/model.ts';
import {connectionOf, t0} from '../../../ui/fixtures.ts';
import {atPanelOf} from '../../at-panel.ts';
import {Driver} from '../../driver.ts';

/* What a user would lose: the cause that the evidence speaks for, the lines that prove it, and the way to say more of the site. */

const verdict = (over: Partial<Verdict> = {}): Verdict => ({
	cause: {id: 'wrong-key', title: 'The two ends have different pre-shared keys'},
	sureness: 'likely',
	tunnels: [2],
	evidence: [{from: 'site log', text: 'received AUTHENTICATION_FAILED', writer: 'charon', line: 12}],
	mend: ['set the key of tunnel 2 again', 'tunnelwright config vpn-40f41529 --device strongswan'],
	prove: [{where: 'on the device', command: 'swanctl --initiate --child t2', shows: 'the tunnel comes up'}],
	...over,
});
const answer = (why: Partial<Why> = {}): WhyAnswer => ({
	connection: connectionOf('berlin-office'),
	tunnels: [2],
	why: {verdicts: [verdict()], lookedAt: ['what the cloud says of 2 tunnels'], missing: ['the site’s log'], ...why},
});

function asked(): Driver {
	return atPanelOf(new Driver(), [connectionOf('berlin-office')], 'vpn-40f41529').press('d');
}

const model = (driver: Driver) => {
	const known = askingWhy.of(driver.state);
	if (!known) throw new Error('nothing is asked');
	return known;
};
const told = (driver: Driver, why?: Partial<Why>) =>
	driver.send({type: 'why', request: driver.state.awaited.why ?? 0, at: t0, answer: answer(why)});
const questions = (driver: Driver) => driver.effects.flatMap(each => (each.type === 'read-why' ? [each] : []));
const labels = (driver: Driver) => hintsOf(screenOf(driver.state).keys(driver.state)).map(({label}) => label);
const text = (driver: Driver) => JSON.stringify(whyRows(model(driver))[model(driver).row]);

describe('why', () => {
	test('is asked from the panel with what was seen of the connection, and Esc leads back there', () => {
		const driver = asked();
		expect(driver.at).toBe('why');
		const [question] = questions(driver);
		expect(question).toMatchObject({place: {cloud: 'aws', region: 'eu-central-1', id: 'vpn-40f41529'}});
		expect(question?.changes).toHaveLength(2);
		expect(JSON.stringify(whyHead(model(driver)))).toContain('asking the cloud');
		expect(driver.press('escape').at).toBe('panel');
		expect(driver.effects.at(-1)).toMatchObject({type: 'stop-why'});
	});

	test('tells causes with the quote, whose it is, the steps and the command, which is copied whole', () => {
		const driver = told(asked());
		expect(text(driver)).toMatch(/received AUTHENTICATION_FAILED.*site log, charon · line 12/);
		expect(text(driver)).toMatch(/"number":2,"text":"tunnelwright config vpn-40f41529/);
		driver.press('c');
		expect(driver.effects.at(-1)).toMatchObject({type: 'copy', text: 'swanctl --initiate --child t2'});
	});

	test('says of a wording that only the vendor’s guide has that nobody saw it from the device', () => {
		const quote = {
			from: 'site log',
			text: 'probable pre-shared secret mismatch',
			writer: 'FortiOS',
			fromGuide: true,
		} as const;
		const driver = told(asked(), {verdicts: [verdict({evidence: [quote]})]});
		expect(text(driver)).toContain('from the vendor’s guide');
	});

	test('that is not known is said, with what was looked at and what would tell more', () => {
		const driver = told(asked(), {verdicts: []});
		expect(text(driver)).toMatch(/Not known.*LOOKED AT.*2 tunnels.*NOT LOOKED AT.*the site’s log/);
		expect(labels(driver)).not.toContain('copy the command');
	});

	test('has what was looked at behind the last cause', () => {
		const driver = told(asked(), {verdicts: [verdict(), verdict({sureness: 'possible'})]}).press('right', 'right');
		expect(model(driver).row).toBe(2);
		expect(driver.press('right') && model(driver).row).toBe(2);
		expect(driver.press('left', 'tab', 'tab') && model(driver).row).toBe(2);
	});

	test('keeps the answer when it can’t be asked again, and says why', () => {
		const driver = told(asked()).press('r');
		driver.send({type: 'why-failed', request: driver.state.awaited.why ?? 0, trouble: {message: 'not allowed'}});
		expect(JSON.stringify(whyHead(model(driver)))).toContain('not allowed');
		expect(whyRows(model(driver))).toHaveLength(2);
	});
});

describe('what is given of the site', () => {
	test('is a file that is named, read again with each question', () => {
		const driver = told(asked()).press('l', '~/charon.log', 'enter');
		expect(driver.state.prompt).toBeUndefined();
		expect(questions(driver).at(-1)?.site).toEqual({kind: 'file', path: '~/charon.log'});
		driver.press('r');
		expect(questions(driver).at(-1)?.site).toEqual({kind: 'file', path: '~/charon.log'});
	});

	test('is asked for with what was typed before: Esc loses nothing, nor does a file that can’t be read', () => {
		const driver = told(asked()).press('l', '/var/log/char', 'escape');
		expect(driver.state.prompt).toBeUndefined();
		expect(questions(driver)).toHaveLength(1);
		driver.press('l', 'on.log');
		expect(driver.state.prompt).toMatchObject({value: '/var/log/charon.log', offered: false});
		driver.press('enter');
		driver
			.send({type: 'why-failed', request: driver.state.awaited.why ?? 0, trouble: {message: 'not there'}})
			.press('l');
		expect(driver.state.prompt?.value).toBe('/var/log/charon.log');
	});

	test('is said to be of no use where it is, above the causes; and not to be in an answer that it could not be asked for', () => {
		const driver = told(asked()).press('l', 'x.log', 'enter');
		told(driver, {ofSite: ['what was given of the site is in no form that is known here']});
		expect(JSON.stringify(whyHead(model(driver)))).toContain('"with the site’s log in x.log"');
		expect(JSON.stringify(siteNotes(model(driver)))).toContain('in no form that is known');
		driver.press('r');
		driver.send({type: 'why-failed', request: driver.state.awaited.why ?? 0, trouble: {message: 'not there'}});
		expect(JSON.stringify(whyHead(model(driver)))).toContain('"asked with the site’s log in x.log"');
		expect(siteNotes(model(driver))).toEqual([]);
	});

	test('that could not be read is not said to be read, and whose lines are still shown is said', () => {
		const driver = told(asked()).press('l', 'good.log', 'enter');
		expect(JSON.stringify(whyHead(model(driver)))).toMatch(/"asked with .*good.log".*answered without a log/);
		told(driver).press('l', ...Array.from('good.log', () => 'backspace'), 'nothere.log', 'enter');
		expect(JSON.stringify(whyHead(model(driver)))).not.toContain('"with the site’s log in nothere.log');
		driver.send({type: 'why-failed', request: driver.state.awaited.why ?? 0, trouble: {message: 'not there'}});
		expect(JSON.stringify(whyHead(model(driver)))).toMatch(
			/"asked with the site’s log in nothere.log".*"what is shown was answered with the site’s log in good.log"/,
		);
	});

	test('may be pasted where its path is asked for: a path has one line', () => {
		const driver = told(asked()).press('l').send({type: 'paste', text: 'one\ntwo\n'});
		expect(driver.state.prompt).toBeUndefined();
		expect(questions(driver).at(-1)?.site).toEqual({kind: 'pasted', text: 'one\ntwo\n'});
		driver.press('l').send({type: 'paste', text: '/var/log/charon.log\n'});
		expect(driver.state.prompt?.value).toBe('/var/log/charon.log');
	});

	test('is pasted with all of its lines, and forgotten where that is wanted', () => {
		const driver = told(asked()).send({type: 'paste', text: 'one\ntwo\nthree'});
		expect(questions(driver).at(-1)?.site).toEqual({kind: 'pasted', text: 'one\ntwo\nthree'});
		expect(JSON.stringify(whyHead(model(driver)))).toContain('3 lines');
		driver.press('f');
		expect(questions(driver).at(-1)?.site).toBeUndefined();
	});

	test('holds for the next question about the same connection, and for no other', () => {
		const connections = [connectionOf('berlin-office'), connectionOf('paris', 2, 'vpn-2')];
		const driver = atPanelOf(new Driver(), connections, 'vpn-40f41529').press('d');
		told(driver).send({type: 'paste', text: 'one'}).press('escape', 'd');
		expect(questions(driver).at(-1)?.site).toEqual({kind: 'pasted', text: 'one'});
		atPanelOf(driver, connections, 'vpn-2').press('d');
		expect(questions(driver).at(-1)).toMatchObject({place: {id: 'vpn-2'}});
		expect(questions(driver).at(-1)?.site).toBeUndefined();
	});

	test('that is only blanks asks nothing', () => {
		const driver = told(asked());
		const before = driver.effects.length;
		driver.send({type: 'paste', text: ' \n'});
		expect(driver.effects).toHaveLength(before);
	});
});

test('a late answer to an older question is heard by nobody', () => {
	const driver = asked();
	const request = driver.state.awaited.why ?? 0;
	driver.press('r');
	expect(update(driver.state, {type: 'why', request, at: t0, answer: answer()}).state).toBe(driver.state);
});
