import type {CloudId, ConnectionStatus, Identity, TunnelStatus} from '../../../clouds/contract/cloud.ts';
import {type AccountOptions, inThisAccount} from '../../../clouds/sign-in/in-this-account.ts';
import {printable} from '../../../connection/printable.ts';
import {deviceCommand} from '../../../handover/devices/device-command.ts';
import type {WatchSnapshot} from '../../../watch/watch-snapshot.ts';
import type {Key} from '../../core/key.ts';
import {commandFor, type LateBinding, movedTo, scrolledTo} from '../../core/late-binding.ts';
import {sandboxEnded} from '../run/run-text.ts';
import {clockSpan, shortSpan} from './panel-spans.ts';

/** A tunnel that the highlight can stand on. `tunnel` is undefined for a connection that has none (yet). */
export interface PanelRow {
	readonly connection: ConnectionStatus;
	readonly tunnel: TunnelStatus | undefined;
	/** 1-based, as the panel numbers it. */
	readonly number: number;
}

export interface PanelModel {
	readonly cloud: CloudId;
	readonly region: string;
	/** What was asked to be watched: ids, or none for all of the region. */
	readonly ids: readonly string[];
	readonly identity: Identity | undefined;
	readonly account?: AccountOptions;
	/** Where it was opened from: a connection that was just made, or the list of those that stand. */
	readonly origin: 'run' | 'watch';
	readonly snapshot: WatchSnapshot | undefined;
	/** One per tunnel, in the order of the connections; made anew with each snapshot, not with each key. */
	readonly rows: readonly PanelRow[];
	readonly row: number;
	/** The tunnel whose details are shown, and whether for the reasons. */
	readonly open: {readonly top: number} | undefined;
	/** Ms since the epoch, from clock events. */
	readonly now: number;
}

export type PanelEvent =
	| {readonly type: 'key'; readonly key: Key}
	| {readonly type: 'snapshot'; readonly snapshot: WatchSnapshot}
	| {readonly type: 'clock'; readonly now: number};

export type PanelIntent =
	| {readonly type: 'help' | 'back' | 'refresh' | 'save'}
	/** Another one like the highlighted connection. */
	| {readonly type: 'new-like'; readonly id: string}
	/** The highlighted connection's files for the site's device. */
	| {readonly type: 'hand-over'; readonly id: string}
	/** Take the highlighted connection down; nothing goes before its name is typed. */
	| {readonly type: 'delete'; readonly id: string}
	| {readonly type: 'leave'; readonly summary: readonly string[]};

export type PanelCommand =
	| 'help'
	| 'open'
	| 'close'
	| 'why'
	| 'refresh'
	| 'save'
	| 'new-like'
	| 'hand-over'
	| 'delete'
	| 'leave'
	| 'back'
	| 'move';

export interface PanelStart {
	readonly cloud: CloudId;
	readonly region: string;
	readonly ids: readonly string[];
	readonly identity: Identity | undefined;
	readonly account?: AccountOptions;
	readonly now: number;
	/** `run` by default. */
	readonly origin?: 'run' | 'watch';
}

export function openingPanel(start: PanelStart): PanelModel {
	return {origin: 'run', ...start, snapshot: undefined, rows: [], row: 0, open: undefined};
}

const moves = ['up', 'down', 'page-up', 'page-down', 'home', 'end'] as const;

const handOver: LateBinding<PanelCommand> = {keys: ['h'], command: 'hand-over', label: 'hand-over'};

const takeDown: LateBinding<PanelCommand> = {keys: ['x', 'delete'], command: 'delete', label: 'delete'};

/** The keys that work now. */
export function panelKeys(model: PanelModel): readonly LateBinding<PanelCommand>[] {
	const help: LateBinding<PanelCommand> = {keys: ['?', 'ctrl-g'], command: 'help', label: 'help'};
	if (model.open)
		return [
			help,
			{keys: moves, command: 'move', label: 'scroll', shown: 'up/down'},
			{keys: ['escape', 'enter', 'd', 'left', 'shift-tab'], command: 'close', label: 'close', shown: 'escape'},
			handOver,
			takeDown,
			{keys: ['q', 'ctrl-c'], command: 'leave', label: 'leave', shown: 'q'},
		];
	const tunnel = model.rows[model.row]?.tunnel;
	return [
		help,
		...(tunnel ? [{keys: ['enter'], command: 'open', label: 'tunnel'} satisfies LateBinding<PanelCommand>] : []),
		...(model.rows.length > 0 ? [handOver] : []),
		...(tunnel && tunnel.state !== 'UP'
			? [{keys: ['d'], command: 'why', label: 'why'} satisfies LateBinding<PanelCommand>]
			: []),
		...(model.origin === 'run'
			? [{keys: ['s', 'ctrl-s'], command: 'save', label: 'save profile'} satisfies LateBinding<PanelCommand>]
			: []),
		...(model.rows.length > 0 ? [takeDown] : []),
		{keys: ['q', 'ctrl-c'], command: 'leave', label: 'leave', shown: 'q'},
		{keys: ['escape', 'shift-tab'], command: 'back', label: 'back', shown: 'escape'},
		...(model.rows.length > 0
			? [{keys: ['n'], command: 'new-like', label: 'new like this'} satisfies LateBinding<PanelCommand>]
			: []),
		{keys: ['r', 'ctrl-r'], command: 'refresh', label: 'ask now'},
		{keys: moves, command: 'move', label: 'move', shown: ''},
	];
}

/** Pure. The panel after an event, and what it wants done. */
export function updatePanel(
	model: PanelModel,
	event: PanelEvent,
): {readonly model: PanelModel; readonly intents: readonly PanelIntent[]} {
	switch (event.type) {
		case 'clock':
			return {model: {...model, now: Math.max(model.now, event.now)}, intents: []};
		case 'snapshot':
			return {model: withSnapshot(model, event.snapshot), intents: []};
		case 'key':
			return key(model, event.key);
	}
}

/** The highlight stays on its tunnel, wherever that is in the new answer. */
function withSnapshot(model: PanelModel, snapshot: WatchSnapshot): PanelModel {
	if (model.snapshot?.connections === snapshot.connections) return {...model, snapshot};
	const rows = snapshot.connections.flatMap((connection): readonly PanelRow[] =>
		connection.tunnels.length === 0
			? [{connection, tunnel: undefined, number: 1}]
			: connection.tunnels.map((tunnel, index) => ({connection, tunnel, number: index + 1})),
	);
	const before = model.rows[model.row];
	const same = before
		? rows.findIndex(row => row.connection.id === before.connection.id && row.tunnel?.key === before.tunnel?.key)
		: -1;
	const row = same >= 0 ? same : Math.max(0, Math.min(model.row, rows.length - 1));
	return {...model, snapshot, rows, row, open: same >= 0 ? model.open : undefined};
}

function key(model: PanelModel, pressed: Key): {readonly model: PanelModel; readonly intents: readonly PanelIntent[]} {
	const command = commandFor(panelKeys(model), pressed);
	switch (command) {
		case undefined:
			return {model, intents: []};
		case 'move': {
			if (!model.open)
				return {model: {...model, row: movedTo(pressed, model.row, model.rows.length) ?? model.row}, intents: []};
			const top = scrolledTo(pressed, model.open.top) ?? model.open.top;
			return {model: {...model, open: {top}}, intents: []};
		}

		case 'open':
		case 'why':
			return {model: {...model, open: {top: 0}}, intents: []};
		case 'close':
			return {model: {...model, open: undefined}, intents: []};
		case 'new-like':
		case 'hand-over':
		case 'delete':
			return {model, intents: [{type: command, id: model.rows[model.row]?.connection.id ?? ''}]};
		case 'leave':
			return {model, intents: [{type: 'leave', summary: panelSummary(model)}]};
		default:
			return {model, intents: [{type: command}]};
	}
}

/** `as of 4 s ago · next in 6 s`. */
export function ageOf({snapshot, now}: PanelModel): string {
	if (!snapshot) return 'asking';
	const age = snapshot.asOf === undefined ? 'nothing read yet' : `as of ${shortSpan(now - snapshot.asOf)} ago`;
	return `${age} · ${snapshot.polling ? 'asking now' : `next in ${shortSpan(snapshot.nextAt - now)}`}`;
}

/** The command that shows the same again. */
export function watchCommand({cloud, region, ids, identity}: PanelModel): string {
	const sandbox = identity?.sandbox ? ' --sandbox' : '';
	return ['tunnelwright status', ...ids, `--cloud ${cloud} --region ${region} --watch${sandbox}`].join(' ');
}

/** What is printed on the normal screen after leaving: ids, addresses, what to do next, how to watch again. */
export function panelSummary(model: PanelModel): readonly string[] {
	const {snapshot, identity, now} = model;
	const connections = snapshot?.connections ?? [];
	const lines = connections.flatMap(connection => [
		`${connection.name || connection.id}  ${connection.id}  ${connection.state}  ${model.region}`,
		...connection.tunnels.map((tunnel, index) =>
			[
				`  tunnel ${index + 1}  ${tunnel.state}`,
				`${tunnel.outsideAddress ?? 'no address yet'}${tunnel.siteAddress ? ` to ${tunnel.siteAddress}` : ''}`,
				...(tunnel.insideCidr ? [`inside ${tunnel.insideCidr}`] : []),
				...(tunnel.since === undefined ? [] : [`for ${clockSpan(now - tunnel.since)}`]),
				...(tunnel.message ? [tunnel.message] : []),
			].join('  '),
		),
	]);
	const down = connections.some(({tunnels}) => tunnels.some(({state}) => state !== 'UP'));
	const next = identity?.sandbox
		? [sandboxEnded]
		: [
				...(down
					? [
							'Next: set up the site’s device with the same keys and settings; a tunnel comes up when both ends agree.',
							`Its files: ${deviceCommand({cloud: model.cloud, region: model.region, id: connections[0]?.id ?? 'ID'})}`,
						]
					: []),
				`Watch again: ${watchCommand(model)}`,
			];
	const here = next.map(line => inThisAccount(line, model.account ?? {}));
	return (lines.length === 0 ? here : [...lines, '', ...here]).map(line => printable(line));
}
