import type {CloudErrorInfo} from '../clouds/contract/cloud.ts';
import {inThisAccount} from '../clouds/sign-in/in-this-account.ts';
import {type FailureJson, failureJson} from '../connection/failure-json.ts';
import {printable} from '../connection/printable.ts';
import type {FleetConnection, FleetPlace, PlaceState} from '../watch/fleet/fleet.ts';
import {type FleetNews, isWholeState} from './fleet-news.ts';

/** Of the form. It grows when a member goes or means something else; new ones may come without that. */
const version = 1;

type Json = Readonly<Record<string, unknown>>;

/**
 * News as programs read them: `watch --json`, and the standard input of `--exec`. docs/watching.md describes every member. No secret is in it, and text of a
 * cloud stands in it as it came.
 */
export function newsJson(news: FleetNews): Json {
	switch (news.type) {
		case 'state': {
			const {at, places, connections, counts, tunnels} = news.snapshot;
			return {
				...head('state', at),
				missed: news.missed,
				complete: isWholeState(news.snapshot),
				counts,
				tunnels,
				places: places.map(placeStateJson),
				connections: connections.map(connectionJson),
			};
		}

		case 'change':
			return changeJson(news);
		case 'place': {
			const {event, state, connections, at} = news;
			return {
				...head('place', at),
				event,
				...placeStateJson(state),
				...(event === 'answered' ? {connections: connections.map(connectionJson)} : {}),
			};
		}

		case 'clock': {
			const {kind, at, ms} = news.clock;
			return {...head('clock', at), event: kind, seconds: Math.round(ms / 1000)};
		}
	}
}

function changeJson({change, connection}: Extract<FleetNews, {type: 'change'}>): Json {
	const {what, at, number, id, name, place} = change;
	const about = {
		...head(what.kind, at),
		number,
		...placeJson(place),
		connection: id,
		name,
		// as it is now, after every change that is told
		health: connection?.health ?? 'gone',
		trouble: connection?.trouble ?? '',
	};
	switch (what.kind) {
		case 'tunnel':
			return {
				...about,
				tunnel: what.number,
				address: what.tunnel,
				from: what.from ?? null,
				to: what.to,
				message: what.message,
				unseen: what.unseen ?? false,
			};
		case 'health':
			return {...about, from: what.from ?? null, to: what.to};
		case 'appeared':
			return {...about, ...(connection ? {tunnels: connectionJson(connection).tunnels} : {})};
		case 'gone':
			return about;
	}
}

/** A connection as it is. */
function connectionJson({place, status, health, trouble, history}: FleetConnection): Json {
	return {
		...placeJson(place),
		connection: status.id,
		name: status.name,
		state: status.state,
		phase: status.phase,
		routing: status.routing,
		health,
		trouble,
		gatewayTroubles: status.gatewayTroubles ?? [],
		tags: status.tags ?? {},
		tunnels: status.tunnels.map((tunnel, index) => {
			const {since, sinceFrom, changesLastHour} = history[index] ?? {};
			return {
				tunnel: index + 1,
				address: tunnel.key,
				site: tunnel.siteAddress ?? null,
				inside: tunnel.insideCidr ?? null,
				state: tunnel.state,
				message: tunnel.message,
				since: time(since),
				sinceFrom: since === undefined ? null : (sinceFrom ?? null),
				changesLastHour: changesLastHour ?? 0,
				acceptedRoutes: tunnel.acceptedRoutes ?? null,
				probe: tunnel.probe ?? null,
			};
		}),
	};
}

function placeStateJson({place, asOf, error, failures, isStale, isThrottled, connections, gateways}: PlaceState): Json {
	return {
		...placeJson(place),
		asOf: time(asOf),
		stale: isStale,
		throttled: isThrottled,
		failures,
		connectionCount: connections,
		error: error ? errorJson(error, place) : null,
		gateways: gateways
			? {asOf: time(gateways.asOf), error: gateways.error ? errorJson(gateways.error, place) : null}
			: null,
	};
}

function placeJson({cloud, profile, account, accountNumber, region}: FleetPlace): Json {
	return {cloud, profile: profile ?? null, account, accountNumber: accountNumber ?? null, region};
}

function errorJson(
	{kind, code, says, message, mendByOption, mend, requestId, field}: CloudErrorInfo,
	{cloud, profile}: FleetPlace,
): FailureJson {
	return failureJson({
		kind,
		code: printable(code),
		field,
		message: printable(says ?? message),
		mend: inThisAccount(printable(mendByOption ?? mend ?? ''), {[`${cloud}Profile`]: profile}),
		requestId: printable(requestId ?? ''),
	});
}

function head(type: string, at: number): Json {
	return {version, type, at: time(at)};
}

/** ISO 8601; null for what nobody knows. */
function time(at: number | undefined): string | null {
	const date = new Date(at ?? Number.NaN);
	return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
