/* How differences and changes are said, on every screen and in every report. */
import {printable} from '../../connection/printable.ts';
import type {Change, ChangedValue, Deed, Interruption, TunnelName} from './change.ts';

/** `tunnel 2 (3.120.14.9)`. */
export function tunnelText({number, key}: TunnelName): string {
	return `tunnel ${number} (${printable(key)})`;
}

/** `30 s → 45 s`; what is not there is `nothing`. */
export function valueText({was, wanted, unit}: Pick<ChangedValue, 'was' | 'wanted' | 'unit'>): string {
	const counted = (value: string) =>
		unit !== undefined && /^\d+$/.test(value) ? `${value} ${unit}` : value || 'nothing';
	return `${counted(was)} → ${counted(wanted)}`;
}

/** What taking a difference away takes down: `in place, tunnel 1 (3.120.14.7) is interrupted`. */
export function markText(interrupts: Interruption | undefined): string {
	switch (interrupts?.kind) {
		case 'nothing':
			return 'in place';
		case 'tunnel':
			return `in place, ${tunnelText(interrupts.tunnel)} is interrupted`;
		case 'connection':
			return 'in place, both tunnels are interrupted';
		case 'new':
			return `only by a new connection: ${interrupts.why}`;
		case undefined:
			return 'not changed from here';
	}
}

/** What somebody pays for a new connection in place of the one that stands. */
export const newCosts =
	'A new connection has new addresses and new keys at the cloud’s side, and the site’s device has to be set up again';

/** What is waited for around a change, and what the device has to do, a line each. */
export function waitLines({needsUp, drained, backUp, device = []}: Change): readonly string[] {
	return [
		...needsUp.map(tunnel => `before: ${tunnelText(tunnel)} has to be UP, and is watched for a while`),
		...(drained ? [`before: ${tunnelText(drained)} has to carry nothing`] : []),
		...backUp.map(
			tunnel =>
				`after: ${tunnelText(tunnel)} is waited for until it is UP again${tunnel.routes === undefined ? '' : `, with its ${tunnel.routes} ${tunnel.routes === 1 ? 'route' : 'routes'}`}`,
		),
		...device.map(part => `on the site’s device: ${part}`),
	];
}

/** Why what was done to a connection can't be taken back: `it renewed keys, and the old ones are not known`. */
export const noWayBack: Readonly<Record<Deed['kind'], string>> = {
	'renew-keys': 'it renewed keys, and the old ones are not known',
	'replace-tunnel': 'it replaced a tunnel’s endpoint, and the old one is gone',
	reset: 'it reset a connection',
};

/** Of an answer that changes nothing of a connection that stands, since its cloud does not show what stands. */
export const unseenRule = 'change.unseen';
