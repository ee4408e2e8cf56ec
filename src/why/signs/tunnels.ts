import type {CloudLog} from '../../clouds/contract/sight.ts';
import type {TunnelStatus} from '../../clouds/contract/tunnel-status.ts';
import {printable} from '../../connection/printable.ts';
import {utcTime} from '../utc-time.ts';
import type {Known, Sign} from '../why.ts';

/** An endpoint's replacement shows as a fall within so long of it, ms: the times come from two places of the cloud. */
const soonMs = 10 * 60_000;

/** What the cloud's values of each tunnel point to. */
export function tunnelSigns(known: Known): readonly Sign[] {
	return known.tunnels.flatMap(number => {
		const tunnel = known.connection.tunnels[number - 1];
		if (!tunnel) return [];
		return [...probeSigns(tunnel, number), ...replacementSigns(tunnel, number), ...waitSigns(known, tunnel, number)];
	});
}

/** A probe that nobody answers, in a tunnel that is there: the site's end of it is missing, not the tunnel. */
function probeSigns({probe, raw, state}: TunnelStatus, tunnel: number): readonly Sign[] {
	if (probe !== 'unanswered') return [];
	const isThere = state === 'UP' || (raw !== 'UNAVAILABLE' && raw !== 'DOWN');
	// A dead tunnel answers none.
	if (!isThere) return [];
	const text = `tunnel ${tunnel}: it is ${raw || state}, and the health check is not answered`;
	return [
		{
			cause: 'probe-unanswered',
			weight: 1,
			tunnel,
			quote: {from: 'cloud', text: printable(text, 300)},
		},
	];
}

function replacementSigns({maintenance, state, since}: TunnelStatus, tunnel: number): readonly Sign[] {
	if (!maintenance || state === 'UP' || since === undefined) return [];
	const {lastApplied, pending, autoAppliedAfter} = maintenance;
	const sign = (weight: number, text: string, at: number): Sign => ({
		cause: 'endpoint-replaced',
		weight,
		tunnel,
		quote: {from: 'cloud', text: printable(text, 300), at},
	});
	if (lastApplied !== undefined && Math.abs(since - lastApplied) <= soonMs)
		return [
			sign(
				0.95,
				`tunnel ${tunnel}: maintenance was last applied at ${utcTime(lastApplied)}, and it fell at ${utcTime(since)}`,
				lastApplied,
			),
		];
	if (
		pending !== '' &&
		autoAppliedAfter !== undefined &&
		since >= autoAppliedAfter &&
		since - autoAppliedAfter <= soonMs
	)
		return [
			sign(
				0.7,
				`tunnel ${tunnel}: pending was ${pending}, to be applied after ${utcTime(autoAppliedAfter)}`,
				autoAppliedAfter,
			),
		];
	return [];
}

/** Who begins: where it is the device, and the cloud has heard nothing, nobody may have. */
function waitSigns(
	{connection, side, cloudLog, site, now}: Known,
	tunnel: TunnelStatus,
	number: number,
): readonly Sign[] {
	if (tunnel.state !== 'DOWN') return [];
	const told = side?.tunnels.find(({cloudAddress}) => cloudAddress === tunnel.outsideAddress);
	const text = (end: string) => printable(`tunnel ${number} is ${tunnel.raw || tunnel.state}${end}`, 300);
	const signs: Sign[] = [];
	if (told && !told.cloudInitiates)
		signs.push({
			cause: 'nobody-initiates',
			weight: 0.25,
			tunnel: number,
			quote: {from: 'cloud', text: text(', and the cloud waits for the device to start it')},
		});
	if (told?.cloudInitiates)
		signs.push({
			cause: 'udp-500-blocked',
			weight: 0.3,
			tunnel: number,
			quote: {from: 'cloud', text: text(', though the cloud starts it by itself')},
		});
	const isSilent = saysNothing(cloudLog, tunnel, now);
	if (isSilent && !told?.cloudInitiates)
		signs.push({
			cause: 'nobody-initiates',
			weight: 0.5,
			tunnel: number,
			quote: {from: 'cloud log', text: `the cloud’s log has no line of tunnel ${number} since it is down`},
		});
	const other = connection.tunnels.find(each => each !== tunnel && each.state === 'UP');
	// It may fail in any other way too: only a device that is told of one tunnel alone has nothing at all to say of it.
	const isUnheardOf = namesOnly(site, other?.outsideAddress, tunnel.outsideAddress);
	if (other && (isSilent || isUnheardOf))
		signs.push({
			cause: 'one-tunnel-only',
			weight: isUnheardOf && timesOf(site, other.outsideAddress) >= manyTimes ? 0.7 : 0.45,
			tunnel: number,
			quote: {
				from: 'cloud',
				text: text(
					isUnheardOf
						? `: ${tunnel.outsideAddress} is nowhere in what the site gave, and the other tunnel’s address is`
						: ', and the other tunnel is UP',
				),
			},
		});
	return signs;
}

/** So long after a fall somebody would have tried again, ms. */
const quietMs = 2 * 60_000;

/** Whether the cloud's whole log has no try of a tunnel since it is down. */
function saysNothing(cloudLog: CloudLog | undefined, {key, since}: TunnelStatus, now: number): boolean {
	if (cloudLog?.state !== 'read' || cloudLog.isCut || (cloudLog.lacks ?? []).length > 0) return false;
	const from = since ?? -Infinity;
	if (since !== undefined && now - since < quietMs) return false;
	// what it wrote as it fell is no try
	return !cloudLog.lines.some(({tunnel, at}) => (tunnel === undefined || tunnel === key) && at > from + 1000);
}

/** So often a device names an address that it is busy with; a line or two of one tunnel say nothing of the other. */
const manyTimes = 5;

function timesOf(site = '', address = ''): number {
	return address === '' ? 0 : site.split(address).length - 1;
}

/** Whether what the site gave names one tunnel's address and never the other's. */
function namesOnly(site: string | undefined, one: string | undefined, other: string | undefined): boolean {
	return Boolean(site && one && other && site.includes(one) && !site.includes(other));
}
