import {describe, expect, it} from 'vitest';
import type {UndoStep} from '../../../src/clouds/contract/cloud.ts';
import {helpOf, hintsOf} from '../../../src/wizard/core/keys.ts';
import {lookingOnly} from '../../../src/wizard/core/read-only.ts';
import {screenOf} from '../../../src/wizard/screens/registry.ts';
import {connectionOf} from '../../ui/fixtures.ts';
import {connectionOf as listed} from '../../watch/fake-fleet.ts';
import {atPanelOf} from '../at-panel.ts';
import {Driver} from '../driver.ts';
import {watching} from '../screens/watch/watching.ts';

/* What a user would lose: the promise that a wizard that was opened to look changes nothing. */

const steps: readonly UndoStep[] = [
	{id: 'connection', title: 'delete', detail: 'vpn-0002', call: 'Delete', parameters: {Id: 'vpn-0002'}},
];
const told = {
	cloud: 'aws' as const,
	region: 'eu-central-1',
	steps,
	connection: {id: 'vpn-0002', name: 'berlin', state: 'available'},
	goesWith: [],
	stays: [],
	notes: [],
};

/** A deletion whose name is typed, and confirmed. */
function deleted(readOnly: boolean): Driver {
	const driver = new Driver();
	driver.state = {...driver.state, options: {...driver.state.options, sandbox: false}};
	atPanelOf(driver, [connectionOf('berlin', 2, 'vpn-0002')], 'vpn-0002').press('x');
	// past the key, which would not have opened it
	driver.state = {...driver.state, options: {...driver.state.options, readOnly}};
	const asked = driver.effects.findLast(effect => effect.type === 'preview-delete');
	driver.send({type: 'delete-read', request: asked?.request ?? 0, runId: '', steps, told});
	return driver.press('berlin', 'enter');
}

const wanted = (driver: Driver) => driver.effects.filter(({type}) => type === 'delete-connection').length;

it('a wizard that was opened to look only says so, and does nothing', () => {
	const driver = deleted(true);
	expect(wanted(driver)).toBe(0);
	expect(driver.state.notice?.text).toContain('--read-only');
	expect(wanted(deleted(false))).toBe(1);
});

describe.each(['watch', 'panel'] as const)('the keys of %s that lead to a change', at => {
	const changing = [...['e', 'k', 'n', 'x'], ...(at === 'watch' ? ['ctrl-o'] : [])];
	const opened = (readOnly: boolean) => {
		const driver = watching([listed({id: 'vpn-0002', name: 'berlin'})], {readOnly});
		if (at === 'panel') driver.press('enter');
		else driver.press('tab');
		driver.effects.length = 0;
		return driver;
	};

	it.each(changing)('%s says why it does nothing, and opens nothing', key => {
		const driver = opened(true).press(key);
		expect(driver.at).toBe(at);
		expect(driver.effects).toEqual([]);
		expect(driver.state.notice?.text).toBe(lookingOnly);
	});

	it('are in neither footer nor help; the help says why', () => {
		const names = (driver: Driver) => screenOf(driver.state).keys(driver.state);
		const offered = (driver: Driver) => helpOf(names(driver)).flatMap(({keys}) => keys);
		expect(offered(opened(false))).toEqual(expect.arrayContaining(changing));
		expect(offered(opened(true)).filter(key => changing.includes(key))).toEqual([]);
		expect(hintsOf(names(opened(true))).filter(({key}) => changing.includes(key))).toEqual([]);
		expect(screenOf(opened(true).state).about(opened(true).state).join()).toContain('--read-only');
	});

	it.each(['d', 'h'])('%s only looks, and works', key => {
		expect(opened(true).press(key).at).toBe(key === 'd' ? 'why' : 'handover');
	});
});
