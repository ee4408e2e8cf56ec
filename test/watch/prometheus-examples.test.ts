import {spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {CallCounts, readListenAddress, serveFleetMetrics} from '../../src/session/serve-metrics.ts';
import {connectionOf, fleetNow, placeOf, placeState, snapshotOf} from './fake-fleet.ts';

/* What a user would lose: an alert or a panel on a metric that nobody serves, which is quiet for ever. */

const folder = 'examples/prometheus';
const read = (name: string) => readFileSync(join(folder, name), 'utf8');

/** Every expression of the dashboard, with its variables filled in. */
function expressions(): readonly string[] {
	const found: string[] = [];
	JSON.parse(read('grafana-dashboard.json'), (key, value) => {
		if (key === 'expr') found.push(String(value).replaceAll(/\$(?:cloud|region)/g, '.*'));
		return value;
	});
	return found;
}

type Snapshot = ReturnType<typeof snapshotOf>;

async function pageOf(snapshot: Snapshot): Promise<string> {
	const metrics = await serveFleetMetrics(readListenAddress('0'), new CallCounts());
	try {
		metrics.see(snapshot);
		return await (await fetch(metrics.url)).text();
	} finally {
		await metrics.close();
	}
}

/** What a tile of the dashboard shows; undefined where it has no data. */
function tile(id: number, page: string): number | undefined {
	const {panels} = JSON.parse(read('grafana-dashboard.json'));
	const expr = panels.find((panel: {id: number}) => panel.id === id).targets[0].expr;
	const input_series = page
		.split('\n')
		.filter(line => line !== '' && !line.startsWith('#'))
		.map(line => ({series: line.slice(0, line.lastIndexOf(' ')), values: line.slice(line.lastIndexOf(' ') + 1)}));
	const scratch = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
	try {
		const shows = (exp_samples: unknown) => {
			const test = {expr: expr.replaceAll(/\$(?:cloud|region)/g, '.*'), eval_time: '0s', exp_samples};
			const tests = [{interval: '30s', input_series, promql_expr_test: [test]}];
			// JSON is YAML
			writeFileSync(join(scratch, 'test.yml'), JSON.stringify({rule_files: [], tests}));
			return promtool('test', 'rules', join(scratch, 'test.yml')).status === 0;
		};

		if (shows([])) return undefined;
		return [0, 1, 2, 3].find(value => shows([{labels: '{}', value}])) ?? Number.NaN;
	} finally {
		rmSync(scratch, {recursive: true, force: true});
	}
}

/** What is served, with everything in it that can be. */
async function served(): Promise<ReadonlySet<string>> {
	const calls = new CallCounts();
	calls.record({
		cloud: 'aws',
		service: 'ec2',
		call: 'X',
		region: 'eu-central-1',
		attempt: 1,
		durationMs: 1,
		status: 200,
	});
	const metrics = await serveFleetMetrics(readListenAddress('0'), calls);
	try {
		metrics.see(
			snapshotOf(
				[
					connectionOf({
						id: 'vpn-1',
						tunnel: {acceptedRoutes: 5, probe: 'answered'},
						status: {gatewayTroubles: [{gateway: 'vpngw-1', kind: 'blocked', quote: 'IsAddressBlocked: true'}]},
					}),
				],
				{places: [placeState(placeOf(), {gateways: {asOf: fleetNow, error: undefined}})]},
			),
		);
		const text = await (await fetch(metrics.url)).text();
		return new Set([...text.matchAll(/^(tunnelwright_\w+)[{ ]/gm)].map(([, name = '']) => name));
	} finally {
		await metrics.close();
	}
}

it('no panel of the dashboard lies on another, and each has a number of its own', () => {
	const {panels} = JSON.parse(read('grafana-dashboard.json'));
	const cells = panels.flatMap(({gridPos: {x, y, w, h}}: {gridPos: Record<'x' | 'y' | 'w' | 'h', number>}) =>
		Array.from({length: w * h}, (_, index) => `${x + (index % w)} ${y + Math.floor(index / w)}`),
	);
	expect(new Set(cells).size).toBe(cells.length);
	expect(cells.filter((cell: string) => Number(cell.split(' ')[0]) >= 24)).toEqual([]);
	expect(new Set(panels.map(({id}: {id: number}) => id)).size).toBe(panels.length);
});

it('each metric that tells of a state has a panel or an alert', async () => {
	const used = [read('tunnelwright.rules.yml'), ...expressions()].join('\n');
	const untold = [...(await served())].filter(name => !used.includes(name));
	expect(untold).toEqual([]);
});

it('alerts and panels are about metrics that are served', async () => {
	const names = await served();
	const texts = [read('tunnelwright.rules.yml'), read('tunnelwright.rules.test.yml'), ...expressions()];
	const used = new Set(texts.flatMap(text => text.match(/\btunnelwright_[a-z_]+/g) ?? []));
	expect(expressions().length).toBeGreaterThan(8);
	expect(used.size).toBeGreaterThan(7);
	expect([...used].filter(name => !names.has(name))).toEqual([]);
});

const lacksPromtool = spawnSync('promtool', ['--version']).error !== undefined;
const without = '(skipped without promtool, of Debian’s package prometheus)';

function promtool(...args: readonly string[]) {
	const {status, stdout, stderr} = spawnSync('promtool', args, {cwd: folder, encoding: 'utf8'});
	return {status, says: stdout + stderr};
}

it.skipIf(lacksPromtool)(`the alerts fire when they should, and only then ${without}`, () => {
	expect(promtool('check', 'rules', 'tunnelwright.rules.yml')).toMatchObject({status: 0});
	expect(promtool('check', 'config', 'prometheus.yml')).toMatchObject({status: 0});
	expect(promtool('test', 'rules', 'tunnelwright.rules.test.yml')).toMatchObject({status: 0});
});

it.skipIf(lacksPromtool)(`each panel’s expression is one ${without}`, () => {
	const scratch = mkdtempSync(join(tmpdir(), 'tunnelwright-'));
	try {
		const rules = expressions().map((expr, index) => ({record: `panel:${index}`, expr}));
		const file = join(scratch, 'rules.yml');
		// JSON is YAML
		writeFileSync(file, JSON.stringify({groups: [{name: 'panels', rules}]}));
		expect(promtool('check', 'rules', file)).toMatchObject({status: 0});
		writeFileSync(file, JSON.stringify({groups: [{name: 'panels', rules: [{record: 'x', expr: 'sum(('}]}]}));
		expect(promtool('check', 'rules', file).status).not.toBe(0); // or it looks at nothing
	} finally {
		rmSync(scratch, {recursive: true, force: true});
	}
});

it.skipIf(lacksPromtool)(`a tile whose regions do not answer shows no 0 ${without}`, async () => {
	const place = placeOf();
	const well = connectionOf({id: 'vpn-1', place, tunnels: ['UP', 'UP']});
	const tiles = async (snapshot: Snapshot) => {
		const page = await pageOf(snapshot);
		return {
			down: tile(1, page),
			degraded: tile(2, page),
			impaired: tile(10, page),
			gateways: tile(11, page),
			silent: tile(3, page),
		};
	};
	const nobody = {down: undefined, degraded: undefined, impaired: undefined, gateways: undefined};
	const none = {down: 0, degraded: 0, impaired: 0, gateways: 0};
	expect(await tiles(snapshotOf([well]))).toEqual({...none, silent: 0});
	// the latest question was answered, and the one since then hangs
	expect(await tiles(snapshotOf([well], {places: [placeState(place, {isStale: true})]}))).toEqual({
		...nobody,
		silent: 1,
	});
	const asked = placeState(place, {asOf: undefined, polling: true});
	expect(await tiles(snapshotOf([], {places: [asked]}))).toEqual({...nobody, silent: 1});
	const other = placeOf({cloud: 'aws', region: 'eu-west-1'});
	expect(await tiles(snapshotOf([well], {places: [placeState(place), placeState(other, {isStale: true})]}))).toEqual({
		...none,
		silent: 1,
	});
});
