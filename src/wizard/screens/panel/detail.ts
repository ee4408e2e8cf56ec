import type {ConnectionStatus} from '../../../clouds/contract/cloud.ts';
import {cloudName, moduleOf, routingWords} from '../../../clouds/registry.ts';
import {maintenanceNow, maintenanceText} from '../../../watch/maintenance-text.ts';
import {clockTime, dayAndTime} from '../../core/clock-time.ts';
import {errorParts} from '../run/text.ts';
import {type PanelModel, sinceOf} from './model.ts';

/** A line of the details, before it is wrapped. */
export interface DetailLine {
	readonly label?: string;
	readonly text: string;
	readonly isHeading?: true;
}

const text = (each: string): DetailLine => ({text: each});
/** A heading, set apart from what is above. */
const heading = (words: string): readonly DetailLine[] => [text(''), {text: words, isHeading: true}];

/** All that is known of the highlighted tunnel. */
export function detailLines(model: PanelModel): readonly DetailLine[] {
	const row = model.rows[model.row];
	if (!row) return [];
	const {connection, tunnel, number} = row;
	const known = (label: string, value: string | number | undefined): readonly DetailLine[] =>
		value === undefined || value === '' ? [] : [{label, text: String(value)}];
	return [
		text(`${connection.name || connection.id} · tunnel ${number} of ${Math.max(1, connection.tunnels.length)}`),
		text(''),
		...known('connection', connection.id),
		...known('its state', connection.state),
		...known('status', tunnel && `${tunnel.state}${tunnel.raw === tunnel.state ? '' : ` (${tunnel.raw})`}`),
		...known('for', tunnel && durationOf(row, model)),
		...known('the cloud says', tunnel?.message),
		...known('accepted routes', tunnel?.acceptedRoutes),
		...known('maintenance', tunnel?.maintenance && maintenanceText(connection, tunnel.maintenance, dayAndTime)),
		...known('by yourself', tunnel?.maintenance?.pending && maintenanceNow(connection, number)),
		...known('last applied', tunnel?.maintenance?.lastApplied && dayAndTime(tunnel.maintenance.lastApplied)),
		...known('cloud address', tunnel?.outsideAddress),
		...known('site address', tunnel?.siteAddress),
		...known('inside range', tunnel?.insideCidr),
		...known('cloud gateway', connection.cloudGatewayId),
		...known('site gateway', connection.siteGatewayId),
		...known('routing', routingLine(model, connection, tunnel?.acceptedRoutes)),
		...errorLines(model),
		...(tunnel?.hint ? [...heading('WHY, MOST LIKELY'), text(tunnel.hint)] : []),
		...changeLines(model, connection.id, tunnel?.key),
	];
}

/** How long it is in its state; nothing where nobody knows. */
function durationOf(row: PanelModel['rows'][number], model: PanelModel): string {
	const span = sinceOf(row, model);
	return span === '–' ? '' : span;
}

/** Why the last question had no answer: what stands above is older. */
function errorLines({snapshot}: PanelModel): readonly DetailLine[] {
	if (!snapshot?.error) return [];
	return [...heading('THE LAST QUESTION HAD NO ANSWER'), ...errorParts(snapshot.error).map(part => text(part.text))];
}

/** Not every cloud says how its session is; what it has learned by it tells something of it. */
function routingLine({cloud}: PanelModel, {routing}: ConnectionStatus, learned: number | undefined): string {
	const words = routingWords(cloud, routing);
	if (!moduleOf(cloud).hidesBgpSession || routing !== 'bgp') return words;
	const hidden = `${words}; ${cloudName(cloud)} does not say whether its session is up`;
	if (learned === undefined) return `${hidden}: see the device`;
	if (learned === 0) return `${hidden}, and has learned no route by it: see the device`;
	return `${hidden}, and has learned ${learned} ${learned === 1 ? 'route' : 'routes'} by it`;
}

function changeLines(
	{snapshot, now}: PanelModel,
	connectionId: string,
	key: string | undefined,
): readonly DetailLine[] {
	const changes = (snapshot?.changes ?? []).filter(
		change => change.connectionId === connectionId && change.tunnel === key,
	);
	if (changes.length === 0) return [];
	const seen = changes.map(({at, from, to, message}) =>
		text(`${clockTime(at, now)}  ${from ?? 'new'} to ${to}  ${message}`),
	);
	return [...heading('CHANGES SEEN'), ...seen];
}
