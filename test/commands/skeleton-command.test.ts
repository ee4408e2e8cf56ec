import {describe, expect, it} from 'vitest';
import {runArguments} from '../../src/commands/run-commands.ts';
import {parseJson} from '../../src/profiles/parse-json.ts';
import {fakeIo} from './fake-io.ts';

async function run(...args: readonly string[]) {
	const io = fakeIo();
	const code = await runArguments(['skeleton', ...args], undefined, io);
	return {code, out: io.stdout(), err: io.stderr()};
}

describe('skeleton: the first document need not be written from nothing', () => {
	it.each([
		[['aws'], 'aws', 'bgp'],
		[['aws', '--mode', 'static'], 'aws', 'static'],
		[['tencent'], 'tencent', 'policy'],
		[['tencent', '--mode', 'static'], 'tencent', 'static'],
		[['tencent', '--mode', 'bgp'], 'tencent', 'bgp'],
	])('%j is a document of its mode', async (args, cloud, mode) => {
		const {code, out} = await run(...args);
		expect(code).toBe(0);
		expect(out).toContain('/*');
		expect(parseJson(out, 'skeleton')).toMatchObject({cloud, routing: {mode}});
	});

	it.each(['aws', 'tencent'])('of %s asks for nothing that the other cloud alone has', async cloud => {
		const {out} = await run(cloud, '--mode', 'bgp');
		const others = cloud === 'aws' ? ['tunnelCidr', 'cloudAddress'] : ['certificateArn', 'deviceName'];
		for (const member of others) expect(out).not.toContain(member);
		expect(out).not.toMatch(/(?:AWS|Tencent Cloud) only/);
	});

	it('is plain JSON where JSON is asked for', async () => {
		const {out} = await run('aws', '--json');
		expect(JSON.parse(out)).toMatchObject({cloud: 'aws', name: '', routing: {mode: 'bgp'}});
	});

	it.each([
		[['aws', '--mode', 'policy'], /aws has no routing mode "policy"[\s\S]*--mode bgp, or --mode static/],
		[['aws', '--mode', 'ospf'], /bgp, static, policy/],
		[['azure'], /aws, tencent/],
		[[], /missing required argument 'cloud'/],
	])('%j names the values that there are', async (args, expected) => {
		const {code, out, err} = await run(...args);
		expect(code).toBe(2);
		expect(err).toMatch(expected);
		expect(out).toBe('');
	});
});
