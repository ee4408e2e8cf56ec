import type {ConnectionStatus, Maintenance, TunnelStatus} from '../clouds/contract/cloud.ts';
import {cloudName, routingWords} from '../clouds/registry.ts';
import {printable} from '../connection/printable.ts';
import {dueTogether, maintenanceText, type WaitNews} from '../session/watch.ts';

/** A connection and its tunnels as plain lines. */
export function statusText(status: ConnectionStatus, now = Date.now()): string {
	const cloud = cloudName(status.cloud);
	const head = [status.id, status.name, status.state]
		.map(part => printable(part))
		.filter(Boolean)
		.join('  ');
	const tunnels =
		status.tunnels.length === 0
			? ['  no tunnels yet']
			: status.tunnels.flatMap(tunnel => tunnelLines(status, tunnel, now));
	const due = dueTogether(status);
	return [
		`${head}   ${cloud} · ${printable(status.region)} · ${routingWords(status.cloud, status.routing)}`,
		...(status.gatewayTroubles ?? []).map(
			({gateway, kind, quote}) => `  gateway ${printable(gateway)}  ${kind}  ${printable(quote)}`,
		),
		...tunnels,
		...(due ? [`  ${due}`] : []),
	].join('\n');
}

function tunnelLines(connection: ConnectionStatus, tunnel: TunnelStatus, now: number): readonly string[] {
	const parts = [
		tunnel.state.padEnd(7),
		(tunnel.outsideAddress ?? 'no address yet').padEnd(15),
		tunnel.siteAddress ? `site ${tunnel.siteAddress}` : '',
		tunnel.insideCidr ? `inside ${tunnel.insideCidr}` : '',
		tunnel.acceptedRoutes === undefined ? '' : `${tunnel.acceptedRoutes} routes`,
		sinceWords(tunnel, now),
		tunnel.message,
	];
	const line = `  ${parts
		.map(part => printable(part))
		.filter(Boolean)
		.join('  ')}`;
	const pending = tunnel.maintenance && maintenanceText(connection, tunnel.maintenance, isoTime);
	return [
		line,
		...(tunnel.hint ? [`          ${tunnel.hintSureness ?? 'possible'}: ${printable(tunnel.hint)}`] : []),
		...(pending ? [`          ${pending}`] : []),
	];
}

/** A time that is yet to come says that a clock is wrong, and nothing of how long the tunnel is so. */
function sinceWords({since}: TunnelStatus, now: number): string {
	if (since === undefined) return '';
	return `since ${isoTime(since)}${since > now ? ', which is yet to come by this machine’s clock' : ''}`;
}

/** What changes while a connection is waited for, on one line. */
export function newsLine(news: WaitNews): string {
	switch (news.type) {
		case 'no-answer': {
			const {code, says, message} = news.error;
			return `no answer: ${printable([code, says ?? message].filter(Boolean).join(': '))}`;
		}

		case 'state':
			return `${news.status.id}: ${printable(news.status.state)}`;
		case 'tunnel': {
			const {outsideAddress = '', state, message} = news.tunnel;
			return [`tunnel ${news.index + 1}`, outsideAddress, state, printable(message)].filter(Boolean).join('  ');
		}
	}
}

/** A status as JSON: times as ISO 8601. */
export function statusJson(status: ConnectionStatus): Readonly<Record<string, unknown>> {
	return {
		...status,
		// as every other answer in JSON names it
		connection: status.id,
		tunnels: status.tunnels.map(({since, maintenance, ...tunnel}) => ({
			...tunnel,
			...(since === undefined ? {} : {since: isoTime(since)}),
			...(maintenance ? {maintenance: maintenanceJson(maintenance)} : {}),
		})),
	};
}

function maintenanceJson({pending, autoAppliedAfter, lastApplied}: Maintenance): Readonly<Record<string, unknown>> {
	const time = (at: number | undefined) => (at === undefined ? null : isoTime(at));
	return {pending, autoAppliedAfter: time(autoAppliedAfter), lastApplied: time(lastApplied)};
}

/** Milliseconds since the epoch as ISO 8601 to the second; '' for what is no time. */
export function isoTime(at: number): string {
	const date = new Date(at);
	return Number.isNaN(date.getTime()) ? '' : date.toISOString().replace(/\.\d+Z$/, 'Z');
}
