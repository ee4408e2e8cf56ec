import {describe, expect, it} from 'vitest';
import type {CloudId} from '../../../src/clouds/contract/cloud.ts';
import {accountsOf} from '../../../src/clouds/sign-in/in-this-account.ts';
import type {FleetSnapshot} from '../../../src/watch/fleet/fleet.ts';
import type {WizardState} from '../../../src/wizard/core/state.ts';
import {update} from '../../../src/wizard/core/update.ts';
import {pickAccount} from '../../../src/wizard/screens/accounts/accounts.ts';
import {watching} from '../../../src/wizard/screens/panel/model.ts';
import {watchOne} from '../../../src/wizard/screens/panel/open.ts';
import {panelSummary} from '../../../src/wizard/screens/panel/summary.ts';
import {madeSummary} from '../../../src/wizard/screens/run/made-summary.ts';
import {running} from '../../../src/wizard/screens/run/model.ts';
import {undoing} from '../../../src/wizard/screens/undo/model.ts';
import {openUndo} from '../../../src/wizard/screens/undo/open.ts';
import {undoSummary} from '../../../src/wizard/screens/undo/text.ts';
import {planOf, snapshotOf} from '../../ui/fixtures.ts';
import {Driver} from '../driver.ts';

/* What a user would lose: a line to paste that acts on another account than the one that was picked. */

const started = (options: Parameters<typeof accountsOf>[0]) =>
	new Driver(undefined, true, {sandbox: false, accounts: accountsOf(options)}).state;
const corp = started({awsProfile: 'corp~1', tencentProfile: 'gz'});
const inCorp = " --aws-profile 'corp~1' ";

/** What follows each command that a text tells. */
const told = (lines: readonly string[]) =>
	[
		...lines.join('\n').matchAll(/(?:start tunnelwright|tunnelwright (?:config|runs resume|runs undo|status))(.*)/g),
	].map(([, rest = '']) => rest);

function watched(state: WizardState, cloud: CloudId): readonly string[] {
	const {state: opened} = watchOne(state, {cloud, region: 'r', id: 'c-1'});
	return panelSummary({...watching.of(opened)!, identity: undefined});
}

function stopped(state: WizardState): WizardState {
	const request = 7;
	const opened = {runId: 'r1', plan: planOf(), results: [], inDoubt: [], state: 'unfinished'} as const;
	return update({...state, awaited: {...state.awaited, run: request}}, {type: 'run-opened', request, opened}).state;
}

describe('every command that is told on leaving names the account', () => {
	it('of the connection that was watched', () => {
		expect(told(watched(corp, 'aws'))).toEqual([expect.stringContaining(inCorp)]);
		expect(watched(corp, 'aws').join()).toContain(`tunnelwright status${inCorp}c-1`);
	});

	it('of a run that stopped, by its command and in the wizard', () => {
		const lines = told(madeSummary(stopped(corp)));
		expect(lines.length).toBe(2);
		for (const line of lines) expect(line).toContain(inCorp);
		expect(lines[1]).toContain(`tunnelwright runs undo${inCorp}r1`);
	});

	it('of what is being taken back', () => {
		const undo = undoing.of(openUndo(corp, {runId: 'r1', name: 'n', region: 'r', cloud: 'aws'}).state)!;
		expect(told(undoSummary({...undo, phase: 'stopped'}))).toEqual([expect.stringContaining(inCorp)]);
	});

	it('that was picked on the screen, in place of the command line’s', () => {
		const picked = pickAccount(corp, 'aws', 'eu').state;
		expect(watched(picked, 'aws').join()).toContain('status --aws-profile eu c-1');
		expect(watched(pickAccount(corp, 'aws', '').state, 'aws').join()).toContain('tunnelwright status c-1');
	});

	it('of its own cloud alone', () => {
		expect(watched(corp, 'tencent').join()).toContain('tunnelwright status --tencent-profile gz c-1');
	});

	it('that the run worked in, though another was picked since', () => {
		const later = pickAccount(stopped(corp), 'aws', 'eu').state;
		for (const line of told(madeSummary(later))) expect(line).toContain(inCorp);
	});

	it('by the machine’s role only for the cloud that uses it still', () => {
		const picked = pickAccount(started({instanceRole: true}), 'aws', 'eu').state;
		expect(watched(picked, 'aws').join()).toContain('status --aws-profile eu c-1');
		expect(watched(picked, 'tencent').join()).toContain('status --instance-role c-1');
	});
});

it('a way out of a trouble that names a command names the account too', () => {
	const trouble = {message: 'a deletion has begun', mend: 'tunnelwright runs resume r1 --yes finishes that'};
	const run = running.of(update(stopped(corp), {type: 'run-failed', request: 7, trouble}).state);
	expect(run?.trouble?.mend).toBe(
		"tunnelwright runs resume --aws-profile 'corp~1' --tencent-profile gz r1 --yes finishes that",
	);
	const error = {cloud: 'aws', kind: 'api', code: 'X', message: 'm', retryable: false, ambiguous: false} as const;
	const told = {...error, mend: 'tunnelwright accounts shows what there is'};
	const open = watchOne(corp, {cloud: 'aws', region: 'eu-central-1', id: 'c-1'}).state;
	const heard = (snapshot: FleetSnapshot) =>
		watching.of(update(open, {type: 'fleet', request: open.awaited.fleet!, snapshot}).state)?.place?.error?.mend;
	expect(heard(snapshotOf([], {place: {error: told}}))).toBe(`tunnelwright accounts${inCorp}shows what there is`);
});
