import {afterEach, beforeEach, expect, it} from 'vitest';
import {standingDocument as document} from './standing-document.ts';
import {StandingWorld} from './standing-world.ts';

/* What a user would lose: that a value which somebody set meanwhile still stands, once the first undo has told it and nobody has read that. */

let world: StandingWorld;
beforeEach(async () => {
	world = await StandingWorld.open();
});
afterEach(() => world.close());

const dpd = (seconds: number) =>
	JSON.stringify(document('aws-vgw-bgp', {security: {preset: 'strong', options: {dpdTimeoutSeconds: seconds}}}));
const apply = async (input: string) => {
	const {code, out, err} = await world.run(['apply', '-', '--yes', '--json', '--even-if-down'], {input});
	expect(code, err).toBe(0);
	return JSON.parse(out).runId as string;
};

it('each undo says what stays, with the same end, until it stays no more', async () => {
	await apply(dpd(30));
	const runId = await apply(dpd(45));
	await apply(dpd(50));
	// nothing is unfinished, and what has changed something is found all the same
	expect((await world.run(['runs'])).out).toMatch(/no run is unfinished\nruns --all lists .* runs undo ID puts back/);
	const undo = () => world.run(['runs', 'undo', runId, '--yes', '--even-if-down']);
	for (const _time of ['first', 'second']) {
		const {code, out} = await undo();
		expect(out).toMatch(/stays: somebody has changed it since.* is 50/);
		expect(out).toContain('undone, but for what is not the run’s as it stands');
		expect(code).toBe(3);
	}

	// nor do the lists call it undone whole
	const line = async () => (await world.run(['runs', '--all'])).out.split('\n').find(each => each.startsWith(runId));
	expect(await line()).toMatch(/undone, but for what is not the run’s as it stands: tunnel 1 of vpn-/);
	expect((await world.run(['runs'])).out).toContain('runs --all lists those too whose undo left something');
	const listed = JSON.parse((await world.run(['runs', '--all', '--json'])).out).runs;
	expect(listed.find((each: {runId: string}) => each.runId === runId).stays[0].why).toMatch(/^somebody has changed it/);

	expect((await world.run(['runs', 'undo', runId])).err).toContain('45 s → 30 s');
	await apply(dpd(45));
	expect(await undo()).toMatchObject({code: 0, out: expect.stringContaining('is as before')});
	expect(await undo()).toMatchObject({code: 0, out: expect.stringContaining('was undone already')});
	expect(await line()).toMatch(/ undone {2}/);
	expect((await world.run(['runs'])).out).not.toContain('left something');
});
