import {afterAll, expect, test} from 'vitest';
import {runArguments} from '../../../src/commands/run-commands.ts';
import {allFormats, cloudsOf, formatsOf, registerFormat} from '../../../src/handover/formats/registry.ts';
import {codeRows} from '../../../src/wizard/screens/handover/kinds.ts';
import {fakeIo} from '../../commands/fake-io.ts';

/* A format is one record: this one is no part of the program, serves one cloud, and is offered and written like those that are. */

const takeAway = registerFormat({
	id: 'outline',
	title: 'names alone',
	file: 'outline.txt',
	writerOf: ({keptAsTheyAre}) =>
		keptAsTheyAre.includes('PreShareKey')
			? async () => ({
					needs: 'document',
					files: ({name, region}) => [{name: 'outline.txt', content: `${name} in ${region}\n`}],
					steps: ({id}) => [{says: `Read what ${id} is called.`}],
				})
			: undefined,
});
afterAll(takeAway);

async function exported(...args: readonly string[]) {
	const io = fakeIo();
	const code = await runArguments(['export', ...args], undefined, io);
	return {code, out: io.stdout(), err: io.stderr()};
}

test('every format of a cloud is in the list of all, with the file that is read first', async () => {
	const known = allFormats().map(({id}) => id);
	expect(new Set(known).size).toBe(known.length);
	for (const cloud of ['aws', 'tencent'] as const)
		for (const {id, title, file, readsAccount = false, load} of formatsOf(cloud)) {
			expect(known).toContain(id);
			expect([title, file]).not.toContain('');
			expect((await load()).needs === 'plan').toBe(readsAccount);
		}
});

test('a format is offered for the clouds that can be said in it, and written', async () => {
	expect(cloudsOf('outline')).toEqual(['Tencent Cloud']);
	expect(codeRows('tencent').map(({id}) => id)).toContain('outline');
	expect(codeRows('aws').map(({id}) => id)).not.toContain('outline');
	const {code, out} = await exported('examples/tencent-vpc-static.json', '--format', 'outline');
	expect({code, out}).toEqual({code: 0, out: expect.stringMatching(/^\S.* in ap-guangzhou$/)});
	expect((await exported('--help')).out).toContain('outline');
});

test('it is refused for the others, with those that they have', async () => {
	expect(await exported('examples/aws-vgw-bgp.json', '--format', 'outline')).toMatchObject({
		code: 2,
		err: expect.stringContaining('outline is Tencent Cloud’s; this connection is not'),
	});
});
