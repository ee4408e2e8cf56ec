import {expect, it} from 'vitest';
import type {UndoStep} from '../../../src/clouds/contract/cloud.ts';
import {connectionOf} from '../../ui/fixtures.ts';
import {atPanelOf} from '../at-panel.ts';
import {Driver} from '../driver.ts';

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
	driver.state = {...driver.state, options: {...driver.state.options, sandbox: false, readOnly}};
	atPanelOf(driver, [connectionOf('berlin', 2, 'vpn-0002')], 'vpn-0002').press('x');
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
