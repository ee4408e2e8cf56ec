import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {parseDocument} from '../../src/clouds/document/schema-errors.ts';
import type {WizardEvent} from '../../src/wizard/core/event.ts';
import {bothWays, type Step, Way} from './way.ts';

/*
 * What a user would lose: that the wizard and the commands are one program. What one of them looks for, asks, writes down or refuses, the
 * other does too.
 */

type Told<Type extends WizardEvent['type']> = Extract<WizardEvent, {type: Type}>;
const of = <Type extends WizardEvent['type']>(told: readonly WizardEvent[], type: Type) =>
	told.filter((event): event is Told<Type> => event.type === type);
const one = <Type extends WizardEvent['type']>(told: readonly WizardEvent[], type: Type): Told<Type> => {
	const [last] = of(told, type).slice(-1);
	if (!last) throw new Error(`no ${type} in ${told.map(event => event.type).join(', ')}`);
	return last;
};

const text = (example: string) => readFileSync(`examples/${example}.json`, 'utf8');
function documentOf(example: string) {
	const {document} = parseDocument(JSON.parse(text(example)));
	if (!document) throw new Error(`${example} is broken`);
	return document;
}

const identity = (example: string) =>
	[
		() =>
			({
				type: 'load',
				slot: 'identity',
				request: 1,
				reading: {what: 'identity', cloud: documentOf(example).cloud},
			}) as const,
		/^loaded|^load-failed/,
	] as const;
const preflight = (example: string) =>
	[
		() => ({type: 'preflight', request: 2, draft: documentOf(example), keys: {}, generated: {}}) as const,
		/^preflight-(done|failed)/,
	] as const;
const accountIn = (told: readonly WizardEvent[]) => {
	const {loaded} = one(told, 'loaded');
	return loaded.what === 'identity' ? loaded.identity.account : undefined;
};
/** What was planned, with whose account it is. */
const confirmed = [
	(told: readonly WizardEvent[]) => {
		const {plan, secrets} = one(told, 'planned');
		return {type: 'run', request: 3, plan, secrets, account: accountIn(told)} as const;
	},
	/^run-failed|^run:(finished|stopped)/,
] as const;

const idOf = (way: Way) => way.runIds().at(-1) ?? '';
const endOf = (told: readonly WizardEvent[]) => one(told, 'run').event;

/** A connection that stands, made by a run of ours. */
async function make(way: Way, example: string): Promise<void> {
	const {code, err} = await way.command(['apply', '-', '--yes', '--wait', 'up'], text(example));
	if (code !== 0) throw new Error(err);
}

/** A run that the cloud refused half way. */
async function breakOff(way: Way): Promise<void> {
	way.sandbox.addFault({kind: 'denied', action: 'CreateRoutes'});
	const {code} = await way.command(['apply', '-', '--yes'], text(broken));
	way.sandbox.clearFaults();
	expect(code).toBe(4);
}
const broken = 'tencent-vpc-static';

async function idOfConnection(way: Way, example: string): Promise<string> {
	const {cloud, region} = documentOf(example);
	const {answer} = await way.command(['status', '--cloud', cloud, '--region', region, '--json']);
	const found = answer.connections.find(({name}: {name: string}) => name === documentOf(example).name);
	return found.id;
}

describe.each(['aws-vgw-bgp', 'aws-tgw-static', 'tencent-vpc-static'])('%s', example => {
	it('is planned with the same calls and the same checks', async () => {
		const {command, wizard} = await bothWays(
			{},
			async way => {
				const {answer} = await way.command(['plan', '-', '--json'], text(example));
				return {
					actions: answer.actions.map(({id}: {id: string}) => id),
					checks: answer.checks.map(({id, result}: {id: string; result: string}) => [id, result]),
					account: answer.account,
				};
			},
			async way => {
				const told = await way.wizard(identity(example), preflight(example));
				return {
					actions: one(told, 'planned').plan.actions.map(({id}) => id),
					checks: of(told, 'check-done').map(({check: {id, result}}) => [id, result]),
					account: accountIn(told),
				};
			},
		);
		expect(wizard).toEqual(command);
		expect(command.asked.length).toBeGreaterThan(3);
	});

	it('is made with the same calls, and the journals tell the same', async () => {
		const {command, wizard} = await bothWays(
			{},
			async way => {
				const {code, answer} = await way.command(['apply', '-', '--yes', '--json'], text(example));
				return {done: code === 0, made: answer.made};
			},
			async way => {
				const end = endOf(await way.wizard(identity(example), preflight(example), confirmed));
				return {done: end.type === 'finished', made: end.type === 'finished' ? end.made : []};
			},
		);
		expect(wizard.outcome).toEqual(command.outcome);
		expect(wizard.changed).toEqual(command.changed);
		expect(wizard.journals).toEqual(command.journals);
		expect(new Set(wizard.asked)).toEqual(new Set(command.asked));
		expect(command.changed.length).toBeGreaterThan(1);
	});

	it('is deleted with the same calls, and the journals tell the same', async () => {
		const {cloud, region, name} = documentOf(example);
		const {command, wizard} = await bothWays(
			{before: way => make(way, example)},
			async way => {
				const id = await idOfConnection(way, example);
				way.begin();
				const {code, answer} = await way.command(['delete', id, '--region', region, '--confirm', name, '--json']);
				return {done: code === 0, deleted: answer.deleted.map(({action}: {action: string}) => action)};
			},
			async way => {
				const id = await idOfConnection(way, example);
				way.begin();
				const told = await way.wizard(
					identity(example),
					[() => ({type: 'preview-delete', request: 1, what: {cloud, region, id}}), /^delete-read|^undo-broke/],
					[
						sofar => {
							const {told: removal} = one(sofar, 'delete-read');
							return {type: 'delete-connection', request: 2, runId: '', removal, account: accountIn(sofar)};
						},
						/^undo-broke|^undo:undo-(finished|failed|stopped)/,
					],
				);
				return deleted(told);
			},
		);
		expect(wizard.outcome).toEqual(command.outcome);
		expect(wizard.changed).toEqual(command.changed);
		expect(wizard.journals).toEqual(command.journals);
		expect(new Set(wizard.asked)).toEqual(new Set(command.asked));
		expect(command.changed.length).toBeGreaterThan(0);
	});
});

const deleted = (told: readonly WizardEvent[]) => ({
	done: one(told, 'undo').event.type === 'undo-finished',
	deleted: of(told, 'undo').flatMap(({event}) => (event.type === 'step-done' ? [event.step.id] : [])),
});

describe('a run that broke off', () => {
	it('goes on with the same calls, and the journals tell the same', async () => {
		const {command, wizard} = await bothWays(
			{before: breakOff},
			async way => {
				const {code, answer} = await way.command(['runs', 'resume', idOf(way), '--yes', '--json']);
				return {done: code === 0, made: answer.made};
			},
			async way => {
				const effect = {type: 'resume-run', request: 1, runId: idOf(way), keys: {}} as const;
				const end = endOf(await way.wizard([() => effect, /^run-failed|^run:(finished|stopped)/]));
				return {done: end.type === 'finished', made: end.type === 'finished' ? end.made : []};
			},
		);
		expect(wizard.outcome).toEqual(command.outcome);
		expect(wizard.changed).toEqual(command.changed);
		expect(wizard.journals).toEqual(command.journals);
		expect(new Set(wizard.asked)).toEqual(new Set(command.asked));
		expect(command.changed.join(' ')).toContain('CreateRoutes');
	});

	it('is taken back with the same calls, and the journals tell the same', async () => {
		const {command, wizard} = await bothWays(
			{before: breakOff},
			async way => {
				const {code, answer} = await way.command(['runs', 'undo', idOf(way), '--yes', '--json']);
				return {done: code === 0, deleted: answer.deleted.map(({action}: {action: string}) => action)};
			},
			async way => {
				const effect = {type: 'undo-run', request: 1, runId: idOf(way)} as const;
				return deleted(await way.wizard([() => effect, /^undo-broke|^undo:undo-(finished|failed|stopped)/]));
			},
		);
		expect(wizard.outcome).toEqual(command.outcome);
		expect(wizard.changed).toEqual(command.changed);
		expect(wizard.journals).toEqual(command.journals);
		expect(new Set(wizard.asked)).toEqual(new Set(command.asked));
		expect(command.changed.length).toBeGreaterThan(1);
	});

	it('is shown with the same steps before it is taken back, and nothing is changed', async () => {
		const {command, wizard} = await bothWays(
			{before: breakOff},
			async way => {
				const {answer} = await way.command(['runs', 'undo', idOf(way), '--json']);
				return answer.error.items.map((item: string) => item.replace(/^would /, ''));
			},
			async way => {
				const effect = {type: 'preview-undo', request: 1, runId: idOf(way)} as const;
				const {steps} = one(await way.wizard([() => effect, /^undo-(previewed|broke)/]), 'undo-previewed');
				return steps.map(({title, detail}) => `${title}: ${detail}`);
			},
		);
		expect(wizard).toEqual(command);
		expect(command.changed).toEqual([]);
	});

	it('is listed by both, and forgotten with the same words of what still stands', async () => {
		const {command, wizard} = await bothWays(
			{before: breakOff},
			async way => {
				const listed = await way.command(['runs', '--json']);
				const {out} = await way.command(['runs', 'forget', idOf(way)]);
				const {answer} = await way.command(['runs', '--json']);
				return {
					listed: listed.answer.runs.map(({runId}: {runId: string}) => runId),
					stands: /still in the account: (.*)/.exec(out)?.[1],
					left: answer.runs,
				};
			},
			async way => {
				const [runId = ''] = way.runIds();
				const told = await way.wizard(
					[() => ({type: 'list-runs'}), /^runs/],
					[() => ({type: 'forget-run', runId}), /^prompt-(done|failed)/],
					[() => ({type: 'list-runs'}), /^runs/],
				);
				const lists = of(told, 'runs').map(({runs}) => runs.map(({id}) => id));
				return {
					listed: lists[0],
					stands: /still in the account: (.*)/.exec(one(told, 'prompt-done').message)?.[1],
					left: lists.at(-1),
				};
			},
		);
		expect(wizard).toEqual(command);
		expect(command.outcome).toMatchObject({listed: ['#1'], left: [], stands: expect.stringContaining('#')});
	});
});

it('a deletion that broke off is finished with the same calls, and the journals tell the same', async () => {
	const before = async (way: Way) => {
		await make(way, broken);
		const id = await idOfConnection(way, broken);
		way.sandbox.addFault({kind: 'denied', action: 'DeleteCustomerGateway'});
		const {region, name} = documentOf(broken);
		const {code, err} = await way.command(['delete', id, '--region', region, '--confirm', name]);
		way.sandbox.clearFaults();
		expect([code, err]).toEqual([4, expect.stringContaining('DeleteCustomerGateway')]);
	};
	const {command, wizard} = await bothWays(
		{before},
		async way => {
			const {code, answer} = await way.command(['runs', 'resume', idOf(way), '--yes', '--json']);
			return {done: code === 0, deleted: answer.deleted.map(({action}: {action: string}) => action)};
		},
		async way => {
			const runId = idOf(way);
			const shown = await way.wizard([
				() => ({type: 'preview-delete', request: 1, what: {runId}}),
				/^delete-read|^undo-broke/,
			]);
			// the command looks at its tunnels where it is not told --yes
			way.begin();
			const {told: removal} = one(shown, 'delete-read');
			const effect = {type: 'delete-connection', request: 2, runId, removal, account: undefined} as const;
			return deleted(await way.wizard([() => effect, /^undo-broke|^undo:undo-(finished|failed|stopped)/]));
		},
	);
	expect(wizard.outcome).toEqual(command.outcome);
	expect(wizard.changed).toEqual(command.changed);
	expect(wizard.journals).toEqual(command.journals);
	expect(new Set(wizard.asked)).toEqual(new Set(command.asked));
	expect(command.changed.join(' ')).toContain('DeleteCustomerGateway');
});

it('a deletion under way is told of with its tunnels as they are now, before it goes on', async () => {
	const before = async (way: Way) => {
		const up = await way.command(['apply', '-', '--yes', '--wait', 'up', '--json'], text(broken));
		expect(up.code).toBe(0);
		way.sandbox.addFault({kind: 'denied', action: 'DeleteVpnConnection'});
		const {region, name} = documentOf(broken);
		const {code} = await way.command(['delete', up.answer.connectionId, '--region', region, '--confirm', name]);
		way.sandbox.clearFaults();
		expect(code).toBe(4);
	};
	const upNote = /1 of 1 tunnel is UP: what goes through stops\./;
	const {command, wizard} = await bothWays(
		{before},
		async way => {
			const {code, err} = await way.command(['runs', 'resume', idOf(way)]);
			return {refused: code === 2, note: upNote.exec(err)?.[0]};
		},
		async way => {
			const effect = {type: 'preview-delete', request: 1, what: {runId: idOf(way)}} as const;
			const {told: removal} = one(await way.wizard([() => effect, /^delete-read|^undo-broke/]), 'delete-read');
			return {refused: true, note: removal.notes.find(note => upNote.test(note))};
		},
	);
	expect(command.outcome).toEqual({refused: true, note: expect.stringMatching(upNote)});
	expect(wizard).toEqual(command);
	expect(command.changed).toEqual([]);
});

/** Rewrites the first line of the newest journal. */
function edit(way: Way, change: object): void {
	const path = join(way.runsFolder, `${idOf(way)}.jsonl`);
	const [first = '', ...rest] = readFileSync(path, 'utf8').split('\n');
	writeFileSync(path, [JSON.stringify({...JSON.parse(first), ...change}), ...rest].join('\n'));
}

const resume = (way: Way) => ['runs', 'resume', idOf(way), '--yes'];
const resumed = (way: Way): Step => [
	() => ({type: 'resume-run', request: 1, runId: idOf(way), keys: {}}),
	/^run-failed|^run:/,
];
const undone = (way: Way): Step => [() => ({type: 'undo-run', request: 1, runId: idOf(way)}), /^undo-broke|^undo:/];
const beganDeletion = async (way: Way) => {
	await make(way, broken);
	const id = await idOfConnection(way, broken);
	way.sandbox.addFault({kind: 'denied', action: 'DeleteVpnConnection'});
	const {region, name} = documentOf(broken);
	await way.command(['delete', id, '--region', region, '--confirm', name]);
	way.sandbox.clearFaults();
};
const stop = async (way: Way, change: object) => {
	await breakOff(way);
	edit(way, change);
};

describe.each<[string, (way: Way) => Promise<void>, (way: Way) => readonly string[], (way: Way) => Step]>([
	['a run of another account goes on', way => stop(way, {account: '999999999999'}), resume, resumed],
	[
		'a run of another account is taken back',
		way => stop(way, {account: '999999999999'}),
		way => ['runs', 'undo', idOf(way), '--yes'],
		undone,
	],
	['a run of a sandbox that has ended goes on', way => stop(way, {sandbox: true}), resume, resumed],
	['a run goes on that is over', way => make(way, broken), resume, resumed],
	[
		'a connection is planned that is being deleted',
		beganDeletion,
		() => ['plan', `examples/${broken}.json`],
		() => preflight(broken),
	],
	[
		'a connection is deleted whose deletion has begun',
		beganDeletion,
		() => ['delete', 'vpnx-any', '--region', documentOf(broken).region, '--confirm', documentOf(broken).name],
		() =>
			[
				() => ({
					type: 'preview-delete',
					request: 1,
					what: {cloud: 'tencent', region: documentOf(broken).region, id: 'vpnx-any'},
				}),
				/^delete-read|^undo-broke/,
			] as const,
	],
])('where %s', (_what, before, args, effect) => {
	it('both refuse with the same words, and change nothing', async () => {
		const {command, wizard} = await bothWays<string>(
			{before},
			async way => {
				const {code, err} = await way.command(args(way));
				expect(code).toBeGreaterThan(0);
				return err.split('\n')[0] ?? '';
			},
			async way => {
				const told = await way.wizard(effect(way));
				const [failed] = told.flatMap(event => ('trouble' in event ? [event.trouble.message] : []));
				return failed ?? 'it was not refused';
			},
		);
		expect(wizard.outcome).toBe(command.outcome);
		expect([command.changed, wizard.changed]).toEqual([[], []]);
		expect(wizard.journals).toEqual(command.journals);
	});
});

it('a run of an account neither goes on nor is taken back on the sandbox', async () => {
	const way = await Way.open({});
	try {
		// nobody knows whose account it was: nothing else would keep it from there
		await stop(way, {account: undefined});
		way.begin();
		for (const args of [resume(way), ['runs', 'undo', idOf(way), '--yes']]) {
			const {code, err} = await way.command([...args, '--sandbox']);
			expect([code, err]).toEqual([2, expect.stringContaining('worked in an account')]);
		}

		expect(way.trace().asked).toEqual([]);
		expect((await way.command(['runs', 'show', idOf(way), '--json'])).answer.state).toBe('unfinished');
	} finally {
		await way.close();
	}
});
