import {readFileSync} from 'node:fs';
import {expect, it} from 'vitest';
import {parseDocument} from '../../src/clouds/document/schema-errors.ts';
import type {ConnectionDocument} from '../../src/connection/document.ts';
import type {WizardEvent} from '../../src/wizard/core/event.ts';
import {bothWays, type Step, type Way} from './way.ts';

/*
 * What a user would lose: that a connection which stands is kept alike by the wizard and by the commands: the same differences, the same calls, the same way
 * back.
 */

type Told<Type extends WizardEvent['type']> = Extract<WizardEvent, {type: Type}>;
const of = <Type extends WizardEvent['type']>(told: readonly WizardEvent[], type: Type) =>
	told.filter((event): event is Told<Type> => event.type === type);

function documentOf(example: string, change: object = {}): ConnectionDocument {
	const {document} = parseDocument({...JSON.parse(readFileSync(`examples/${example}.json`, 'utf8')), ...change});
	if (!document) throw new Error(`${example} is broken`);
	return document;
}

async function make(way: Way, example: string): Promise<void> {
	const {code, err} = await way.command(
		['apply', '-', '--yes', '--wait', 'up', '--timeout', '60'],
		JSON.stringify(documentOf(example)),
	);
	if (code !== 0) throw new Error(err);
}

const dryRun = (draft: ConnectionDocument): Step => [
	() => ({type: 'preflight', request: 2, draft, keys: {}, generated: {}}),
	/^preflight-(done|failed)/,
];
const carriedOut: Step = [
	told => {
		const planned = of(told, 'planned').at(-1);
		if (!planned) throw new Error('nothing was planned');
		return {type: 'run', request: 3, plan: planned.plan, secrets: planned.secrets, account: undefined};
	},
	/^run-failed|^run:(finished|stopped)/,
];

const options = {aws: {dpdTimeoutSeconds: 45}, tencent: {ikeLifetimeSeconds: 43_200}};

it.each(['aws-vgw-bgp', 'tencent-vpc-static'])('%s: what differs is told alike, with what goes down', async example => {
	const changed = documentOf(example, {
		security: {preset: 'strong', options: options[documentOf(example).cloud as 'aws']},
	});
	const seen = (plan: {comparison?: unknown; actions: readonly {id: string; change?: unknown}[]}) => ({
		comparison: plan.comparison,
		actions: plan.actions.map(({id, change}) => ({id, change})),
	});
	const {command, wizard} = await bothWays(
		{before: way => make(way, example)},
		async way => seen((await way.command(['plan', '-', '--json'], JSON.stringify(changed))).answer),
		async way => {
			const planned = of(await way.wizard(dryRun(changed)), 'planned').at(-1);
			return planned ? seen(planned.plan) : undefined;
		},
	);
	expect(wizard.outcome).toEqual(command.outcome);
	expect(command.outcome).toMatchObject({
		comparison: {
			differences: expect.arrayContaining([
				expect.objectContaining({interrupts: expect.objectContaining({kind: 'tunnel'})}),
			]),
		},
	});
	expect(command.changed).toEqual([]);
});

it.each(['aws-vgw-bgp', 'tencent-vpc-static'])(
	'%s: is changed by the same calls, and goes back by the same',
	async example => {
		const changed = documentOf(example, {tags: {team: 'network'}});
		const {command, wizard} = await bothWays(
			{before: way => make(way, example)},
			async way => {
				const {answer} = await way.command(['apply', '-', '--yes', '--json'], JSON.stringify(changed));
				const undone = await way.command(['runs', 'undo', answer.runId, '--yes', '--json']);
				return {changed: answer.changed.map(({action}: {action: string}) => action), undone: undone.code === 0};
			},
			async way => {
				const told = await way.wizard(dryRun(changed), carriedOut);
				const back = await way.wizard([
					() => ({type: 'undo-run', request: 4, runId: way.runIds().at(-1) ?? ''}),
					/^undo-broke|^undo:undo-(finished|failed|stopped)/,
				]);
				const ended = of(told, 'run').at(-1)?.event;
				const undone = of(back, 'undo').at(-1)?.event;
				return {
					changed: ended?.type === 'finished' ? ended.changed : undefined,
					undone: undone?.type === 'undo-finished',
				};
			},
		);
		expect(wizard.outcome).toEqual(command.outcome);
		// at AWS the customer gateway that was made with it has its tags too
		const tagged = example.startsWith('aws') ? 2 : 1;
		expect(command.outcome).toMatchObject({
			undone: true,
			changed: Array.from({length: tagged}, () => expect.any(String)),
		});
		// the command looks once more at the end whether all is as the document says
		expect(wizard.changed).toEqual(command.changed);
		expect(wizard.journals).toEqual(command.journals);
		expect(command.changed.length).toBe(2 * tagged);
	},
);
