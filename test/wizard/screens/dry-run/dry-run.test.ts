import {describe, expect, it} from 'vitest';
import {CloudError} from '../../../../src/clouds/contract/cloud-error.ts';
import {troubleOf} from '../../../../src/ui/trouble.ts';
import {hintsOf} from '../../../../src/wizard/core/keys.ts';
import {dryRunKeys} from '../../../../src/wizard/screens/dry-run/keys.ts';
import {type DryRunModel, dryRunning, openingDryRun, reportName} from '../../../../src/wizard/screens/dry-run/model.ts';
import {parameterLines} from '../../../../src/wizard/screens/dry-run/plan-text.ts';
import {detailLines, rowAt} from '../../../../src/wizard/screens/dry-run/rows.ts';
import {refusalSaid, whyNotConfirm} from '../../../../src/wizard/screens/dry-run/why-not.ts';
import {checkOf, commandLines, connectionOf, planOf, press} from '../../../ui/fixtures.ts';
import {Driver} from '../../driver.ts';
import {type DryRunEvent, type Happened, showing, updateDryRun} from '../../happenings.ts';

const textsOf = (...of: Parameters<typeof detailLines>) => detailLines(...of).map(({text}) => text);

const planned: DryRunEvent = {type: 'planned', plan: planOf(), commandLines, secrets: new Map()};
const check = (...given: Parameters<typeof checkOf>): DryRunEvent => ({type: 'check', check: checkOf(...given)});
/** Answers that a dry run can be made of. */
const asked = (() => {
	const {answers, data, loads} = new Driver().enterUntil('review').state;
	return {answers, data, loads};
})();
const happened = (model: DryRunModel, event: DryRunEvent | string) =>
	updateDryRun(model, typeof event === 'string' ? {type: 'key', key: press(event)} : event, asked);
const played = (...events: readonly (DryRunEvent | string)[]) =>
	events.reduce<Happened<DryRunModel>>(({model}, event) => happened(model, event), {
		model: openingDryRun,
		effects: [],
		state: showing('dry-run', dryRunning, openingDryRun, asked),
	});
const screenAfter = (...events: readonly (DryRunEvent | string)[]) => played(...events).state.screen;
const copies = ({effects}: Happened<DryRunModel>) => effects.filter(({type}) => type === 'copy');
const labels = (model: DryRunModel) => dryRunKeys(model).map(({label}) => label);

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
		const {model, state} = played(...(events as readonly DryRunEvent[]), 'right');
		expect(state.screen.name).not.toBe('confirm');
		expect(whyNotConfirm(model)).toMatch(why);
	});

	it('goes on with passes, warnings and what nobody can know', () => {
		expect(screenAfter(planned, check('pass'), check('warn'), check('unknown'), {type: 'done'}, 'right')).toEqual({
			name: 'confirm',
		});
	});

	it('leads to the confirmation with Enter alone, as long as no row was looked at', () => {
		const done = [planned, check('pass'), {type: 'done'}] as const;
		expect(screenAfter(...done, 'enter')).toEqual({name: 'confirm'});
		expect(played(...done, 'down', 'enter').model.open).toBeDefined();
		expect(screenAfter(...done, 'down', 'up', 'enter')).toEqual({name: 'confirm'});
	});

	it('stands at the first refusal once all is checked, for whoever has not moved: Enter mends it', () => {
		const refused = [
			planned,
			check('pass'),
			check('refuse', {id: 'first', field: 'site.asn'}),
			check('refuse'),
		] as const;
		expect(screenAfter(...refused, {type: 'done'}, 'enter')).toEqual({name: 'step', step: 'site'});
		const {row} = played(...refused, 'down').model;
		expect(played(...refused, 'down', {type: 'done'}).model.row).toBe(row);
	});

	it('leads from the refusal to the field that mends it, in two keys', () => {
		const {model} = played(planned, check('pass'), check('refuse', {field: 'site.asn'}), {type: 'done'}, 'right');
		expect(happened(model, 'enter').state.screen).toEqual({name: 'step', step: 'site'});
	});

	it('leads to the field that the cloud’s error is about', () => {
		const trouble = {message: 'the gateway is gone', field: 'cloudGateway.id'};
		for (const events of [[], [planned]] as const)
			expect(screenAfter(...events, {type: 'failed', trouble}, 'enter')).toEqual({name: 'step', step: 'gateway'});
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
		const {model, effects} = played(planned, check('refuse'), {type: 'done'}, 'r');
		expect(effects).toMatchObject([{type: 'preflight', request: 1}]);
		expect(model).toEqual({...openingDryRun, statuses: model.statuses});
	});
});

describe('copying', () => {
	it('copies every command in order from the list, and one from its details', () => {
		expect(copies(played(planned, 'c'))).toEqual([
			{
				type: 'copy',
				what: '3 commands',
				text: `# 1. create customer gateway\n${commandLines[0]}\n# 2. create VPN connection\n${commandLines[1]}\n# 3. propagate routes\n${commandLines[2]}\n`,
			},
		]);
		expect(copies(played(planned, 'down', 'down', 'enter', 'c'))).toEqual([
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
	expect(screenAfter(planned, 'down', 'enter', 'escape', 'escape').name).toBe('review');
	const onCheck = played(planned, check('refuse', {field: 'name'}), 'end', 'up', 'up').model;
	expect(hintsOf(dryRunKeys(onCheck))).toContainEqual({key: 'enter', label: 'mend it'});
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
				for (const {key} of hintsOf(dryRunKeys(model)).filter(({key}) => key === 'enter' || key === 'right')) {
					const next = happened(model, key);
					const isMoved = next.model.row !== model.row || next.model.open !== undefined;
					expect(next.state.screen.name !== 'dry-run' || isMoved, `${key} at row ${model.row}`).toBe(true);
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
		const elsewhere = happened(model, 'home').model;
		expect(refusalSaid(elsewhere)).toMatch(/one check refuses: nothing can be created/);
		expect(hintsOf(dryRunKeys(elsewhere))).toContainEqual({key: 'right', label: 'to what is refused'});
		expect(happened(elsewhere, 'right').model.row).toBe(model.row);
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
		expect(hintsOf(dryRunKeys(played(...events).model)).map(({key}) => key)).toContain('p');
		const pressed = played(...events, 'p');
		const {model} = pressed;
		const lines = textsOf(model, model.open?.row ?? -1);
		expect(lines).toContain(action);
		expect(lines.join('\n')).toMatch(title);
		const [copied] = pressed.effects as readonly {readonly type: string; readonly text: string}[];
		expect(copied?.type).toBe('copy');
		expect(lines.join('\n')).toContain(copied?.text.trim() ?? '-');
		expect(JSON.parse(copied?.text ?? '')).toMatchObject(
			cloud === 'aws' ? {Statement: [{Action: [action]}]} : {statement: [{action: [action]}]},
		);
		expect(hintsOf(dryRunKeys(model))).toContainEqual({key: 'c', label: 'copy the policy'});
		expect(happened(model, 'c').effects).toEqual([copied]);
		expect(happened(model, 'escape').model.open).toBeUndefined();
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
		const {effects} = played({type: 'failed', trouble}, 'p');
		expect(JSON.stringify(effects)).toContain('ec2:DescribeVpnGateways');
		const fine = played(planned, check('pass'), {type: 'done'}).model;
		expect(labels(fine)).not.toContain('copy a policy');
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
	expect(textsOf(model, 1)).toEqual(
		expect.arrayContaining(['x: not allowed', 'because', 'The cloud said: User: y', 'What to do: Ask']),
	);
	expect(textsOf(model, 0).join(' ')).not.toMatch(/not allowed|What to do/);
});

it('costs and what is left to do open whole, and stay highlighted while checks come', () => {
	const onCosts = played(planned, 'end', 'up', check('pass'), check('pass', {id: 'another'})).model;
	expect(rowAt(onCosts, onCosts.row)?.kind).toBe('costs');
	expect(textsOf(onCosts, onCosts.row).join(' ')).toMatch(/from creation on, also while DOWN.*AWS price list/);
	const left = played(planned, check('pass'), 'end', 'enter', check('pass', {id: 'another'})).model;
	expect(textsOf(left, left.open?.row ?? -1)).toEqual(expect.arrayContaining([...planOf().leftByHand]));
});
