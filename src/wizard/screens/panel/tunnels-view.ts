import type {TunnelStatus} from '../../../clouds/contract/cloud.ts';
import type {Negotiated} from '../../../clouds/contract/sight.ts';
import {cloudName, moduleOf, routingWords} from '../../../clouds/registry.ts';
import {dueTogether, maintenanceText} from '../../../watch/maintenance-text.ts';
import {dayAndTime} from '../../core/clock-time.ts';
import {fact, type PageLine, space, text} from '../../core/page-line.ts';
import {shortSpan} from '../../core/spans.ts';
import {unreadGatewayWords} from '../watch/words.ts';
import {changeLines} from './changes-view.ts';
import {ageOfRead, sinceWords, troubleLines} from './lines.ts';
import type {PanelModel} from './model.ts';

/** The newest changes that are shown below the tunnels; the others have a view of their own. */
const fewChanges = 4;

/** All that is known of each tunnel, one below the other. */
export function tunnelsView(model: PanelModel): readonly PageLine[] {
	const {connection} = model;
	if (!connection) return [];
	const {tunnels} = connection.status;
	const newest = changeLines(model, fewChanges);
	return [
		...gatewayLines(model),
		...(tunnels.length === 0 ? [text('The cloud tells of no tunnel yet.', 'look'), space] : []),
		...tunnels.flatMap((tunnel, index) => [...tunnelLines(model, tunnel, index), space]),
		...bothDue(model),
		...connectionFacts(model),
		...(newest.length === 0 ? [] : [space, {kind: 'heading', text: 'CHANGES SEEN'} as const, ...newest]),
	];
}

/** What stops all of its traffic stands above the tunnels, whatever they say. */
function gatewayLines({connection, place, now}: PanelModel): readonly PageLine[] {
	const {asOf, error} = place?.gateways ?? {};
	const age = asOf === undefined ? '' : `read ${shortSpan(now - asOf)} ago`;
	const lines = [
		...(connection?.status.gatewayTroubles ?? []).flatMap(({gateway, kind, quote}) =>
			fact('its gateway', [`${gateway} ${kind}`, quote, age].filter(Boolean).join(' · '), 'bad'),
		),
		...(error ? [text(unreadGatewayWords(place?.gateways, now), 'look')] : []),
	];
	return lines.length === 0 ? [] : [...lines, space];
}

function connectionFacts(model: PanelModel): readonly PageLine[] {
	const {status} = model.connection ?? {};
	if (!status) return [];
	const gateways = [status.cloudGatewayId, status.siteGatewayId].filter(Boolean).join(' ⇄ ');
	const learned = status.tunnels[0]?.acceptedRoutes;
	return [...fact('gateways', gateways), ...fact('routing', routingLine(model, learned))];
}

function tunnelLines(model: PanelModel, tunnel: TunnelStatus, index: number): readonly PageLine[] {
	const {connection, reads, now, place} = model;
	if (!connection) return [];
	const history = connection.history[index];
	const {sight} = reads;
	const seen = sight?.found?.tunnels.find(({key}) => key === tunnel.key);
	const maintenance = tunnel.maintenance ?? reads.maintenance?.found?.find(({key}) => key === tunnel.key);
	const changes = history?.changesLastHour ?? 0;
	return [
		{kind: 'tunnel', number: index + 1, state: tunnel.state, says: sinceWords(history, now)},
		...fact('addresses', [tunnel.outsideAddress ?? 'none yet', tunnel.siteAddress].filter(Boolean).join(' ⇄ ')),
		...fact('inside', tunnel.insideCidr),
		...fact(
			'the cloud says',
			[tunnel.raw === tunnel.state ? '' : tunnel.raw, tunnel.message].filter(Boolean).join(': '),
		),
		...fact('routes accepted', tunnel.acceptedRoutes),
		...fact(
			'probe inside',
			tunnel.probe && (tunnel.probe === 'answered' ? 'is answered' : 'is NOT answered'),
			tunnel.probe === 'unanswered' ? 'look' : 'plain',
		),
		...fact('negotiated', negotiatedWords(seen?.negotiated)),
		...(seen?.negotiated ? fact('', ageOfRead(sight, now), 'dim') : []),
		...fact('not set up', seen?.provisioningFailure, 'bad'),
		...fact('maintenance', maintenance && maintenanceText(connection.status, maintenance, dayAndTime), 'look'),
		...(history
			? [{kind: 'history', label: 'last hour', spells: history.spells, to: place?.asOf ?? now} as const]
			: []),
		...fact('', changes > 0 ? `${changes} ${changes === 1 ? 'change' : 'changes'} in the last hour` : '', 'dim'),
		...fact(tunnel.hintSureness ?? 'possible', tunnel.hint, 'look'),
		...(index === 0 ? troubleLines(sight, 'what was negotiated') : []),
		...(index === 0 ? unreadOf(model) : []),
	];
}

/** What of its sight could not be read, as far as it is of tunnels or of nothing that has a view of its own. */
function unreadOf({reads: {sight}}: PanelModel): readonly PageLine[] {
	return (sight?.found?.unread ?? []).map(({what, error}) =>
		text(`${what} could not be read: ${error.says ?? error.message}`, 'dim'),
	);
}

/** `IKEv2 · phase 1 AES256, SHA2-256, group 14 · phase 2 AES256, SHA2-256, group 14`. */
function negotiatedWords(negotiated: Negotiated | undefined): string {
	if (!negotiated) return '';
	const phase = (name: string, ...parts: readonly (string | undefined)[]) => {
		const known = parts.filter(Boolean).join(', ');
		return known === '' ? '' : `${name} ${known}`;
	};
	const group = (number: string | undefined) => number && `group ${number}`;
	const {ikeVersion, phase1Encryption, phase1Integrity, phase1DhGroup} = negotiated;
	const {phase2Encryption, phase2Integrity, phase2DhGroup} = negotiated;
	return [
		ikeVersion ?? '',
		phase('phase 1', phase1Encryption, phase1Integrity, group(phase1DhGroup)),
		phase('phase 2', phase2Encryption, phase2Integrity, group(phase2DhGroup)),
	]
		.filter(Boolean)
		.join(' · ');
}

/** In a list of many nobody asks for maintenance: it is what was read here. */
function bothDue({connection, reads}: PanelModel): readonly PageLine[] {
	const found = reads.maintenance?.found ?? [];
	const tunnels = connection?.status.tunnels.map(tunnel => {
		const own = found.find(({key}) => key === tunnel.key);
		return own ? {...tunnel, maintenance: own} : tunnel;
	});
	const both = connection && tunnels && dueTogether({...connection.status, tunnels});
	return both === undefined ? [] : [text(both, 'look'), space];
}

/** Not every cloud says how its session is; what it has learned by it tells something of it. */
function routingLine({cloud, connection}: PanelModel, learned: number | undefined): string {
	const routing = connection?.status.routing ?? 'static';
	const words = routingWords(cloud, routing);
	if (!moduleOf(cloud).hidesBgpSession || routing !== 'bgp') return words;
	const hidden = `${words}; ${cloudName(cloud)} does not say whether its session is up`;
	if (learned === undefined) return `${hidden}: see the device`;
	if (learned === 0) return `${hidden}, and has learned no route by it: see the device`;
	return `${hidden}, and has learned ${learned} ${learned === 1 ? 'route' : 'routes'} by it`;
}
