import type {ConnectionStatus, Identity, TunnelStatus} from '../../../clouds/contract/cloud.ts';
import {type AccountOptions, inThisAccount} from '../../../clouds/sign-in/in-this-account.ts';
import type {Place} from '../../../connection/place.ts';
import {printable} from '../../../connection/printable.ts';
import {deviceCommand} from '../../../handover/devices/device-command.ts';
import type {WatchSnapshot} from '../../../watch/watch-snapshot.ts';
import {modelSlot} from '../../core/model-slot.ts';
import {asking, type Turn, turn, type WizardState} from '../../core/state.ts';
import {accountHere} from '../accounts/accounts.ts';
import {sandboxEnded} from '../run/text.ts';

/** A tunnel that the highlight can stand on. `tunnel` is undefined for a connection that has none (yet). */
export interface PanelRow {
	readonly connection: ConnectionStatus;
	readonly tunnel: TunnelStatus | undefined;
	/** 1-based, as the panel numbers it. */
	readonly number: number;
}

/** The connections of a region that are watched: those that are named, or all of them where none is. */
export interface Watched extends Place {
	readonly ids: readonly string[];
}

export interface PanelModel extends Watched {
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

export const watching = modelSlot<PanelModel>('panel');

type PanelStart = Pick<PanelModel, 'cloud' | 'region' | 'ids' | 'identity' | 'account' | 'now'> &
	Partial<Pick<PanelModel, 'origin'>>;

export function openingPanel(start: PanelStart): PanelModel {
	return {origin: 'run', ...start, snapshot: undefined, rows: [], row: 0, open: undefined};
}

/** The highlight stays on its tunnel, wherever that is in the new answer. */
export function withSnapshot(model: PanelModel, snapshot: WatchSnapshot): PanelModel {
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

/** The live panel on the connections of a region. */
export function openPanel(
	before: WizardState,
	{cloud, region, ids}: Watched,
	origin: PanelModel['origin'] = 'run',
): Turn {
	const {state, request} = asking(before, 'watch');
	const panel = openingPanel({
		cloud,
		region,
		ids,
		origin,
		identity: state.data.identities[cloud],
		account: accountHere(state, cloud),
		now: state.now,
	});
	const opened = {...watching.put(state, panel), screen: {name: 'panel'} as const};
	return turn(opened, {type: 'watch', request, cloud, region, ids});
}

/** How long ago or from now, for people: `4 s`, `12 min`, `3 h`, `2 d`. */
export function shortSpan(ms: number): string {
	const seconds = Math.max(0, Math.round(ms / 1000));
	if (seconds < 60) return `${seconds} s`;
	if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
	if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h`;
	return `${Math.floor(seconds / 86_400)} d`;
}

/** A duration as a clock: `00:12:31`; from a day on `3 d 04:12`. */
export function clockSpan(ms: number): string {
	const seconds = Math.max(0, Math.floor(ms / 1000));
	const two = (value: number) => String(value).padStart(2, '0');
	const hours = Math.floor(seconds / 3600);
	const minutes = Math.floor(seconds / 60) % 60;
	if (hours >= 24) return `${Math.floor(hours / 24)} d ${two(hours % 24)}:${two(minutes)}`;
	return `${two(hours)}:${two(minutes)}:${two(seconds % 60)}`;
}

/**
 * Since when a tunnel is in its state, as a duration by the cloud's time. Where the cloud does not say (Tencent Cloud), since when it
 * was seen here, with `~`; – where no change was seen.
 */
export function sinceOf({connection, tunnel}: PanelRow, {snapshot, now}: Pick<PanelModel, 'snapshot' | 'now'>): string {
	if (tunnel?.since !== undefined) return clockSpan(now - tunnel.since);
	const seen = snapshot?.changes.find(change => change.connectionId === connection.id && change.tunnel === tunnel?.key);
	return seen ? `~${clockSpan(now - seen.at)}` : '–';
}
