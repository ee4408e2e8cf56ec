import type {DeviceSide} from '../../connection/device-side.ts';

/** Where the user gets the keys that the cloud does not show, each place once: both tunnels may have theirs in one. */
export function keysElsewhere({tunnels}: DeviceSide): readonly string[] {
	return [...new Set(tunnels.flatMap(({key}) => (key.from === 'elsewhere' ? [key.says] : [])))];
}
