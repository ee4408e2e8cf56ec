import type {ConnectionStatus} from '../../../clouds/contract/cloud.ts';
import {clockTime} from '../../core/clock-time.ts';
import {errorParts} from '../run/text.ts';
import type {PanelModel} from './model.ts';
import {sinceOf} from './spans.ts';

/** Cells of the labels in `detailLines`. */
export const detailLabelCells = 17;

const routingWords = {bgp: 'BGP', static: 'static routes', policy: 'SPD policy'} as const;

/** All that is known of the highlighted tunnel, as lines before they are wrapped. */
export function detailLines(model: PanelModel): readonly string[] {
	const row = model.rows[model.row];
	if (!row) return [];
	const {connection, tunnel, number} = row;
	const known = (label: string, value: string | number | undefined) =>
		value === undefined || value === '' ? [] : [`${label.padEnd(detailLabelCells)}${value}`];
	return [
		`${connection.name || connection.id} · tunnel ${number} of ${Math.max(1, connection.tunnels.length)}`,
		'',
		...known('connection', connection.id),
		...known('its state', connection.state),
		...known('status', tunnel && `${tunnel.state}${tunnel.raw === tunnel.state ? '' : ` (${tunnel.raw})`}`),
		...known('for', tunnel && durationOf(row, model)),
		...known('the cloud says', tunnel?.message),
		...known('accepted routes', tunnel?.acceptedRoutes),
		...known('cloud address', tunnel?.outsideAddress),
		...known('site address', tunnel?.siteAddress),
		...known('inside range', tunnel?.insideCidr),
		...known('cloud gateway', connection.cloudGatewayId),
		...known('site gateway', connection.siteGatewayId),
		...known('routing', routingLine(model, connection)),
		...errorLines(model),
		...(tunnel?.hint ? ['', 'WHY, MOST LIKELY', tunnel.hint] : []),
		...changeLines(model, connection.id, tunnel?.key),
	];
}

/** How long it is in its state; nothing where nobody knows. */
function durationOf(row: PanelModel['rows'][number], model: PanelModel): string {
	const span = sinceOf(row, model);
	return span === '–' ? '' : span;
}

/** Why the last question had no answer: what stands above is older. */
function errorLines({snapshot}: PanelModel): readonly string[] {
	if (!snapshot?.error) return [];
	const says = errorParts(snapshot.error).map(({text}) => text);
	return ['', 'THE LAST QUESTION HAD NO ANSWER', ...says];
}

/** Of the two clouds AWS alone says it: as a tunnel whose BGP is down is DOWN there. */
function routingLine({cloud}: PanelModel, {routing}: ConnectionStatus): string {
	const words = routingWords[routing];
	return cloud === 'tencent' && routing === 'bgp'
		? `${words}; Tencent Cloud does not say whether its session is up: see the device`
		: words;
}

function changeLines({snapshot, now}: PanelModel, connectionId: string, key: string | undefined): readonly string[] {
	const changes = (snapshot?.changes ?? []).filter(
		change => change.connectionId === connectionId && change.tunnel === key,
	);
	if (changes.length === 0) return [];
	return [
		'',
		'CHANGES SEEN',
		...changes.map(({at, from, to, message}) => `${clockTime(at, now)}  ${from ?? 'new'} to ${to}  ${message}`),
	];
}
