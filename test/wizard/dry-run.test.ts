import {describe, expect, it} from 'vitest';
import {CloudError} from '../../src/clouds/contract/cloud-error.ts';
import {troubleOf} from '../../src/ui/trouble.ts';
import {hintsFor} from '../../src/wizard/core/late-binding.ts';
import {
	type DryRunEvent,
	type DryRunModel,
	openingDryRun,
	reportName,
	updateDryRun,
} from '../../src/wizard/screens/dry-run/dry-run.ts';
import {dryRunKeys, refusalSaid, whyNotConfirm} from '../../src/wizard/screens/dry-run/dry-run-keys.ts';
import {detailLines, rowAt} from '../../src/wizard/screens/dry-run/dry-run-rows.ts';
import {parameterLines} from '../../src/wizard/screens/dry-run/plan-text.ts';
import {checkOf, commandLines, connectionOf, planOf, press} from '../ui/late-fixtures.ts';

const planned: DryRunEvent = {type: 'planned', plan: planOf(), commandLines, secrets: new Map()};
const check = (...given: Parameters<typeof checkOf>): DryRunEvent => ({type: 'check', check: checkOf(...given)});
const played = (...events: readonly (DryRunEvent | string)[]) =>
	events.reduce<{model: DryRunModel; intents: readonly unknown[]}>(
		({model}, event) => updateDryRun(model, typeof event === 'string' ? {type: 'key', key: press(event)} : event),
		{model: openingDryRun, intents: []},
	);

describe('the dry run lets nobody create what would fail', () => {
	it.each([
		['before there is a plan', [], /still being made/],
		['while checks run', [planned, check('pass')], /still running/],
		['when a check refuses', [planned, check('refuse'), {type: 'done'}], /one check refuses/],
		['when it failed', [planned, {type: 'failed', trouble: {message: 'no network'}}], /press r/],
		[
			'when an answer can’t stand',
			[
				{
					type: 'failed',
					trouble: {message: 'no'},
					problems: [{rule: 'x', severity: 'refuse', field: 'name', message: 'no'}],
				},
			],
			/one answer can’t stand: enter mends it/,
		],
		[
			'when the connection exists',
			[{...planned, plan: planOf('x', {exists: connectionOf('x') as never, actions: []})}, {type: 'done'}],
			/there already/,
		],
	] as const)('%s', (_, events, why) => {
		const {model, intents} = played(...(events as readonly DryRunEvent[]), 'right');
		expect(intents.filter(intent => (intent as {type: string}).type === 'confirm')).toEqual([]);
		expect(whyNotConfirm(model)).toMatch(why);
	});

	it('goes on with passes, warnings and what nobody can know', () => {
		expect(played(planned, check('pass'), check('warn'), check('unknown'), {type: 'done'}, 'right').intents).toEqual([
			{type: 'confirm'},
		]);
	});

	it('leads to the confirmation with Enter alone, as long as no row was looked at', () => {
		const done = [planned, check('pass'), {type: 'done'}] as const;
		expect(played(...done, 'enter').intents).toEqual([{type: 'confirm'}]);
		expect(played(...done, 'down', 'enter').model.open).toBeDefined();
		expect(played(...done, 'down', 'up', 'enter').intents).toEqual([{type: 'confirm'}]);
	});

	it('stands at the first refusal once all is checked, for whoever has not moved: Enter mends it', () => {
		const refused = [
			planned,
			check('pass'),
			check('refuse', {id: 'first', field: 'site.asn'}),
			check('refuse'),
		] as const;
		expect(played(...refused, {type: 'done'}, 'enter').intents).toEqual([{type: 'jump', field: 'site.asn'}]);
		const {row} = played(...refused, 'down').model;
		expect(played(...refused, 'down', {type: 'done'}).model.row).toBe(row);
	});

	it('leads from the refusal to the field that mends it, in two keys', () => {
		const {model} = played(planned, check('pass'), check('refuse', {field: 'site.asn'}), {type: 'done'}, 'right');
		expect(updateDryRun(model, {type: 'key', key: press('enter')}).intents).toEqual([
			{type: 'jump', field: 'site.asn'},
		]);
	});

	it('leads to the field that the cloud’s error is about', () => {
		const trouble = {message: 'the gateway is gone', field: 'cloudGateway.id'};
		for (const events of [[], [planned]] as const)
			expect(played(...events, {type: 'failed', trouble}, 'enter').intents).toEqual([
				{type: 'jump', field: 'cloudGateway.id'},
			]);
	});

	it('says why only until the next key', () => {
		expect(played(planned, 'right').model.blocked).toBeDefined();
		expect(played(planned, 'right', 'down').model.blocked).toBeUndefined();
	});

	it('a check that comes again replaces its first answer', () => {
		expect(
			played(planned, check('refuse', {id: 'a'}), check('pass', {id: 'a'})).model.checks.map(({result}) => result),
		).toEqual(['pass']);
	});

	it('after r, everything is asked anew', () => {
		const {model, intents} = played(planned, check('refuse'), {type: 'done'}, 'r');
		expect(intents).toEqual([{type: 'retry'}]);
		expect(model).toEqual(openingDryRun);
	});
});

describe('copying', () => {
	it('copies every command in order from the list, and one from its details', () => {
		expect(played(planned, 'c').intents).toEqual([
			{
				type: 'copy',
				what: '3 commands',
				text: `# 1. create customer gateway\n${commandLines[0]}\n# 2. create VPN connection\n${commandLines[1]}\n# 3. propagate routes\n${commandLines[2]}\n`,
			},
		]);
		expect(played(planned, 'down', 'down', 'enter', 'c').intents).toEqual([
			{type: 'copy', text: commandLines[1], what: 'the command of action 2'},
		]);
	});

	it('suggests a file name that every system takes', () => {
		expect(reportName('Berlin Büro/../01')).toBe('berlin-bu-ro-01-dry-run.md');
		expect(reportName('上海')).toBe('connection-dry-run.md');
	});
});

it('parameters name secrets and earlier results, and never hold a key', () => {
	const plan = planOf();
	const [, connection] = plan.actions;
	const text = connection ? parameterLines(connection, plan).join('\n') : '';
	expect(text).toContain('"PreSharedKey": "[secret: tunnel1]"');
	expect(text).toContain('"CustomerGatewayId": "[id made by action 1]"');
	expect(text).not.toContain('$');
});

it('Esc closes the details before it leaves the screen, and the footer says what Enter does', () => {
	expect(played(planned, 'down', 'enter', 'escape').model.open).toBeUndefined();
	expect(played(planned, 'down', 'enter', 'escape', 'escape').intents).toEqual([{type: 'back'}]);
	const onCheck = played(planned, check('refuse', {field: 'name'}), 'end', 'up', 'up').model;
	expect(hintsFor(dryRunKeys(onCheck))).toContainEqual({key: 'enter', label: 'mend it'});
});

describe('the footer offers what does something', () => {
	const planning = [] as const;
	const models: readonly (readonly DryRunEvent[])[] = [
		planning,
		[planned],
		[planned, check('pass')],
		[planned, check('refuse'), check('refuse', {id: 'b', field: 'site.asn'})],
		[planned, check('pass'), {type: 'done'}],
		[planned, check('pass'), check('refuse', {id: 'b', field: 'site.asn'}), {type: 'done'}],
		[planned, check('pass'), check('refuse', {id: 'b'}), {type: 'done'}],
		[{type: 'failed', trouble: {message: 'no network'}}],
		[{type: 'failed', trouble: {message: 'no', field: 'name'}}],
		[
			{
				type: 'failed',
				trouble: {message: 'no'},
				problems: [{rule: 'x', severity: 'refuse', field: 'name', message: 'no'}],
			},
		],
	];

	it.each(models.map(events => [events.map(({type}) => type).join(', '), events] as const))(
		'after: %s',
		(_, events) => {
			for (const moves of [[], ['up'], ['down'], ['end'], ['end', 'up', 'up']]) {
				const {model} = played(...events, ...moves);
				for (const {key} of hintsFor(dryRunKeys(model)).filter(({key}) => key === 'enter' || key === 'right')) {
					const after = updateDryRun(model, {type: 'key', key: press(key)});
					const isMoved = after.model.row !== model.row || after.model.open !== undefined;
					expect(after.intents.length > 0 || isMoved, `${key} at row ${model.row}`).toBe(true);
				}
			}
		},
	);

	it('and no longer says that checks are running once they are not', () => {
		const early = played(planned, check('pass'), 'enter');
		expect(refusalSaid(early.model)).toMatch(/still running/);
		expect(refusalSaid(played(planned, check('pass'), 'enter', {type: 'done'}).model)).toBeUndefined();
		const failed = {type: 'failed', trouble: {message: 'no network'}} as const;
		expect(refusalSaid(played(planned, 'right', failed).model) ?? '').not.toMatch(/still/);
	});

	it('and says itself why there is no way on, once all is checked', () => {
		const {model} = played(planned, check('pass'), check('refuse', {id: 'b', field: 'site.asn'}), {type: 'done'});
		expect(refusalSaid(model)).toBe('one check refuses: enter mends it');
		const fieldless = played(planned, check('refuse', {id: 'b'}), {type: 'done'});
		expect(refusalSaid(fieldless.model)).toBe('one check refuses: enter shows why');
		const two = played(planned, check('refuse', {id: 'b'}), check('refuse', {id: 'c'}), {type: 'done'});
		expect(refusalSaid(two.model)).toBe('2 checks refuse: enter shows why the first does');
		const elsewhere = updateDryRun(model, {type: 'key', key: press('home')}).model;
		expect(refusalSaid(elsewhere)).toMatch(/one check refuses: nothing can be created/);
		expect(hintsFor(dryRunKeys(elsewhere))).toContainEqual({key: 'right', label: 'to what is refused'});
		expect(updateDryRun(elsewhere, {type: 'key', key: press('right')}).model.row).toBe(model.row);
		expect(refusalSaid(played(planned, check('pass'), {type: 'done'}).model)).toBeUndefined();
	});
});

describe('what these credentials lack', () => {
	const denied = (cloud: 'aws' | 'tencent', ...permissions: readonly string[]): readonly DryRunEvent[] => [
		{type: 'planned', plan: planOf('x', {cloud}), commandLines, secrets: new Map()},
		check('refuse', {id: 'denied', permissions}),
		check('refuse', {id: 'twice', permissions}),
		{type: 'done'},
	];

	it.each([
		['aws', 'ec2:CreateVpnConnection', /IAM/],
		['tencent', 'name/vpc:CreateVpnConnection', /CAM/],
	] as const)('is shown by p as a policy of %s, copied at once and again by c', (cloud, action, title) => {
		const events = denied(cloud, action);
		expect(hintsFor(dryRunKeys(played(...events).model)).map(({key}) => key)).toContain('p');
		const {model, intents} = played(...events, 'p');
		const lines = detailLines(model, model.open?.row ?? -1);
		expect(lines).toContain(action);
		expect(lines.join('\n')).toMatch(title);
		const [copied] = intents as readonly {readonly type: string; readonly text: string}[];
		expect(copied?.type).toBe('copy');
		expect(lines.join('\n')).toContain(copied?.text.trim() ?? '-');
		expect(JSON.parse(copied?.text ?? '')).toMatchObject(
			cloud === 'aws' ? {Statement: [{Action: [action]}]} : {statement: [{action: [action]}]},
		);
		expect(hintsFor(dryRunKeys(model))).toContainEqual({key: 'c', label: 'copy the policy'});
		expect(updateDryRun(model, {type: 'key', key: press('c')}).intents).toEqual([copied]);
		expect(updateDryRun(model, {type: 'key', key: press('escape')}).model.open).toBeUndefined();
	});

	it('is known as well where a denied reading ended the dry run, and p is no key where nothing lacks', () => {
		const trouble = troubleOf(
			new CloudError({
				cloud: 'aws',
				kind: 'api',
				code: 'UnauthorizedOperation',
				message: 'You are not authorized to perform this operation.',
				call: 'DescribeVpnGateways',
				retryable: false,
				ambiguous: false,
			}),
		);
		const {intents} = played({type: 'failed', trouble}, 'p');
		expect(JSON.stringify(intents)).toContain('ec2:DescribeVpnGateways');
		const fine = played(planned, check('pass'), {type: 'done'}).model;
		expect(dryRunKeys(fine).map(({command}) => command)).not.toContain('policy');
	});
});

it('a check that is told again keeps its place, and so does the highlight', () => {
	const both = [planned, check('pass', {id: 'a'}), check('pass', {id: 'b'})] as const;
	const {model} = played(...both, 'end', 'up', 'up', check('warn', {id: 'a'}));
	const here = rowAt(model, model.row);
	expect(here?.kind === 'check' && here.check.id).toBe('b');
});

it('the details of a refused action say why and what to do, and those of an allowed one do not', () => {
	const [first, second] = planOf().actions;
	const refused = {
		action: second?.id,
		title: 'x: not allowed',
		detail: 'because',
		said: 'User: y',
		mend: 'Ask',
	} as const;
	const {model} = played(planned, check('pass', {id: 'a', action: first?.id}), check('refuse', {id: 'b', ...refused}));
	expect(detailLines(model, 1)).toEqual(
		expect.arrayContaining(['x: not allowed', 'because', 'The cloud said: User: y', 'What to do: Ask']),
	);
	expect(detailLines(model, 0).join(' ')).not.toMatch(/not allowed|What to do/);
});

it('costs and what is left to do open whole, and stay highlighted while checks come', () => {
	const onCosts = played(planned, 'end', 'up', check('pass'), check('pass', {id: 'another'})).model;
	expect(rowAt(onCosts, onCosts.row)?.kind).toBe('costs');
	expect(detailLines(onCosts, onCosts.row).join(' ')).toMatch(/from creation on, also while DOWN.*AWS price list/);
	const left = played(planned, check('pass'), 'end', 'enter', check('pass', {id: 'another'})).model;
	expect(detailLines(left, left.open?.row ?? -1)).toEqual(expect.arrayContaining([...planOf().leftByHand]));
});
