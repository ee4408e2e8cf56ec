import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import fc from 'fast-check';
import {exitCode} from '../../../src/connection/user-error.ts';
import {parseSavedPlan} from '../../../src/session/saved-plan.ts';
import {hostileText, refuseSteering} from '../hostile-text.ts';
import {
	anyBytes,
	changedJson,
	changedText,
	deepJson,
	type JsonChange,
	jsonChanges,
	type TextChange,
	textChanges,
} from '../mutations.ts';
import {StandingConnections} from '../standing-connections.ts';
import {target} from '../target.ts';

/** How a file is changed: as JSON, line by line where it has lines, or as a text. */
type Spoiling =
	| {readonly json: readonly JsonChange[]}
	| {readonly text: readonly TextChange[]}
	| {readonly deep: string};

const spoilings: fc.Arbitrary<Spoiling> = fc.oneof(
	{weight: 12, arbitrary: jsonChanges.map(json => ({json}))},
	{weight: 4, arbitrary: textChanges.map(text => ({text}))},
	{weight: 1, arbitrary: deepJson.map(deep => ({deep}))},
);

/** @param lines each line is JSON of its own */
function spoiled(whole: string, spoiling: Spoiling, {lines}: {readonly lines: boolean}): string {
	if ('deep' in spoiling) return spoiling.deep;
	if ('text' in spoiling) return changedText(whole, spoiling.text);
	if (!lines) return JSON.stringify(changedJson(JSON.parse(whole), spoiling.json)) ?? '';
	const parsed = whole
		.trim()
		.split('\n')
		.map((line): unknown => JSON.parse(line));
	const changed = changedJson(parsed, spoiling.json);
	return (Array.isArray(changed) ? changed : [changed]).map(line => `${JSON.stringify(line) ?? ''}\n`).join('');
}

/** What somebody else may have put into a folder, by a name that a disk takes; some lie in folders of their own. */
const fileNames = fc
	.tuple(hostileText, fc.constantFrom('', '.json', '.jsonl', '.lock', '.jsonl/x', '.json/x.json', '~'))
	.map(([text, end]) => `${text.replaceAll(/[/\0]/g, '').slice(0, 40)}${end}`);

const input = fc.record({
	what: fc.constantFrom('saved plan', 'journal', 'document', 'runs', 'documents'),
	which: fc.nat(99),
	/** Lines that are missing at a journal's end, as after a kill. */
	cut: fc.nat(12),
	way: fc.nat(99),
	spoiling: spoilings,
	/** A number: what belongs there, under another name. */
	files: fc.array(fc.record({name: fileNames, content: fc.oneof(anyBytes, fc.nat(99))}), {maxLength: 4}),
});
type Input = typeof input extends fc.Arbitrary<infer Of> ? Of : never;

/** No command is at it for longer, ms. */
const longestMs = 700;
const planOptions = [[], ['--prune'], ['--prune', '--even-if-down', '--json'], ['--json'], ['--markdown']];
const runsCommands = (runId: string): readonly (readonly string[])[] => [
	['runs', '--all'],
	['runs', '--all', '--json'],
	['runs', 'show', runId],
	['runs', 'show', runId, '--json'],
	['runs', 'resume', runId],
	['runs', 'resume', runId, '--yes'],
	['runs', 'undo', runId],
	['runs', 'undo', runId, '--yes', '--json'],
];

/** What a saved plan would do. */
function callsOf(saved: string): readonly unknown[] {
	return parseSavedPlan(JSON.parse(saved), 'a saved plan').plan.actions.map(({id, call, parameters, change}) => [
		id,
		call,
		parameters,
		change?.values,
	]);
}
const callsIn = (path: string) => callsOf(readFileSync(path, 'utf8'));

/**
 * What a connection that stands is kept by, from other hands: documents that are held against it, saved plans, journals of changes and of renewed keys.
 * Tags of somebody else, with texts that steer, stand beside it.
 */
export async function keepingTarget() {
	const own = await StandingConnections.make();
	const at = <Item>(list: readonly Item[], index: number): Item => {
		const item = list[index % list.length];
		if (item === undefined) throw new Error('nothing stands');
		return item;
	};
	const commandOf = ({
		what,
		which,
		cut,
		way,
		spoiling,
		files,
	}: Input): {readonly args: readonly string[]; readonly stdin?: string} => {
		const {id, saved, other} = at(own.all, which);
		switch (what) {
			case 'saved plan':
				own.scratch.holds({'plan.json': spoiled(saved, spoiling, {lines: false})});
				return {args: ['apply', join(own.scratch.home, 'plan.json'), '--yes', ...(way % 2 === 0 ? ['--json'] : [])]};
			case 'journal': {
				const [name, whole] = at([...own.journals], which);
				const left = whole.trim().split('\n');
				const lines = left.slice(0, Math.max(1, left.length - cut)).join('\n');
				own.scratch.holds({[`state/runs/${name}`]: spoiled(`${lines}\n`, spoiling, {lines: true})});
				return {args: at(runsCommands(name.replace('.jsonl', '')), way)};
			}
			case 'runs':
			case 'documents': {
				const isRuns = what === 'runs';
				const folder = isRuns ? 'state/runs' : 'documents';
				const kept: readonly (readonly [name: string, whole: string])[] = isRuns
					? [...own.journals]
					: own.all.map(({document}, index) => [`${index}.json`, JSON.stringify(document)] as const);
				const [name, whole] = at(kept, which);
				own.scratch.holds({[`${folder}/${name}`]: whole});
				for (const [index, {name: other, content}] of files.entries())
					own.scratch.adds(
						`${folder}/other-${index}${other}`,
						typeof content === 'number' ? at(kept, content)[1] : content,
					);
				const planned = ['plan', join(own.scratch.home, folder), ...at(planOptions, way)];
				return {args: isRuns ? at(runsCommands(name.replace('.jsonl', '')), way) : planned};
			}
			case 'document': {
				own.scratch.holds({});
				const named = way % 3 === 0 ? ['--connection', id] : [];
				const stdin = spoiled(JSON.stringify(other), spoiling, {lines: false});
				return {args: ['plan', '-', ...at(planOptions, way), ...named], stdin};
			}
		}
	};
	return target({
		name: 'keeping',
		what: 'documents against what stands, saved plans, journals of changes, folders of both',
		input,
		async check(one) {
			const {args, stdin} = commandOf(one);
			const before = own.sandbox.requests.length;
			const {code, said, out} = await own.run(args, stdin, longestMs);
			if (code === exitCode.bug) throw new Error(said);
			refuseSteering(said.replaceAll('\t', ' '), args.join(' '));
			if (said.includes('Only.for_this.test')) throw new Error(`a key was told: ${said}`);
			if (args.includes('--json') && code === 0) JSON.parse(out);
			// planned anew: what an edited plan says otherwise is never done
			const given = one.what === 'saved plan' && own.triedSince(before) ? args[1] : undefined;
			if (given !== undefined && !isDeepStrictEqual(callsIn(given), callsOf(at(own.all, one.which).saved)))
				throw new Error(`an edited plan was carried out: ${said}`);
		},
		close: () => own.close(),
	});
}
