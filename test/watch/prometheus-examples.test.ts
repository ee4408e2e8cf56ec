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
	// what has stood so too long is told by its age, and slow answers by the calls that end so
	expect(untold).toEqual(['tunnelwright_data_stale', 'tunnelwright_throttled']);
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
