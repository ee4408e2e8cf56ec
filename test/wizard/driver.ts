import type {
	CloudGateway,
	ExistingConnection,
	Region,
	RouteTable,
	SiteGateway,
	Vpc,
} from '../../src/clouds/contract/cloud.ts';
import type {Checks} from '../../src/session/check.ts';
import type {Loaded} from '../../src/session/read.ts';
import {decode, emptyDecoder} from '../../src/ui/key-decoder.ts';
import type {Effect} from '../../src/wizard/core/effect.ts';
import type {WizardEvent} from '../../src/wizard/core/event.ts';
import {initialState} from '../../src/wizard/core/initial-state.ts';
import type {Key} from '../../src/wizard/core/keys.ts';
import {cursorRow, type ListView, type Row, viewOf} from '../../src/wizard/core/list.ts';
import type {WizardState} from '../../src/wizard/core/state.ts';
import {update} from '../../src/wizard/core/update.ts';
import {listOf} from '../../src/wizard/screens/registry.ts';
import {connectionOf, placeOf, snapshotOf} from '../watch/fake-fleet.ts';

/** An account of each cloud, small and believable. */
export interface World {
	readonly regions: Readonly<Record<string, readonly Region[]>>;
	readonly gateways: Readonly<Record<string, readonly CloudGateway[]>>;
	readonly sites: Readonly<Record<string, readonly SiteGateway[]>>;
	readonly connections: Readonly<Record<string, readonly ExistingConnection[]>>;
	readonly routeTables: readonly RouteTable[];
	readonly vpcs?: readonly Vpc[];
}

const region = (id: string, name: string, selectable = true): Region => ({
	id,
	name,
	selectable,
	state: '',
	...(selectable ? {} : {reason: 'not enabled for this account'}),
});

export const gateway = (over: Partial<CloudGateway> & {id: string}): CloudGateway => ({
	name: 'prod-edge',
	kind: 'vgw',
	state: 'available',
	asn: 64_512,
	vpcId: 'vpc-0a1b',
	networks: ['10.0.0.0/16'],
	attachedTo: 'vpc-0a1b 10.0.0.0/16',
	bgp: true,
	selectable: true,
	...over,
});

export const site = (id: string, over: Partial<SiteGateway> = {}): SiteGateway => ({
	id,
	name: 'berlin',
	address: '203.0.113.10',
	asn: 65_010,
	state: 'available',
	selectable: true,
	...over,
});

export const smallWorld: World = {
	regions: {
		aws: [region('ap-east-1', 'Hong Kong', false), region('eu-central-1', 'Frankfurt'), region('eu-west-1', 'Ireland')],
		tencent: [region('ap-guangzhou', 'Guangzhou'), region('ap-shanghai', 'Shanghai')],
	},
	gateways: {
		'aws:eu-central-1': [
			gateway({id: 'vgw-0dead', name: 'old', selectable: false, reason: 'deleting', networks: []}),
			gateway({id: 'vgw-9a4cacf3'}),
			gateway({id: 'tgw-0c2d11f0', kind: 'tgw', name: 'hub', vpcId: undefined, attachedTo: '14 VPCs', asn: 64_513}),
		],
		'aws:eu-west-1': [gateway({id: 'vgw-00000001', vpcId: 'vpc-0cc'})],
		'tencent:ap-guangzhou': [
			gateway({id: 'vpngw-1w9tue3d', kind: 'vpc', vpcId: 'vpc-gapcv96p', bgp: false, bgpReason: 'needs version 4.0'}),
		],
	},
	sites: {
		'aws:eu-central-1': [site('cgw-b4de3fdd', {name: 'taken'}), site('cgw-0e11f167')],
		'tencent:ap-guangzhou': [site('cgw-qa9sxpy7')],
	},
	connections: {
		'aws:eu-central-1': [
			{
				id: 'vpn-0000aaaa',
				name: 'existing',
				state: 'available',
				cloudGatewayId: 'vgw-9a4cacf3',
				siteGatewayId: 'cgw-b4de3fdd',
				routing: 'bgp',
				ranges: [],
				insideCidrs: [],
			},
		],
	},
	vpcs: [
		{id: 'vpc-0a1b', name: 'taken', selectable: false, reason: 'it has vgw-9a4cacf3', networks: ['10.0.0.0/16']},
		{id: 'vpc-0free', name: 'free', selectable: true, networks: ['10.9.0.0/16']},
	],
	routeTables: [
		{
			id: 'rtb-0d9e',
			name: 'main',
			selectable: true,
			vpcId: 'vpc-0a1b',
			main: true,
			propagatingGateways: [],
			routes: [],
		},
	],
};

/** The list on the screen as it is shown. */
export function viewHere(state: WizardState): ListView | undefined {
	const list = listOf(state);
	return list && viewOf(state, list);
}

/** The row under the cursor. */
export function rowHere(state: WizardState): Row | undefined {
	const view = viewHere(state);
	return view && cursorRow(view);
}

/** A wizard driven by keys and answered by a world, as the runtime would. */
export class Driver {
	state: WizardState;
	readonly effects: Effect[] = [];

	constructor(
		readonly world: World = smallWorld,
		readonly autoAnswer = true,
		options: Partial<WizardState['options']> = {},
		/** The schema and the rules of the clouds, where their findings matter. */
		readonly checks?: Pick<Checks, 'findings'>,
	) {
		this.state = initialState(
			{
				sandbox: true,
				regions: {aws: 'eu-central-1', tencent: 'ap-guangzhou'},
				credentials: {aws: 'sandbox', tencent: 'sandbox'},
				profile: undefined,
				...options,
			},
			{columns: 80, rows: 24},
		);
		this.send({type: 'started'}).send({type: 'view-kept', text: ''});
	}

	send(event: WizardEvent): this {
		const {state, effects} = update(this.state, event);
		this.state = state;
		this.effects.push(...effects);
		if (this.autoAnswer)
			for (const effect of effects) {
				if (effect.type === 'load') this.answer(effect);
				if (effect.type === 'watch-fleet') this.tellFleet(effect);
			}

		const check = effects.findLast(effect => effect.type === 'check');
		return this.checks && check ? this.send({type: 'checked', findings: this.checks.findings(check)}) : this;
	}

	/** A paste as a terminal sends it, between its marks. */
	paste(text: string): this {
		const {events} = decode(emptyDecoder, Buffer.from(`\u001B[200~${text}\u001B[201~`));
		for (const event of events) if (event.type === 'paste') this.send({type: 'paste', text: event.text});
		return this;
	}

	answer(effect: Extract<Effect, {type: 'load'}>): this {
		return this.send({
			type: 'loaded',
			slot: effect.slot,
			request: effect.request,
			at: 1000,
			loaded: this.#loaded(effect),
		});
	}

	/** What stands in the regions that a choice names, else in those in use. */
	tellFleet({request, choice}: Extract<Effect, {type: 'watch-fleet'}>): this {
		const {regions} = this.state.options;
		const isMeant = (cloud: string, region: string) =>
			choice.regions === 'all' || (choice.regions?.includes(region) ?? regions[cloud] === region);
		const connections = Object.entries(this.world.connections).flatMap(([place, standing]) => {
			const [cloud = '', region = ''] = place.split(':');
			if (!isMeant(cloud, region)) return [];
			return standing.map(({id, name}) => connectionOf({id, name, place: placeOf({cloud, region})}));
		});
		return this.send({type: 'fleet', request, snapshot: snapshotOf(connections)});
	}

	#loaded({reading}: Extract<Effect, {type: 'load'}>): Loaded {
		const place = 'region' in reading ? `${reading.cloud}:${reading.region}` : reading.cloud;
		switch (reading.what) {
			case 'identity':
				return {
					what: 'identity',
					identity: {cloud: reading.cloud, account: '123456789012', source: 'sandbox', sandbox: true},
				};
			case 'regions':
				return {what: 'regions', regions: this.world.regions[place] ?? []};
			case 'gateways':
				return {what: 'gateways', gateways: this.world.gateways[place] ?? []};
			case 'sites':
				return {what: 'sites', sites: this.world.sites[place] ?? []};
			case 'connections':
				return {what: 'connections', connections: this.world.connections[place] ?? []};
			case 'status':
				return {
					what: 'status',
					connections: (this.world.connections[place] ?? []).map(connection => ({
						...connection,
						cloud: reading.cloud,
						region: reading.region,
						phase: 'settled',
						tunnels: [],
					})),
				};
			case 'vpcs':
				return {what: 'vpcs', vpcs: this.world.vpcs ?? []};
			case 'routeTables':
				return {what: 'routeTables', routeTables: this.world.routeTables};
		}
	}

	/** `enter`, `ctrl-s`, `shift-tab`, or a text that is typed letter by letter. */
	press(...names: readonly string[]): this {
		for (const name of names) for (const key of keysOf(name)) this.send({type: 'key', key});
		return this;
	}

	/** Enter until a step or screen is reached. @throws Error when it is not within 60 keys */
	enterUntil(wanted: string): this {
		for (let count = 0; count < 60; count += 1) {
			if (this.at === wanted) return this;
			this.press('enter');
		}

		throw new Error(`never reached ${wanted}: stuck at ${this.at}, ${this.state.blocked?.message ?? ''}`);
	}

	/** The step or screen. */
	get at(): string {
		return this.state.screen.name === 'step' ? this.state.screen.step : this.state.screen.name;
	}
}

const named = new Set([
	'enter',
	'escape',
	'tab',
	'backspace',
	'delete',
	'up',
	'down',
	'left',
	'right',
	'home',
	'end',
	'page-up',
	'page-down',
]);

export function keysOf(name: string): readonly Key[] {
	const plain = {ctrl: false, alt: false, shift: false};
	// the set above holds just names of Key
	if (named.has(name)) return [{...plain, name: name as Key['name'], text: ''}];
	if (name === 'shift-tab') return [{...plain, name: 'tab', text: '', shift: true}];
	if (/^ctrl-.$/.test(name)) return [{...plain, name: 'char', text: name.slice(5), ctrl: true}];
	return Array.from(
		new Intl.Segmenter().segment(name),
		({segment}) => ({...plain, name: 'char', text: segment}) as const,
	);
}
