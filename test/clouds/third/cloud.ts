import type {
	Action,
	ActionResult,
	Check,
	Cloud,
	CloudOptions,
	ExistingConnection,
	RunContext,
	UndoStep,
} from '../../../src/clouds/contract/cloud.ts';
import {comparisonChecks} from '../../../src/clouds/contract/comparison.ts';
import {checkRules} from '../../../src/clouds/engine/check-rules.ts';
import {fillForRun, fillKnown} from '../../../src/clouds/engine/fill.ts';
import {notInRegion} from '../../../src/clouds/engine/read-back.ts';
import type {SignIn} from '../../../src/clouds/sign-in/sign-in.ts';
import type {RoutingMode} from '../../../src/connection/document.ts';
import {Secret} from '../../../src/connection/secret.ts';
import {isThird} from './own-document.ts';
import {planThird} from './plan.ts';
import {checkPresharedKey, generatePresharedKey, rules} from './rules.ts';
import {type Thing, type World, worldOf} from './world.ts';

export async function thirdSignIn({env, sandbox}: CloudOptions): Promise<SignIn> {
	const source = sandbox ? 'sandbox' : env.THIRD_TOKEN ? 'environment' : undefined;
	const region = {id: env.THIRD_REGION ?? 'third-north', from: env.THIRD_REGION ? 'THIRD_REGION' : 'nothing names one'};
	return {
		cloud: 'third',
		region,
		profiles: [],
		tried: [],
		...(source ? {source} : {problem: 'there is no token', mend: 'set THIRD_TOKEN'}),
	};
}

const deletes = {route: 'DeleteRoute', tunnel: 'DeleteTunnel', site: 'DeleteSite'} as const;
const titles = {route: 'delete route', tunnel: 'delete tunnel', site: 'delete site'} as const;
const kinds = {CreateSite: 'site', CreateTunnel: 'tunnel', CreateRoute: 'route'} as const;

function stepOf(id: string, kind: Thing['kind'], thingId: string): UndoStep {
	return {id, title: titles[kind], detail: thingId, call: deletes[kind], parameters: {Id: thingId}};
}

function kindOf({call}: Action): Thing['kind'] {
	const kind = Object.entries(kinds).find(([name]) => name === call)?.[1];
	if (!kind) throw new Error(`the third cloud has no ${call}`);
	return kind;
}

function membersOf(request: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
	const {Key: _key, ...members} = request;
	return Object.fromEntries(Object.entries(members).map(([name, value]) => [name, String(value)]));
}

export function createThirdCloud(options: CloudOptions): Cloud {
	const world: World = worldOf(options.env);
	const {timeoutMs} = options;
	const read = <Reply>(action: string, region: string, signal: AbortSignal, work: () => Reply) =>
		world.call({action, region, signal, ...(timeoutMs === undefined ? {} : {timeoutMs})}, work);
	const routesOf = (id: string) => world.of('route').filter(({members}) => members.Tunnel === id);
	const existing = (tunnel: Thing): ExistingConnection => ({
		id: tunnel.id,
		name: tunnel.name,
		state: 'ready',
		cloudGatewayId: tunnel.members.Edge ?? '',
		siteGatewayId: tunnel.members.Site ?? '',
		// what was planned said one of the modes
		routing: tunnel.members.Routing as RoutingMode,
		ranges: [{cloudSide: '0.0.0.0/0', siteSide: routesOf(tunnel.id).map(({members}) => members.Range ?? '')}],
		insideCidrs: [],
	});
	const siteChoice = ({id, name, members}: Thing) => ({
		id,
		name,
		selectable: true,
		address: members.address ?? members.Address ?? '',
		state: 'ready',
	});
	const edge = {
		id: 'edge-1',
		name: 'north edge',
		kind: 'edge',
		state: 'ready',
		selectable: true,
		vpcId: 'net-1',
		networks: ['10.77.0.0/16'],
		attachedTo: 'net-1 10.77.0.0/16',
		bgp: true,
		asn: 64_999,
	};
	const known = (action: Action, {results}: RunContext): Thing | undefined => {
		const request = fillKnown(action.parameters, results);
		if (!request) return undefined;
		const kind = kindOf(action);
		const same = (member: string) => (thing: Thing) =>
			(thing.members[member] ?? thing.members[member.toLowerCase()]) === String(request[member]);
		const wanted = {site: ['Address'], tunnel: ['Edge', 'Site'], route: ['Tunnel', 'Range']}[kind];
		return world.of(kind).find(thing => wanted.every(member => same(member)(thing)));
	};
	const tunnelIn = (region: string, id: string, signal: AbortSignal) =>
		read('ListTunnels', region, signal, () => {
			const tunnel = world.of('tunnel').find(each => each.id === id);
			if (!tunnel) throw notInRegion('Third Cloud', region, id);
			return tunnel;
		});

	return {
		id: 'third',
		title: 'Third Cloud',
		rules,
		identity: async () => ({
			cloud: 'third',
			account: '3000000001',
			principal: 'third:somebody',
			source: options.sandbox ? 'sandbox' : 'environment',
			sandbox: options.sandbox,
		}),
		regions: async () => [
			{id: 'third-north', name: 'North', selectable: true, state: ''},
			{id: 'third-old', name: 'Old', selectable: false, reason: 'it is closed', state: ''},
		],
		cloudGateways: (region, signal) => read('ListEdges', region, signal, () => [edge]),
		siteGateways: (region, signal) => read('ListSites', region, signal, () => world.of('site').map(siteChoice)),
		connections: (region, signal) => read('ListTunnels', region, signal, () => world.of('tunnel').map(existing)),
		routeTables: async () => [],
		async facts(draft, signal) {
			if (!draft.region) return {};
			const [gateways, siteGateways, connections] = await Promise.all([
				this.cloudGateways(draft.region, signal),
				this.siteGateways(draft.region, signal),
				this.connections(draft.region, signal),
			]);
			const cloudGateway = gateways.find(({id}) => id === draft.cloudGateway?.id);
			return {readAt: Date.now(), siteGateways, connections, ...(cloudGateway ? {cloudGateway} : {})};
		},
		check: (draft, facts) => checkRules(rules, draft, facts),
		plan: planThird,
		commandLine: ({call, parameters}) =>
			`third ${call} ${Object.entries(parameters)
				.map(([name, value]) => `--${name} ${typeof value === 'object' ? `$${name.toUpperCase()}` : `'${value}'`}`)
				.join(' ')}`,
		secretsOf: document =>
			isThird(document) ? [{name: 'presharedKey', field: 'presharedKey', source: document.presharedKey}] : [],
		checkPresharedKey,
		generatePresharedKey,
		async *preflight(plan, facts, _secrets, signal): AsyncIterable<Check> {
			await this.facts(plan.document, signal);
			for (const {rule, message, field, mend} of checkRules(rules, plan.document, facts))
				yield {
					id: `rule:${rule}`,
					title: rule,
					result: 'warn',
					detail: message,
					proves: 'rule',
					field,
					...(mend ? {mend} : {}),
				};
			yield {
				id: 'read',
				title: 'the account can be read',
				result: 'pass',
				detail: 'edges, sites and tunnels',
				proves: 'read of the account',
			};
			yield* comparisonChecks(plan);
		},
		expectedChecks: (plan, facts) => checkRules(rules, plan.document, facts).length + 1 + comparisonChecks(plan).length,
		async find(action, context) {
			const found = await read(`List${kindOf(action)}`, context.plan.region, context.signal, () =>
				known(action, context),
			);
			return found && {id: found.id, existed: found.run !== context.runId, detail: `${found.id}, ready`};
		},
		async perform(action, context): Promise<ActionResult> {
			const standing = known(action, context);
			if (standing)
				return {id: standing.id, existed: standing.run !== context.runId, detail: `${standing.id}, there already`};
			const request = fillForRun(action, context);
			const call = {action: action.call, region: context.plan.region, signal: context.signal, changes: true};
			const {id} = await world.call(call, () =>
				world.make({
					kind: kindOf(action),
					name: String(request.Name ?? ''),
					run: context.runId,
					members: membersOf(request),
					...(request.Key ? {key: new Secret(String(request.Key))} : {}),
				}),
			);
			return {id, existed: false, detail: `${id}, ready`};
		},
		settle: async () => undefined,
		standing: async () => undefined,
		undoSteps: ({plan, results}) =>
			plan.actions.toReversed().flatMap(action => {
				const result = results.get(action.id);
				return result && !result.existed ? [stepOf(action.id, kindOf(action), result.id)] : [];
			}),
		async undo({call, parameters}, {region, run, signal}) {
			const id = String(parameters.Id);
			const thing = world.things.get(id);
			if (!thing) return 'was gone already';
			if (run && thing.run !== run.runId) return 'stays: another run made it';
			await world.call({action: call, region, signal, changes: true}, () => world.things.delete(id));
			return 'deleted';
		},
		async dependents(region, id, signal) {
			const tunnel = await tunnelIn(region, id, signal);
			const site = world.things.get(tunnel.members.Site ?? '');
			const part = (partId: string, thing: Thing, going: 'alone' | 'ours') => ({
				id: partId,
				title: thing.kind,
				detail: thing.id,
				going,
				steps: [stepOf(partId, thing.kind, thing.id)],
				usedBy: [],
				...(thing.run ? {madeBy: thing.run} : {}),
			});
			return {
				cloud: 'third',
				region,
				connection: {id, name: tunnel.name, state: 'ready', ...existingEnds(tunnel)},
				parts: [
					...routesOf(id).map(route => part(`route:${route.members.Range}`, route, 'alone')),
					part('connection', tunnel, 'alone'),
					...(site ? [part('site-gateway', site, 'ours')] : []),
				],
				unread: [],
			};
		},
		status: (region, ids, signal) =>
			read('ListTunnels', region, signal, () =>
				world
					.of('tunnel')
					.filter(({id}) => ids?.includes(id) ?? true)
					.map(tunnel => ({
						cloud: 'third',
						region,
						id: tunnel.id,
						name: tunnel.name,
						state: 'ready',
						phase: 'settled' as const,
						// what was planned said one of the modes
						routing: tunnel.members.Routing as RoutingMode,
						...existingEnds(tunnel),
						tunnels: [{key: tunnel.id, outsideAddress: '198.51.100.7', state: 'UP' as const, raw: 'up', message: ''}],
					})),
			),
		async readBack(region, id, signal) {
			const tunnel = await tunnelIn(region, id, signal);
			const prefixes = routesOf(id).map(({members}) => members.Range ?? '');
			return {
				document: {
					version: 1,
					cloud: 'third',
					name: tunnel.name,
					region,
					cloudGateway: {kind: 'edge', id: tunnel.members.Edge ?? ''},
					site: {kind: 'existing', id: tunnel.members.Site ?? ''},
					routing: tunnel.members.Routing === 'static' ? {mode: 'static', prefixes} : {mode: 'bgp'},
					ranges: [],
					security: {preset: 'strong'},
					tags: {},
					...{presharedKey: {from: 'generated'}, heartbeatSeconds: 10},
				},
				leftOut: [{field: 'Key', why: 'a key is never taken over'}],
				assumed: [],
			};
		},
		async deviceSide(region, id, signal) {
			const tunnel = await tunnelIn(region, id, signal);
			const ranges = routesOf(id).map(({members}) => members.Range ?? '');
			const proposals = {
				encryption: ['aes256-cbc'],
				integrity: ['sha256'],
				dhGroups: [14],
				lifetimeSeconds: 3600,
			} as const;
			return {
				cloud: 'third',
				region,
				id,
				name: tunnel.name,
				// what was planned said one of the modes
				routing: tunnel.members.Routing as RoutingMode,
				tunnels: [
					{
						name: id,
						cloudAddress: '198.51.100.7',
						siteAddress: siteChoice(world.things.get(tunnel.members.Site ?? '') ?? tunnel).address,
						cloudIdentity: {type: 'address', value: '198.51.100.7'},
						siteIdentity: {type: 'address', value: '203.0.113.70'},
						ikeVersions: [2],
						aggressive: false,
						ike: proposals,
						esp: proposals,
						cloudInitiates: true,
						cloudRestarts: true,
						pairs: [{cloudSide: '0.0.0.0/0', siteSide: '0.0.0.0/0'}],
						key: {from: 'cloud', key: tunnel.key ?? generatePresharedKey()},
					},
				],
				cloudRanges: ['10.77.0.0/16'],
				siteRanges: ranges,
				notes: [],
			};
		},
		close: () => {},
	};
}

function existingEnds({members}: Thing) {
	return {cloudGatewayId: members.Edge ?? '', siteGatewayId: members.Site ?? ''};
}
