import type {Action, CloudErrorInfo, Plan, TunnelName} from '../../src/clouds/contract/cloud.ts';
import type {Comparison, Difference} from '../../src/clouds/contract/comparison.ts';
import type {RunEvent} from '../../src/run/run-event.ts';
import type {RotationEvent} from '../../src/session/rotation.ts';
import type {Effect} from '../../src/wizard/core/effect.ts';
import type {WizardEvent} from '../../src/wizard/core/event.ts';
import type {ManyHeard} from '../../src/wizard/screens/many/model.ts';
import {checkOf, planOf} from '../ui/fixtures.ts';

/* What is said of a connection that stands and is kept, changed or given new keys: one text in all places. */

interface Heard {
	readonly text: string;
	readonly fails: boolean;
	readonly error: CloudErrorInfo;
}

const tunnelOf = (text: string): TunnelName => ({connectionId: text, key: text, number: 1});

/** One of each kind that is shown. */
export function hostileDifferences(text: string): readonly Difference[] {
	const tunnel = tunnelOf(text);
	const named = ['name', 'tags', 'security.options.dpdTimeoutSeconds', text].flatMap((field, index) => {
		const own = {field, what: text, was: text, wanted: index % 2 === 0 ? text : ''};
		return [
			{...own, interrupts: {kind: 'nothing'} as const},
			{...own, interrupts: {kind: 'tunnel', tunnel} as const},
			{...own, interrupts: {kind: 'connection'} as const},
		];
	});
	return [...named, {field: 'routing', what: text, was: text, wanted: text}];
}

/** A plan that changes what stands. */
export function hostileChange(text: string): Plan {
	const {actions, ...plan} = planOf(text);
	const tunnel = tunnelOf(text);
	const differences = hostileDifferences(text);
	const comparison: Comparison = {
		equal: 1,
		differences,
		unspoken: differences.slice(0, 3),
		missing: [text],
		notCompared: [{field: text, why: text}],
		unread: [{field: text, why: text}],
	};
	const change: Action['change'] = {
		values: [{field: text, what: text, was: text, wanted: text}],
		interrupts: {kind: 'tunnel', tunnel},
		needsUp: [tunnel],
		drained: tunnel,
		backUp: [tunnel],
		back: {call: text, parameters: {[text]: text}},
		device: [text],
	};
	return {
		...plan,
		comparison,
		actions: actions.map(action => ({...action, title: text, detail: text, makes: '', change})),
		exists: {
			id: text,
			name: text,
			state: text,
			routing: 'bgp',
			ranges: [{cloudSide: text, siteSide: [text]}],
			insideCidrs: [text],
			tunnels: [
				{key: text, state: 'UP'},
				{key: text, state: 'DOWN'},
			],
		},
	};
}

/** What each wish about it is answered with; undefined for a wish of another kind. */
export function keepingAnswers(effect: Effect, {text, fails, error}: Heard): readonly WizardEvent[] | undefined {
	const trouble = {message: text, mend: text, detail: text};
	const plan = hostileChange(text);
	const draft = {...planOf().document, name: text, tags: {[text]: text}};
	const checks = [checkOf('warn', {title: text, detail: text, proves: text, mend: text})];
	switch (effect.type) {
		case 'read-standing':
			return [{type: 'standing-read', request: effect.request, id: text, draft, notes: [text]}];
		case 'read-side': {
			const side = {routing: 'bgp', namesSite: true, namesCloud: true, bgpTunnels: 1, keysElsewhere: [text]} as const;
			return [{type: 'side-read', request: effect.request, side: fails ? undefined : side}];
		}
		case 'check-key':
			return fails
				? [{type: 'prompt-failed', message: text}]
				: [{type: 'key-checked', request: effect.request, key: effect.key}];
		case 'read-rotation':
			return fails
				? [{type: 'rotation-failed', request: effect.request, trouble}]
				: [{type: 'rotation-shown', request: effect.request, plan, checks}];
		case 'rotate-keys':
		case 'resume-rotation':
			return renewal(text, fails ? error : undefined, plan).map(event => ({
				type: 'rotation',
				request: effect.request,
				event,
			}));
		case 'read-many':
			return effect.places.map(({id}) => ({
				type: 'many',
				request: effect.request,
				id,
				event: {heard: 'fixed', fixed: [{field: 'acceleration', why: text}]},
			}));
		case 'check-many': {
			const heard: readonly ManyHeard[] = [
				{heard: 'planned', plan, secrets: new Map(), notes: [text], unknown: [{field: text, why: text}]},
				...checks.map((check): ManyHeard => ({heard: 'check', check})),
				fails ? {heard: 'failed', trouble} : {heard: 'checked'},
			];
			const {request, ids} = effect;
			return [
				...ids.flatMap(id => heard.map((event): WizardEvent => ({type: 'many', request, id, event}))),
				{type: 'many-ordered', request, ids},
			];
		}
		case 'run-many':
			return [
				...effect.plans.flatMap(({id}) =>
					changed(text, fails ? error : undefined, plan).map(
						event => ({type: 'many', request: effect.request, id, event: {heard: 'run', event}}) as const,
					),
				),
				{type: 'many-ended', request: effect.request},
			];
		default:
			return undefined;
	}
}

function changed(text: string, error: CloudErrorInfo | undefined, {actions}: Plan): readonly RunEvent[] {
	const id = actions[0]?.id ?? '';
	return [
		{type: 'started', runId: text, actions},
		{type: 'action-started', action: id, at: 1},
		{type: 'action-waiting', action: id, why: text},
		...(error
			? ([
					{type: 'action-failed', action: id, at: 2, error},
					{
						type: 'stopped',
						after: undefined,
						made: [],
						changed: [text],
						inDoubt: [{action: id, title: text, call: text}],
						trafficOff: [text],
					},
				] as const)
			: ([
					{type: 'action-done', action: id, at: 2, result: {id: text, existed: false, detail: text}, unseen: [text]},
					{type: 'finished', connectionId: text, made: [], changed: [text], unlike: [text]},
				] as const)),
	];
}

function renewal(text: string, error: CloudErrorInfo | undefined, plan: Plan): readonly RotationEvent[] {
	const [started, begun, ...rest] = changed(text, error, plan);
	const own = {action: plan.actions[0]?.id ?? '', tunnel: tunnelOf(text)};
	const files = {
		files: [{name: text, path: text, what: text}],
		left: [{name: text, path: text}],
		steps: `# ${text}\n\n## Drain\n\n1. ${text}\n`,
	};
	return [
		...(started && begun ? [started, begun] : []),
		{...own, type: 'key-ready', from: 'generated', earlier: 'not carried out'} as const,
		{...own, type: 'files-written', files} as const,
		...rest,
	];
}
