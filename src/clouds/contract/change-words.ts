/* How differences and changes are said, on every screen and in every report. */
import {printable} from '../../connection/printable.ts';
import type {Change, ChangedValue, Deed, Interruption, TunnelName} from './change.ts';

/** `tunnel 2 (3.120.14.9)`. */
export function tunnelText({number, key}: TunnelName): string {
	return `tunnel ${number} (${printable(key)})`;
}

/** `30 s → 45 s`; what is not there is `nothing`. With where the wish comes from, if not from the document itself: `14 → 20 (preset strong)`. */
export function valueText({
	was,
	wanted,
	unit,
	from,
}: Pick<ChangedValue, 'was' | 'wanted' | 'unit'> & {readonly from?: string}): string {
	return `${countedText(was, unit) || 'nothing'} → ${countedText(wanted, unit) || 'nothing'}${from ? ` (${from})` : ''}`;
}

/** A value with what it is counted in, where it is a number: `45 s`. */
export function countedText(value: string, unit: string | undefined): string {
	return unit !== undefined && /^\d+$/.test(value) ? `${value} ${unit}` : value;
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

/** What the device has to do around a change of a tunnel that is drained for it. */
export function drainedDevice(device: readonly string[] = []): readonly string[] {
	return ['take the traffic off this tunnel', ...device, 'bring the traffic back once it is UP'];
}

/**
 * Of what the device has to do, what is due: before the call, while the tunnel is DOWN, or once it is UP again. Only of a tunnel that is drained the
 * steps have an order.
 */
export function deviceDue({device = [], drained}: Change, due: 'drain' | 'agree' | 'return'): readonly string[] {
	if (!drained || device.length < 2) return device;
	return {drain: device.slice(0, 1), agree: device.slice(1), return: device.slice(-1)}[due];
}

/** Of an answer that changes nothing of a connection that stands, since its cloud does not show what stands. */
export const unseenRule = 'change.unseen';

/** Of an answer that leaves out what stands, where that is left as it is: it may be another's. */
export const leftRule = 'change.left';
