import type {Check, CloudErrorInfo, ExistingConnection} from '../../src/clouds/contract/cloud.ts';
import type {AnyFound, ViewName} from '../../src/session/views.ts';
import type {WhyAnswer} from '../../src/session/why.ts';
import type {Effect} from '../../src/wizard/core/effect.ts';
import type {WizardEvent} from '../../src/wizard/core/event.ts';
import type {HandoverHeard} from '../../src/wizard/screens/handover/event.ts';
import {checkOf, connectionOf, planOf, snapshotOf, t0} from '../ui/fixtures.ts';
import {Driver, gateway, site, smallWorld, type World} from '../wizard/driver.ts';
import {hostileChange, hostileDifferences, keepingAnswers} from './hostile-keeping.ts';

/** What is said everywhere: one text in all places, and one number. */
export interface Said {
	readonly text: string;
	readonly number: number;
}

/** An account in which everything is called so. */
export function hostileWorld({text, number}: Said): World {
	const unusable = {selectable: false, reason: text};
	const placed = <Row>(rows: readonly Row[]) => ({'aws:eu-central-1': rows, 'tencent:ap-guangzhou': rows});
	const gateways = [
		gateway({
			id: 'vgw-9a4cacf3',
			name: text,
			state: text,
			attachedTo: text,
			networks: [text],
			asn: number,
			notices: [text],
		}),
		gateway({id: text || 'vgw-1', name: text, bgp: false, bgpReason: text, version: text, publicAddress: text}),
		gateway({id: 'vgw-2', name: text, ...unusable, bandwidthMbps: number}),
	];
	return {
		...smallWorld,
		regions: {
			aws: [
				{id: 'eu-central-1', name: text, state: text, note: text, selectable: true},
				{id: text || 'x', name: text, state: text, ...unusable},
			],
			tencent: [{id: 'ap-guangzhou', name: text, state: text, note: text, selectable: true}],
		},
		gateways: placed(gateways),
		sites: placed([
			site('cgw-1', {name: text, address: text, asn: number, deviceName: text, state: text}),
			site('cgw-2', {name: text, ...unusable}),
		]),
		connections: placed(
			['vpn-40f41529', 'vpn-2'].map(
				(id): ExistingConnection => ({
					id,
					name: text,
					state: text,
					cloudGatewayId: text,
					siteGatewayId: text,
					routing: 'bgp',
					ranges: [{cloudSide: text, siteSide: [text]}],
					insideCidrs: [text],
				}),
			),
		),
		vpcs: [
			{id: 'vpc-1', name: text, networks: [text], selectable: true},
			{id: 'vpc-2', name: text, networks: [], ...unusable},
		],
		routeTables: [
			{
				id: 'rtb-1',
				name: text,
				selectable: true,
				vpcId: 'vpc-0a1b',
				main: true,
				propagatingGateways: [text],
				routes: [{destination: text, target: text}],
			},
		],
	};
}

/** A wizard whose every wish is answered at once, with what a hostile cloud, file or other terminal would say. */
export class HostileDriver extends Driver {
	#answered = 0;
	readonly #said: Said;
	readonly #fails: boolean;
	readonly #reads: boolean;

	/** @param fails every answer that can be a failure is one; `later`: the account is read, and what is done with it fails */
	constructor(said: Said, fails: boolean | 'later', sandbox: boolean) {
		super(hostileWorld(said), fails !== true, {sandbox, credentials: {aws: said.text, tencent: said.text}});
		this.#said = said;
		this.#fails = fails !== false;
		this.#reads = fails !== true;
		this.settle();
	}

	/** Answers what is wanted until nothing new is. */
	settle(): void {
		for (let turns = 0; this.#answered < this.effects.length && turns < 200; turns += 1) {
			const effect = this.effects[this.#answered];
			this.#answered += 1;
			for (const event of effect ? this.#answers(effect) : []) this.send(event);
		}
	}

	#answers(effect: Effect): readonly WizardEvent[] {
		const {text, number} = this.#said;
		const trouble = {message: text, mend: text, detail: text};
		switch (effect.type) {
			case 'load':
				return !this.#reads ? [{type: 'load-failed', slot: effect.slot, request: effect.request, trouble}] : [];
			case 'check':
				return [
					{
						type: 'checked',
						findings: this.#findings(),
						...(effect.edits ? {changes: hostileDifferences(text), fixed: [{field: 'routing', why: text}]} : {}),
					},
				];
			case 'use-profile':
				return [this.#signedIn()];
			case 'preflight':
				return this.#preflight(effect.request, effect.edits !== undefined);
			case 'run':
			case 'resume-run':
				return this.#run(effect.request);
			case 'open-run':
				return this.#fails
					? [{type: 'run-failed', request: effect.request, trouble}]
					: [
							{
								type: 'run-opened',
								request: effect.request,
								opened: {
									runId: text,
									plan: planOf(text),
									results: [{action: 'site-gateway', id: text, existed: false, detail: text}],
									inDoubt: ['connection', text],
									state: 'unfinished',
									error: this.#error(),
								},
							},
						];
			case 'preview-undo':
				return this.#fails
					? [{type: 'undo-broke', request: effect.request, trouble}]
					: [{type: 'undo-previewed', request: effect.request, steps: this.#steps(), inDoubt: [text]}];
			case 'undo-run':
				return this.#undo(effect.request);
			case 'watch-fleet':
				return this.#watch(effect.request);
			case 'read-view':
				return this.#fails
					? [{type: 'view-failed', request: effect.request, view: effect.view, trouble}]
					: [{type: 'view-read', request: effect.request, at: number, ...viewOf(effect.view, text, number)}];
			case 'read-why':
				return this.#fails
					? [{type: 'why-failed', request: effect.request, trouble}]
					: [{type: 'why', request: effect.request, at: number, answer: whyOf(text, number)}];
			case 'handover':
				return this.#heard(effect).map(event => ({type: 'handover', request: effect.request, event}));
			case 'list-profiles':
				return [
					{
						type: 'profiles',
						profiles: [true, false].map(usable => ({name: `${text}${usable}`, where: text, detail: text, usable})),
					},
				];
			case 'list-runs':
				return [
					{
						type: 'runs',
						runs: [
							{id: text, about: {name: text, cloud: 'aws', region: text}, detail: text, usable: true},
							{id: text, about: {name: text, cloud: 'aws', region: text}, detail: text, usable: false, reason: text},
						],
					},
				];
			case 'read-back':
				return !this.#reads
					? [{type: 'read-back-failed', request: effect.request, trouble}]
					: [
							{
								type: 'read-back',
								request: effect.request,
								found: {
									id: text,
									draft: {...planOf().document, name: text},
									notes: [text],
									...(effect.itself ? {itself: true} : {}),
								},
							},
						];
			case 'load-profile':
				return [
					{
						type: 'profile-loaded',
						name: text,
						draft: {cloud: 'aws', name: text, region: 'eu-central-1', tags: {[text]: text}},
					},
				];
			case 'list-drafts':
				return [this.#signedIn(), {type: 'clock', now: Number.isFinite(number) ? number : 0}];
			case 'save-profile':
			case 'rename-profile':
			case 'delete-profile':
			case 'export-profile':
			case 'import-profile':
			case 'write-report':
			case 'forget-run':
				return [this.#fails ? {type: 'prompt-failed', message: text} : {type: 'prompt-done', message: text}];
			default:
				return keepingAnswers(effect, {text, fails: this.#fails, error: this.#error()}) ?? [];
		}
	}

	#findings() {
		const {text} = this.#said;
		return ['name', 'region', 'site.asn', 'ranges[0].cloudSide', 'tags', text].flatMap(field =>
			(['refuse', 'warn', 'note'] as const).map(severity => ({rule: 'r', severity, field, message: text, mend: text})),
		);
	}

	#signedIn(): WizardEvent {
		const {text} = this.#said;
		const signIn = {
			source: text,
			renew: text,
			profiles: [{name: text, kind: 'keys', region: text, keyHint: text, detail: text}],
			tried: [text, text],
			...(this.#fails ? {problem: text, mend: text} : {}),
		};
		return {
			type: 'signed-in',
			credentials: {aws: text, tencent: text},
			regions: {aws: 'eu-central-1', tencent: 'ap-guangzhou'},
			signIns: {aws: signIn, tencent: signIn},
		};
	}

	#error(): CloudErrorInfo {
		const {text} = this.#said;
		return {
			cloud: 'aws',
			kind: 'api',
			code: text,
			message: text,
			requestId: text,
			call: text,
			retryable: false,
			ambiguous: true,
			says: text,
			mend: text,
		};
	}

	#preflight(request: number, isEdited: boolean): readonly WizardEvent[] {
		const {text, number} = this.#said;
		if (this.#fails)
			return [
				{
					type: 'preflight-failed',
					request,
					trouble: {message: text, mend: text, detail: text},
					problems: this.#findings(),
				},
			];
		const checks = (['pass', 'warn', 'unknown', ...(number % 2 === 0 ? ['refuse' as const] : [])] as const).map(
			(result: Check['result']): Check =>
				checkOf(result, {title: text, detail: text, proves: text, mend: text, field: 'site.asn', action: 'connection'}),
		);
		const costs = [{what: text, from: text, source: text}];
		const whole = {costs, leftByHand: [text], notes: [text], region: text};
		const plan = isEdited ? {...hostileChange(text), ...whole} : planOf(text, whole);
		return [
			{
				type: 'planned',
				request,
				plan,
				commandLines: [text, text, text],
				secrets: new Map(),
				generated: {},
				expected: number,
			},
			...checks.map((check): WizardEvent => ({type: 'check-done', request, check, at: number})),
			{type: 'preflight-done', request},
		];
	}

	#run(request: number): readonly WizardEvent[] {
		const {text, number} = this.#said;
		const event = (own: Extract<WizardEvent, {type: 'run'}>['event']): WizardEvent => ({
			type: 'run',
			request,
			event: own,
		});
		const {actions} = planOf(text);
		return [
			event({type: 'started', runId: text, actions}),
			event({type: 'action-started', action: 'site-gateway', at: number}),
			event({type: 'action-waiting', action: 'site-gateway', why: text}),
			event({
				type: 'action-done',
				action: 'site-gateway',
				at: number,
				result: {id: text, existed: false, detail: text},
			}),
			event({type: 'action-started', action: 'connection', at: number}),
			...(this.#fails
				? [
						event({type: 'action-failed', action: 'connection', at: number, error: this.#error()}),
						event({type: 'stopped', after: 'site-gateway', made: [{action: 'site-gateway', id: text}]}),
					]
				: [event({type: 'finished', connectionId: text, made: [{action: 'connection', id: text}]})]),
		];
	}

	#steps() {
		const {text} = this.#said;
		return ['one', 'two'].map(id => ({id, title: text, detail: text, call: text, parameters: {[text]: text}}));
	}

	#undo(request: number): readonly WizardEvent[] {
		const steps = this.#steps();
		const [step] = steps;
		const event = (own: Extract<WizardEvent, {type: 'undo'}>['event']): WizardEvent => ({
			type: 'undo',
			request,
			event: own,
		});
		if (!step) return [];
		return [
			event({type: 'undo-started', steps}),
			event({type: 'step-started', step}),
			event({type: 'step-waiting', step: 'one', why: this.#said.text}),
			event({type: 'step-done', step, how: 'deleted'}),
			event(this.#fails ? {type: 'undo-failed', error: this.#error(), left: steps} : {type: 'undo-finished'}),
		];
	}

	#watch(request: number): readonly WizardEvent[] {
		const {text, number} = this.#said;
		const {tunnels, ...connection} = connectionOf(text);
		const own = {
			...connection,
			state: text,
			tunnels: tunnels.map(tunnel => ({
				...tunnel,
				key: text,
				outsideAddress: text,
				siteAddress: text,
				insideCidr: text,
				raw: text,
				since: number,
				message: text,
				acceptedRoutes: number,
				hint: text,
			})),
		};
		const error = this.#fails ? this.#error() : undefined;
		const known = snapshotOf([own, connectionOf(text, 2, 'vpn-2')], {place: {asOf: number, nextAt: number, error}});
		const changes = known.changes.map(change => ({...change, at: number, name: text, id: text}));
		return [
			{type: 'fleet', request, snapshot: {...known, changes}},
			{type: 'clock', now: t0},
		];
	}

	#heard({wanted}: Extract<Effect, {type: 'handover'}>): readonly HandoverHeard[] {
		const {text} = this.#said;
		const trouble = {message: text, mend: text, detail: text};
		const device = {id: text, slug: `aws:${text}`, vendor: text, platform: text, software: text};
		switch (wanted.want) {
			case 'devices':
				return [
					this.#fails
						? {heard: 'devices-failed', trouble}
						: {heard: 'devices', devices: [device, {...device, id: 'x', slug: 'aws:x'}]},
				];
			case 'side':
				return [
					this.#fails
						? {heard: 'side-failed', trouble}
						: {
								heard: 'side',
								side: {routing: 'bgp', namesSite: false, namesCloud: false, bgpTunnels: 1, keysElsewhere: [text]},
							},
				];
			case 'folder':
				return [
					{
						heard: 'folder',
						asked: wanted.path,
						path: `${wanted.path}${text}`,
						says: text,
						...(this.#fails ? {problem: text} : {}),
					},
				];
			case 'write':
				return [
					this.#fails
						? {heard: 'write-failed', trouble}
						: {
								heard: 'written',
								written: {
									title: text,
									folder: text,
									files: [{name: text, what: text}],
									left: [text],
									steps: `# ${text}\n\n## Apply\n\n1. ${text}\n\n   \`\`\`sh\n   ${text}\n   \`\`\`\n\n| | |\n|---|---|\n| ${text} | ${text} |\n`,
								},
							},
				];
			default:
				return [];
		}
	}
}

/** What is read of one connection, with this text in all of its places. */
function viewOf(view: ViewName, text: string, number: number): AnyFound {
	switch (view) {
		case 'sight':
			return {
				view,
				found: {
					at: number,
					tunnels: [{key: text, negotiated: {ikeVersion: text, phase1DhGroup: text}, provisioningFailure: text}],
					routes: [{destination: text, table: text, origin: 'learned', state: 'unknown', raw: text}],
					notPropagated: [text],
					gateways: [{gateway: text, kind: 'at its cap', quote: text}],
					unread: [],
				},
			};
		case 'traffic': {
			const points = [number, -1, 0, 1e18].map((bytesPerSecond, index) => ({
				at: number + index * 60_000,
				bytesPerSecond,
			}));
			const series = [{tunnel: text, direction: 'in', points} as const, {direction: 'out', points: []} as const];
			return {view, found: {stepSeconds: 60, source: text, note: text, series}};
		}
		case 'maintenance':
			return {view, found: [{key: text, pending: text, autoAppliedAfter: number}]};
		case 'configuration':
			return {view, found: {lines: text.split('\n'), notes: [text]}};
	}
}

function whyOf(text: string, number: number): WhyAnswer {
	const evidence = [{from: 'site log', text, at: number, line: number, writer: text} as const];
	const prove = [{where: text, command: text, shows: text}];
	const cause = {id: text, title: text};
	const verdict = {cause, sureness: 'proved', tunnels: [number], evidence, mend: [text], prove} as const;
	return {
		connection: connectionOf(text),
		tunnels: [1],
		why: {verdicts: [verdict], lookedAt: [text], missing: [text]},
	};
}
