import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {openSession} from '../../src/session/open-session.ts';
import {openRun} from '../../src/ui/effects/run-list.ts';
import type {WizardEvent} from '../../src/wizard/core/event.ts';
import {reopenedRun} from '../../src/wizard/screens/run/model.ts';
import {endParts, runSummary} from '../../src/wizard/screens/run/text.ts';
import {StandingWorld} from './standing-world.ts';

/* What a user would lose: their tunnel, where files are loaded on the device whose key the cloud has never taken. */

let world: StandingWorld;
beforeEach(async () => {
	world = await StandingWorld.open();
});
afterEach(() => world.close());

const ahead = 'The new files for tunnel 1 hold a key that the cloud does not have';

/** A renewal whose files stand, and whose call is refused; its run. */
async function refused(): Promise<string> {
	const out = join(world.home, 'office');
	const at = (line: string) => {
		if (line.includes(out)) world.sandbox.addFault({kind: 'denied', action: 'ModifyVpnTunnelOptions'});
	};
	const args = ['--device', 'strongswan', '--out', out, '--tunnel', '1', '--no-drain', '--yes'];
	expect((await world.rotate(args, {at})).code).toBe(4);
	world.sandbox.clearFaults();
	const [{runId}] = JSON.parse((await world.run(['runs', '--json'])).out).runs;
	return runId;
}

/** The run's screen, as it is opened from the list, and what is said on leaving it. */
async function opened(runId: string) {
	const told: WizardEvent[] = [];
	const session = openSession({env: {TUNNELWRIGHT_HOME: world.home}});
	await openRun(session, {type: 'open-run', request: 1, runId}, event => told.push(event));
	const [event] = told;
	if (event?.type !== 'run-opened') throw new Error('the run was not opened');
	const model = reopenedRun(event.opened, 0);
	const texts = (each: typeof model) => endParts(each).map(({text}) => text);
	return {
		screen: texts(model).join('\n'),
		undoing: texts({...model, undoing: true}).join('\n'),
		left: runSummary(model).join('\n'),
	};
}

describe('files whose key the cloud has not taken', () => {
	it('are named wherever their run is looked at, until it is gone on with', async () => {
		const runId = await refused();
		expect((await world.run(['runs', 'show', runId])).out).toContain(ahead);
		expect((await world.run(['runs'])).out).toContain(ahead);
		const {runs} = JSON.parse((await world.run(['runs', '--json'])).out);
		expect(runs).toMatchObject([{filesAhead: [{tunnel: 1, inDoubt: false}]}]);
		const {screen, undoing, left} = await opened(runId);
		expect(screen).toContain(`${ahead}: the device keeps its old one until r has written them again.`);
		expect(left).toContain(`${ahead}: the device keeps its old one until a resume has written them again.`);
		// nothing goes on with what is being taken back
		expect(undoing).toContain(`${ahead}: the device keeps its old one.`);

		expect((await world.run(['runs', 'resume', runId, '--yes'])).code).toBe(0);
		const after = (await world.run(['runs', 'show', runId])).out;
		expect(after).toContain('finished');
		expect(after).not.toContain('The new files');
		expect((await opened(runId)).screen).not.toContain('The new files');
	});

	it('are not made up where none were written', async () => {
		const at = (line: string) => {
			if (/renew .*key.*…/.test(line)) world.sandbox.addFault({kind: 'denied', action: 'ModifyVpnTunnelOptions'});
		};
		expect((await world.rotate(['--tunnel', '1', '--no-drain', '--yes'], {at})).code).toBe(4);
		const {out} = await world.run(['runs']);
		expect(out).toContain('unfinished');
		expect(out).not.toContain('The new files');
	});
});
