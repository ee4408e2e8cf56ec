import {inThisAccount} from '../../../clouds/sign-in/in-this-account.ts';
import {printable} from '../../../connection/printable.ts';
import {deviceCommand} from '../../../handover/devices/device-command.ts';
import {clockTime} from '../../core/clock-time.ts';
import {shortSpan} from '../../core/spans.ts';
import {andThen, type Turn, turn, type WizardState} from '../../core/state.ts';
import {handingOver} from '../handover/model.ts';
import {sandboxEnded} from '../run/text.ts';
import {halfTaken} from '../undo/model.ts';
import {fleet, leaveFleet} from '../watch/fleet.ts';
import {andLastWords, watchAgain, watchedLines} from '../watch/summary.ts';
import {type PanelModel, watching} from './model.ts';

/** What is said on leaving from the panel or the list, and from what was opened there: hand-over, causes, keys, a deletion. */
export function panelEnd(state: WizardState): readonly string[] {
	return andLastWords(state, watchedHere(state));
}

function watchedHere(state: WizardState): readonly string[] {
	const panel = watching.of(state);
	if (!panel) return fleet.of(state)?.watching === 'on' ? watchedLines(state) : [];
	if (isGoing(state, panel)) return [];
	// behind it lies the list
	const isListed = panel.origin === 'watch' && !state.options.sandbox;
	return [...panelSummary(panel), ...(isListed ? [printable(watchAgain(state))] : [])];
}

/** Its deletion has begun here: that is told of it instead. */
function isGoing(state: WizardState, {id}: PanelModel): boolean {
	return Object.values(halfTaken.of(state) ?? {}).some(({told}) => told?.connection.id === id);
}

/** What is printed on the normal screen after leaving: id, addresses, what to do next, how to watch it again where no list does that. */
export function panelSummary(model: PanelModel): readonly string[] {
	const {connection, identity, isGone, now, origin, id, region} = model;
	const lines = connection ? [headOf(model, connection.status), ...tunnelsOf(connection, now)] : [];
	const down = connection?.status.tunnels.some(({state}) => state !== 'UP') ?? false;
	const next = identity?.sandbox
		? [sandboxEnded]
		: [
				...(down && !isGone && origin === 'watch' ? [`Why it is down: tunnelwright why ${id} --region ${region}`] : []),
				...(down && !isGone && origin === 'run'
					? [
							'Next: set up the site’s device with the same keys and settings; a tunnel comes up when both ends agree.',
							`Its files: ${deviceCommand(model)}`,
						]
					: []),
				...(isGone || origin === 'watch' ? [] : [`Watch again: ${watchCommand(model)}`]),
			];
	const here = next.map(line => inThisAccount(line, model.accountOptions));
	return [...lines, ...(lines.length === 0 || here.length === 0 ? [] : ['']), ...here].map(line => printable(line));
}

type Connection = NonNullable<PanelModel['connection']>;

function headOf(
	{region, isGone, profile, accountName, place, now}: PanelModel,
	{name, id, state}: Connection['status'],
): string {
	const asOf = place?.asOf === undefined ? [] : [`as of ${clockTime(place.asOf, now)}`];
	const whose = profile === undefined ? [] : [accountName || profile];
	return [name || id, id, isGone ? 'gone' : state, region, ...whose, ...asOf].join('  ');
}

const about = {cloud: '', seen: '~', found: 'at least '} as const;

function tunnelsOf({status: {tunnels}, history}: Connection, now: number): readonly string[] {
	return tunnels.map((tunnel, index) => {
		const {since, sinceFrom} = history[index] ?? {};
		return [
			`  tunnel ${index + 1}  ${tunnel.state}`,
			`${tunnel.outsideAddress ?? 'no address yet'}${tunnel.siteAddress ? ` to ${tunnel.siteAddress}` : ''}`,
			...(tunnel.insideCidr ? [`inside ${tunnel.insideCidr}`] : []),
			...(since === undefined ? [] : [`for ${about[sinceFrom ?? 'found']}${shortSpan(now - since)}`]),
			...(tunnel.message ? [tunnel.message] : []),
		].join('  ');
	});
}

/** The command that shows the same again. */
export function watchCommand({cloud, region, id, identity}: PanelModel): string {
	const sandbox = identity?.sandbox ? ' --sandbox' : '';
	return `tunnelwright status ${id} --cloud ${cloud} --region ${region} --watch${sandbox}`;
}

/** The panel is closed, and what lay before it goes with it; the list behind it goes on. */
export function closedPanel(state: WizardState): Turn {
	return turn(handingOver.put(watching.put(state, undefined), undefined), {type: 'stop-views'});
}

/** The same, and nobody looks at the list either. */
export function panelClosed(state: WizardState): Turn {
	return andThen(closedPanel(state), leaveFleet);
}
