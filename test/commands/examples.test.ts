import {mkdtempSync, readdirSync, readFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import {fakeIo} from './fake-io.ts';

const files = readdirSync('examples').filter(name => name.endsWith('.json') && name !== 'connection.schema.json');
const documents = files.map(name => ({name, document: JSON.parse(readFileSync(join('examples', name), 'utf8'))}));

/** On the embedded sandbox, on a clock thirty times as fast. */
async function run(...args: readonly string[]) {
	const home = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
	const io = fakeIo({env: {TUNNELWRIGHT_HOME: home}});
	const code = await runArguments([...args, '--sandbox', '--speed', '30', '--json'], undefined, io);
	return {code, json: JSON.parse(io.stdout()), err: io.stderr()};
}

describe('an example of each mode runs on the sandbox as it is', () => {
	it('covers every gateway kind and routing mode that the program makes', () => {
		const covered = new Set(
			documents.map(({document}) => `${document.cloud} ${document.cloudGateway.kind} ${document.routing.mode}`),
		);
		for (const mode of [
			'aws vgw bgp',
			'aws vgw static',
			'aws tgw bgp',
			'aws tgw static',
			'aws new-vgw bgp',
			'tencent vpc policy',
			'tencent vpc static',
			'tencent vpc bgp',
			'tencent ccn static',
			'tencent ccn bgp',
		])
			expect(covered).toContain(mode);
	});

	it.each(files)('%s: planned without a refusal, made, every tunnel UP', async name => {
		const file = join('examples', name);
		const plan = await run('plan', file);
		expect(plan.code).toBe(0);
		expect(plan.json.result).toBe('ready');
		expect(plan.json.actions.length).toBeGreaterThan(0);
		for (const action of plan.json.actions) expect(action.commandLine).toContain(plan.json.region);

		const applied = await run('apply', file, '--yes', '--wait', 'up', '--timeout', '25');
		expect(applied.code, applied.err).toBe(0);
		expect(applied.json).toMatchObject({result: 'made', status: {phase: 'settled'}});
		const tunnels = applied.json.status.tunnels.map((tunnel: {readonly state: string}) => tunnel.state);
		expect(tunnels).toEqual(plan.json.cloud === 'aws' ? ['UP', 'UP'] : ['UP']);
	});
});
