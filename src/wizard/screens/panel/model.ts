import type {CloudId, ConnectionStatus, Identity, TunnelStatus} from '../../../clouds/contract/cloud.ts';
import {type AccountOptions, inThisAccount} from '../../../clouds/sign-in/in-this-account.ts';
import {printable} from '../../../connection/printable.ts';
import {deviceCommand} from '../../../handover/devices/device-command.ts';
import type {WatchSnapshot} from '../../../watch/watch-snapshot.ts';
import {asking} from '../../core/awaited.ts';
import {modelSlot} from '../../core/model-slot.ts';
import {type Turn, turn, type WizardState} from '../../core/state.ts';
import {accountHere} from '../accounts/accounts.ts';
import {sandboxEnded} from '../run/text.ts';
import {clockSpan, shortSpan} from './spans.ts';

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

/** The live panel on the connections of a region that are named, or on all of them where none is. */
export function openPanel(
	before: WizardState,
	what: {readonly cloud: CloudId; readonly region: string; readonly ids: readonly string[]},
	origin: 'run' | 'watch' = 'run',
): Turn {
	const {state, request} = asking(before, 'watch');
	const {cloud, region, ids} = what;
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
