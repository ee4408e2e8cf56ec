import {spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {request} from 'node:http';
import {connect, type Socket} from 'node:net';
import {afterEach, describe, expect, it} from 'vitest';
import {CallCounts, readListenAddress, type ServedMetrics, serveFleetMetrics} from '../../src/session/serve-metrics.ts';
import type {FleetSnapshot} from '../../src/watch/fleet/fleet.ts';
import {connectionOf, fleetNow, placeOf, placeState, snapshotOf} from './fake-fleet.ts';
import {readExposition, type Series} from './read-exposition.ts';

/* What a user would lose: an alarm that never comes, since a tunnel that is down, unknown or deleted is told as one that is UP; or a page that Prometheus does not take. */

let served: ServedMetrics | undefined;
afterEach(async () => {
	await served?.close();
	served = undefined;
});

async function serve(snapshot?: FleetSnapshot, calls = new CallCounts()): Promise<ServedMetrics> {
	served = await serveFleetMetrics(readListenAddress('0'), calls);
	if (snapshot) served.see(snapshot);
	return served;
}

async function page(of: ServedMetrics): Promise<string> {
	const answer = await fetch(of.url);
	expect(answer.status).toBe(200);
	expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
	return answer.text();
}

const value = (series: readonly Series[], name: string, labels: Readonly<Record<string, string>> = {}) =>
	series
		.filter(each => each.name === name && Object.entries(labels).every(([label, is]) => each.labels[label] === is))
		.map(each => each.value);

const network = placeOf({cloud: 'aws', region: 'eu-central-1', profile: 'network'});
const found = placeOf({cloud: 'tencent', region: 'ap-guangzhou'});
const berlin = connectionOf({id: 'vpn-40f41529', name: 'berlin', place: network, tunnels: ['UP', 'DOWN']});
const shanghai = connectionOf({
	id: 'vpnx-5p7vkch8',
	name: 'shang"hai\\\n\u001B[2J',
	place: found,
	tunnels: ['UNKNOWN'],
	tunnel: {probe: 'unanswered'},
	history: {since: undefined},
});

describe('what is told', () => {
	it('is each tunnel by its address, and nothing of what nobody knows', async () => {
		const series = readExposition(await page(await serve(snapshotOf([berlin, shanghai]))));
		const one = {cloud: 'aws', profile: 'network', region: 'eu-central-1', connection: 'vpn-40f41529'};
		expect(value(series, 'tunnelwright_tunnel_up', {...one, tunnel: '203.0.113.1'})).toEqual([1]);
		expect(value(series, 'tunnelwright_tunnel_up', {...one, tunnel: '203.0.113.2'})).toEqual([0]);
		expect(value(series, 'tunnelwright_tunnel_up', {connection: 'vpnx-5p7vkch8'})).toEqual([]);
		expect(value(series, 'tunnelwright_tunnel_probe_answered', {connection: 'vpnx-5p7vkch8'})).toEqual([0]);
		expect(value(series, 'tunnelwright_tunnel_last_change_timestamp_seconds', {...one, tunnel: '203.0.113.2'})).toEqual(
			[(fleetNow - 120_000) / 1000],
		);
		expect(value(series, 'tunnelwright_connection_info', {name: 'shang"hai\\ ', profile: ''})).toEqual([1]);
		expect(value(series, 'tunnelwright_connections', {health: 'degraded', region: 'eu-central-1'})).toEqual([1]);
		expect(value(series, 'tunnelwright_build_info')).toEqual([1]);
	});

	it('goes with a connection that is deleted, and a tunnel whose state gets lost', async () => {
		const of = await serve(snapshotOf([berlin, shanghai]));
		await page(of);
		const lost = connectionOf({id: 'vpn-40f41529', name: 'berlin', place: network, tunnels: ['UP', 'UNKNOWN']});
		of.see(snapshotOf([lost]));
		const series = readExposition(await page(of));
		expect(value(series, 'tunnelwright_tunnel_up').length).toBe(1);
		expect(series.filter(({labels}) => labels.connection === 'vpnx-5p7vkch8')).toEqual([]);
		expect(series.filter(({labels}) => labels.region === 'ap-guangzhou')).toEqual([]);
	});

	it('says nothing of the age of a place that never answered', async () => {
		const error = {
			cloud: 'aws',
			kind: 'network',
			code: '',
			message: 'cut off',
			mend: '',
			retryable: true,
			ambiguous: false,
		} as const;
		const never = placeState(network, {asOf: undefined, error, failures: 3});
		const series = readExposition(await page(await serve(snapshotOf([], {places: [never]}))));
		expect(value(series, 'tunnelwright_scrape_success')).toEqual([0]);
		expect(value(series, 'tunnelwright_data_stale')).toEqual([]);
	});

	it('leaves out the tunnels of a place that is stale, and has them back with its next answer', async () => {
		const error = {
			cloud: 'aws',
			kind: 'timeout',
			code: '',
			message: 'no answer',
			retryable: true,
			ambiguous: false,
		} as const;
		const stale = placeState(network, {isStale: true, error, failures: 3, connections: 1});
		const of = await serve(snapshotOf([berlin], {places: [stale]}));
		const before = readExposition(await page(of));
		expect(value(before, 'tunnelwright_tunnel_up')).toEqual([]);
		expect(value(before, 'tunnelwright_tunnel_last_change_timestamp_seconds')).toEqual([]);
		expect(value(before, 'tunnelwright_connections')).toEqual([]);
		expect(value(before, 'tunnelwright_scrape_success')).toEqual([0]);
		expect(value(before, 'tunnelwright_data_stale')).toEqual([1]);
		expect(value(before, 'tunnelwright_last_success_timestamp_seconds')).toEqual([(fleetNow - 4000) / 1000]);
		of.see(snapshotOf([berlin]));
		const after = readExposition(await page(of));
		expect(value(after, 'tunnelwright_tunnel_up')).toEqual([1, 0]);
		expect(value(after, 'tunnelwright_connections', {health: 'degraded'})).toEqual([1]);
		expect(value(after, 'tunnelwright_scrape_success')).toEqual([1]);
	});

	it('says nothing of a place before its first answer', async () => {
		const places = [placeState(network, {asOf: undefined, polling: true})];
		const series = readExposition(await page(await serve(snapshotOf([], {places}))));
		expect(value(series, 'tunnelwright_scrape_success')).toEqual([]);
		expect(value(series, 'tunnelwright_connections')).toEqual([]);
	});

	it('counts every call by how it ended', async () => {
		const calls = new CallCounts();
		const call = {
			cloud: 'aws',
			service: 'ec2',
			call: 'DescribeVpnConnections',
			region: 'eu-central-1',
			attempt: 1,
			durationMs: 3,
		} as const;
		const of = await serve(snapshotOf([]), calls);
		calls.record({...call, status: 200});
		calls.record({...call, status: 503, errorCode: 'RequestLimitExceeded'});
		calls.record({...call, errorCode: 'ECONNRESET'});
		calls.record({...call, status: 200});
		const asked = async (result: string) =>
			value(readExposition(await page(of)), 'tunnelwright_api_requests_total', {result});
		expect(await asked('ok')).toEqual([2]);
		expect(await asked('refused')).toEqual([1]);
		expect(await asked('no_answer')).toEqual([1]);
		expect(await asked('ok')).toEqual([2]);
	});

	it('counts accepted routes of BGP alone: a static connection without any is well', async () => {
		const learned = connectionOf({id: 'vpn-1', tunnel: {acceptedRoutes: 0}});
		const fixed = connectionOf({id: 'vpn-2', tunnel: {acceptedRoutes: 0}, status: {routing: 'static'}});
		const series = readExposition(await page(await serve(snapshotOf([learned, fixed]))));
		const told = series.filter(({name}) => name === 'tunnelwright_tunnel_bgp_accepted_routes');
		expect(new Set(told.map(({labels}) => labels.connection))).toEqual(new Set(['vpn-1']));
	});

	it('is nothing at all once nobody watches any more', async () => {
		const of = await serve(snapshotOf([berlin, shanghai]));
		await page(of);
		of.see(undefined);
		const left = readExposition(await page(of)).map(({name}) => name);
		expect(left).toEqual(['tunnelwright_build_info']);
	});

	it('tells two tunnels apart that have no address yet', async () => {
		const pending = connectionOf({id: 'vpn-1', tunnels: ['DOWN', 'UP'], tunnel: {key: 'vpn-1'}});
		const series = readExposition(await page(await serve(snapshotOf([pending]))));
		expect(value(series, 'tunnelwright_tunnel_up')).toEqual([0, 1]);
	});

	it('is at most eight series a connection of two tunnels and twenty a region, for ten thousand connections too, and no other label', async () => {
		const places = Array.from({length: 40}, (_, index) =>
			placeOf({cloud: 'aws', region: `eu-test-${index}`, profile: 'network'}),
		);
		const connections = Array.from({length: 10_000}, (_, index) => {
			const place = places[index % 40];
			return connectionOf({
				id: `vpn-${index}`,
				...(place ? {place} : {}),
				tags: {owner: `team ${index}`, [`tag-${index}`]: 'x'},
				tunnel: {key: `203.0.${index}.1`, acceptedRoutes: index, message: `${index} BGP ROUTES`},
			});
		});
		const of = await serve(snapshotOf(connections));
		const text = await page(of);
		const series = readExposition(text);
		const ofConnections = series.filter(({labels}) => labels.connection !== undefined);
		expect(ofConnections.length).toBeGreaterThan(60_000);
		expect(ofConnections.length).toBeLessThanOrEqual(10_000 * 8);
		expect(series.length - ofConnections.length).toBeLessThanOrEqual(40 * 20);
		expect(new Set(series.flatMap(({labels}) => Object.keys(labels)))).toEqual(
			new Set([
				'version',
				...['cloud', 'profile', 'region', 'health', 'connection', 'tunnel'],
				...['name', 'cloud_gateway', 'site_gateway', 'routing'],
			]),
		);
		expect(text).not.toContain('team');
		of.see(snapshotOf(connections.slice(0, 10)));
		const left = readExposition(await page(of));
		expect(left.filter(({labels}) => labels.connection !== undefined).length).toBeLessThanOrEqual(80);
	});
});

describe('the server', () => {
	/** fetch sets Host by itself. */
	const ask = (url: string, headers: Readonly<Record<string, string>>, method = 'GET') =>
		new Promise<number>((resolve, reject) => {
			request(url, {headers, method}, response => {
				response.resume();
				resolve(response.statusCode ?? 0);
			})
				.on('error', reject)
				.end();
		});

	it('is asked by programs of this machine alone: by no web page, under no made-up name', async () => {
		const {url} = await serve(snapshotOf([berlin]));
		expect(await ask(url, {host: 'rebound.example:9469'})).toBe(403);
		expect(await ask(url, {origin: 'https://evil.example'})).toBe(403);
		expect(await ask(url, {'sec-fetch-site': 'cross-site'})).toBe(403);
		expect(await ask(url, {'sec-fetch-site': 'same-origin'})).toBe(200);
		expect(await ask(url, {host: 'localhost'})).toBe(200);
	});

	it('has a page that leads to the metrics, and takes nothing', async () => {
		const {url} = await serve();
		const landing = await fetch(new URL('/', url));
		expect(await landing.text()).toContain('href="/metrics"');
		expect(await ask(url, {}, 'POST')).toBe(405);
		expect(await ask(url, {}, 'HEAD')).toBe(200);
		expect(await ask(new URL('/etc/passwd', url).href, {})).toBe(404);
	});

	it('listens on this machine alone unless told otherwise, and warns where others can read it', async () => {
		const own = await serve();
		expect(new URL(own.url).hostname).toBe('127.0.0.1');
		expect(own.warning).toBe('');
		await own.close();
		served = await serveFleetMetrics(readListenAddress('0.0.0.0:0'), new CallCounts());
		expect(served.warning).toContain('everybody who reaches 0.0.0.0');
		expect(await ask(served.url, {host: 'watch.example:9469'})).toBe(200);
		expect(await ask(served.url, {origin: 'https://evil.example'})).toBe(403);
	});

	it('is read while hundreds hold it open: with half a question, or without reading the answer', async () => {
		const {url} = await serve(snapshotOf([berlin]));
		const port = Number(new URL(url).port);
		const held: Socket[] = [];
		try {
			for (const said of ['GET /met', 'GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(200)])
				for (let count = 0; count < 150; count += 1) {
					const socket = connect(port, '127.0.0.1');
					socket.on('error', () => {});
					socket.pause();
					held.push(socket);
					await once(socket, 'connect');
					socket.write(said);
				}

			for (let scrape = 0; scrape < 5; scrape += 1) expect(await ask(url, {})).toBe(200);
		} finally {
			for (const socket of held) socket.destroy();
		}
	});

	it('says that a port is taken', async () => {
		const {url} = await serve();
		await expect(serveFleetMetrics(readListenAddress(new URL(url).port), new CallCounts())).rejects.toThrow(
			/another program listens there/,
		);
	});

	it.each([
		['9469', {host: '127.0.0.1', port: 9469}],
		['[::1]:80', {host: '::1', port: 80}],
		['10.0.0.1:0', {host: '10.0.0.1', port: 0}],
		['watch.example:9469', {host: 'watch.example', port: 9469}],
	])('reads %s', (text, address) => {
		expect(readListenAddress(text)).toEqual(address);
	});

	it.each(['', '70000', ':9469', '::1:9469', '[10.0.0.1]:1', '1.2.3:9', 'a b:1', '127.0.0.1'])('refuses %j', text => {
		expect(() => readListenAddress(text)).toThrow(/no place to serve/);
	});
});

const promtool = spawnSync('promtool', ['--version']).error ? undefined : 'promtool';

it.skipIf(promtool === undefined)(
	'is taken by promtool without a word of blame (skipped without promtool, of Debian’s package prometheus)',
	async () => {
		const calls = new CallCounts();
		calls.record({
			cloud: 'aws',
			service: 'ec2',
			call: 'DescribeVpnConnections',
			region: 'eu-central-1',
			attempt: 1,
			durationMs: 3,
			status: 200,
		});
		const routed = connectionOf({
			id: 'vpn-2',
			place: network,
			tunnel: {acceptedRoutes: 5, probe: 'answered'},
			tunnels: ['UP'],
		});
		const text = await page(await serve(snapshotOf([berlin, shanghai, routed]), calls));
		const judged = spawnSync('promtool', ['check', 'metrics'], {input: text, encoding: 'utf8'});
		expect({code: judged.status, says: judged.stderr + judged.stdout}).toEqual({code: 0, says: ''});
		const broken = spawnSync('promtool', ['check', 'metrics'], {
			input: text.replaceAll('api_requests_total', 'api_requests'),
		});
		expect(broken.status).not.toBe(0); // or it looks at nothing
	},
);
