import {describe, expect, it} from 'vitest';
import type {AwsTunnelOptions} from '../../../src/clouds/aws/document.ts';
import {logOptions, tunnelOptions} from '../../../src/clouds/aws/options.ts';
import type {Cloud} from '../../../src/clouds/contract/cloud.ts';
import type {Sandbox} from '../../../src/sandbox/sandbox.ts';
import {changingCalls, converge, planOn, undo} from './converge.ts';
import {saidOtherwise as changed, freshDocument as fresh} from './documents.ts';
import {withFreshAws} from './fresh-aws.ts';
import '../../torture/quick-waits.mjs';

/* What a user would lose: a tunnel that goes down for nothing, two that go down at once, an option that changes with another one, no way back. */

let cloud: Cloud;
let sandbox: Sandbox;
withFreshAws(world => {
	({cloud, sandbox} = world);
});

/** Another value for each option than AWS's own and the preset's, that goes with all others. */
const others: Readonly<Record<keyof typeof tunnelOptions, AwsTunnelOptions[keyof AwsTunnelOptions]>> = {
	phase1LifetimeSeconds: 27_000,
	phase2LifetimeSeconds: 3000,
	rekeyMarginTimeSeconds: 300,
	rekeyFuzzPercentage: 50,
	replayWindowSize: 512,
	dpdTimeoutSeconds: 45,
	dpdTimeoutAction: 'none',
	phase1Encryption: ['AES256'],
	phase2Encryption: ['AES256'],
	phase1Integrity: ['SHA2-512'],
	phase2Integrity: ['SHA2-512'],
	phase1DhGroups: [20],
	phase2DhGroups: [20],
	ikeVersions: ['ikev1', 'ikev2'],
	startupAction: 'start',
	lifecycleControl: true,
};

describe('an option of the tunnels', () => {
	const rows = Object.entries(others).map(([name, value]) => ({name, value}));
	it.each(rows)(
		'$name changes alone: one call a tunnel, with that member and no other, and one call back',
		async ({name, value}) => {
			const document = fresh();
			await converge(cloud, document);
			const wanted = changed(document, {security: {preset: 'strong', options: {[name]: value}}});
			const since = sandbox.requests.length;
			const made = await converge(cloud, wanted);
			const [lookUp, ...actions] = made.plan.actions;
			expect(lookUp?.call).toBe('DescribeVpnConnections');
			const {member} = tunnelOptions[name as keyof typeof tunnelOptions];
			expect(actions.map(({call, parameters}) => [call, Object.keys(Object(parameters.TunnelOptions))])).toEqual([
				['ModifyVpnTunnelOptions', [member]],
				['ModifyVpnTunnelOptions', [member]],
			]);
			expect(changingCalls(sandbox, since)).toEqual(['ModifyVpnTunnelOptions', 'ModifyVpnTunnelOptions']);
			const addresses = actions.map(({parameters}) => parameters.VpnTunnelOutsideIpAddress);
			expect(new Set(addresses).size).toBe(2);
			for (const [index, {change}] of actions.entries()) {
				expect(change?.interrupts).toMatchObject({kind: 'tunnel', tunnel: {key: addresses[index], number: index + 1}});
				expect(change?.needsUp.map(({key}) => key)).toEqual([addresses[1 - index]]);
				expect(change?.backUp.map(({key, routes}) => [key, routes])).toEqual([[addresses[index], 5]]);
			}

			expect((await planOn(cloud, wanted)).actions).toEqual([]);
			expect((await undo(cloud, made)).map(({how}) => how)).toEqual(['put back', 'put back']);
			const before = await planOn(cloud, document, {prune: true});
			expect([before.comparison?.differences, before.actions]).toEqual([[], []]);
			expect((await undo(cloud, made)).map(({how}) => how)).toEqual(['stood as before', 'stood as before']);
		},
	);

	it('logs go on and off as a whole block, and what the document does not speak of stays in it', async () => {
		const document = fresh();
		await converge(cloud, document);
		const [group, bgpGroup] = ['vpn', 'bgp'].map(name => `arn:aws:logs:eu-central-1:111122223333:log-group:${name}`);
		const logs = {logEnabled: true, logGroupArn: group};
		const both = {...logs, bgpLogEnabled: true, bgpLogGroupArn: bgpGroup, bgpLogOutputFormat: 'text'};
		const withLogs = (some: object) => changed(document, {security: {preset: 'strong', options: {logs: some}}});
		await converge(cloud, withLogs(both));
		const fewer = await converge(cloud, withLogs({...logs, logOutputFormat: 'text'}));
		const members = Object(fewer.plan.actions[1]?.parameters.TunnelOptions).LogOptions.CloudWatchLogOptions;
		expect(Object.keys(members).sort()).toEqual(
			Object.values(logOptions)
				.map(({member}) => member)
				.sort(),
		);
		const pruned = await converge(cloud, document, {prune: true});
		expect(pruned.plan.actions.map(({parameters}) => parameters.TunnelOptions).slice(1)).toEqual([
			{LogOptions: {CloudWatchLogOptions: {LogEnabled: false, BgpLogEnabled: false}}},
			{LogOptions: {CloudWatchLogOptions: {LogEnabled: false, BgpLogEnabled: false}}},
		]);
		expect((await planOn(cloud, document, {prune: true})).actions).toEqual([]);
	});
});

describe('the order of a plan on what stands', () => {
	it('takes nothing down first, then one tunnel after the other, then all of it, and lets go last; each call names what goes down', async () => {
		const static_ = {
			routing: {mode: 'static', prefixes: ['172.20.0.0/16', '172.21.0.0/16']},
			tags: {team: 'net', old: 'x'},
		};
		const document = fresh(static_);
		await converge(cloud, document);
		const wanted = changed(document, {
			name: 'renamed',
			tags: {team: 'other', 'new': 'y'},
			routing: {mode: 'static', prefixes: ['172.20.0.0/16', '172.22.0.0/16']},
			ranges: [{cloudSide: '10.20.0.0/16', siteSide: ['172.16.0.0/12']}],
			security: {preset: 'strong', options: {dpdTimeoutSeconds: 45, lifecycleControl: true}},
		});
		const since = sandbox.requests.length;
		const made = await converge(cloud, wanted, {prune: true});
		// tags of the connection, and of the customer gateway that was made with it
		const calls = [
			'CreateTags',
			'CreateTags',
			'CreateTags',
			'CreateTags',
			'CreateVpnConnectionRoute',
			'ModifyVpnTunnelOptions',
			'ModifyVpnTunnelOptions',
			'ModifyVpnTunnelOptions',
			'ModifyVpnTunnelOptions',
			'ModifyVpnConnectionOptions',
			'DeleteVpnConnectionRoute',
			'DeleteTags',
			'DeleteTags',
		];
		expect(changingCalls(sandbox, since)).toEqual(calls);
		expect(made.plan.actions.slice(1).map(({call}) => call)).toEqual(calls);
		const down = made.plan.actions.map(({change}) => change?.interrupts);
		expect(down.map(each => (each?.kind === 'tunnel' ? each.tunnel.number : (each?.kind ?? '-')))).toEqual([
			'-',
			'nothing',
			'nothing',
			'nothing',
			'nothing',
			'-',
			1,
			1,
			2,
			2,
			'connection',
			'nothing',
			'nothing',
			'nothing',
		]);
		const after = await planOn(cloud, wanted, {prune: true});
		expect([after.actions, after.comparison?.differences, after.comparison?.missing]).toEqual([[], [], []]);
		expect((await undo(cloud, made)).map(({step, how}) => [step.call, how])).toEqual([
			['CreateTags', 'put back'],
			['CreateTags', 'put back'],
			['CreateVpnConnectionRoute', 'put back'],
			['ModifyVpnConnectionOptions', 'put back'],
			['ModifyVpnTunnelOptions', 'put back'],
			['ModifyVpnTunnelOptions', 'put back'],
			['ModifyVpnTunnelOptions', 'put back'],
			['ModifyVpnTunnelOptions', 'put back'],
			['DeleteVpnConnectionRoute', 'deleted'],
			['CreateTags', 'put back'],
			['DeleteTags', 'put back'],
			['CreateTags', 'put back'],
			['DeleteTags', 'put back'],
		]);
		const back = await planOn(cloud, document, {prune: true});
		expect([back.actions, back.comparison?.differences]).toEqual([[], []]);
	});

	it('leaves alone what the document does not speak of, and tells it; prune takes it away', async () => {
		const document = fresh({
			routing: {mode: 'static', prefixes: ['172.20.0.0/16', '172.21.0.0/16']},
			tags: {team: 'net'},
			security: {preset: 'strong', options: {replayWindowSize: 512}},
		});
		await converge(cloud, document);
		const less = changed(document, {
			routing: {mode: 'static', prefixes: ['172.20.0.0/16']},
			tags: {},
			security: {preset: 'strong'},
		});
		const plan = await planOn(cloud, less);
		expect(plan.actions).toEqual([]);
		expect(plan.comparison?.differences).toEqual([]);
		expect(
			plan.comparison?.unspoken?.map(({field, was, wanted, interrupts}) => [field, was, wanted, interrupts?.kind]),
		).toEqual([
			['tags.team', 'net', '', 'nothing'],
			['tunnels[0].options.replayWindowSize', '512 packets', '1024 packets', 'tunnel'],
			['tunnels[1].options.replayWindowSize', '512 packets', '1024 packets', 'tunnel'],
			['routing.prefixes', '172.21.0.0/16', '', 'nothing'],
			['tags.team', 'net', '', 'nothing'],
		]);
		const pruned = await converge(cloud, less, {prune: true});
		expect(pruned.plan.comparison?.unspoken).toBeUndefined();
		expect(pruned.plan.actions.slice(1).map(({call}) => call)).toEqual([
			'ModifyVpnTunnelOptions',
			'ModifyVpnTunnelOptions',
			'DeleteVpnConnectionRoute',
			'DeleteTags',
			'DeleteTags',
		]);
		const {settings} = (await planOn(cloud, less)).exists ?? {};
		expect(Object.keys(settings ?? {}).filter(field => field.startsWith('tags.'))).toEqual([
			'tags.Name',
			'tags.tunnelwright:run',
		]);
	});

	it('makes nothing where a difference needs a new connection, and says why', async () => {
		const document = fresh();
		await converge(cloud, document);
		const wanted = changed(document, {routing: {mode: 'static', prefixes: ['172.20.0.0/16']}, tags: {team: 'net'}});
		const plan = await planOn(cloud, wanted);
		expect(plan.actions).toEqual([]);
		expect(plan.comparison?.differences).toContainEqual(
			expect.objectContaining({
				field: 'routing.mode',
				was: 'bgp',
				wanted: 'static',
				interrupts: {kind: 'new', why: expect.stringContaining('keeps the routing')},
			}),
		);
	});

	it('begins with the tunnel that is not UP, and asks for no other where it may cut the line', async () => {
		const document = fresh();
		const {connectionId} = await converge(cloud, document);
		sandbox.setTunnel(connectionId, 0, 'DOWN');
		const wanted = changed(document, {security: {preset: 'strong', options: {dpdTimeoutSeconds: 45}}});
		const states = async () =>
			(await cloud.status('eu-central-1', [connectionId], new AbortController().signal))[0]?.tunnels;
		const down = (await states())?.find(({state}) => state === 'DOWN');
		const [, first, second] = (await planOn(cloud, wanted)).actions;
		expect(first?.change?.interrupts).toMatchObject({tunnel: {key: down?.key}});
		expect(first?.change?.backUp).toEqual([]);
		expect(second?.change?.needsUp.map(({key}) => key)).toEqual([down?.key]);
		const cut = await planOn(cloud, wanted, {evenIfDown: true});
		expect(cut.actions.flatMap(({change}) => change?.needsUp ?? [])).toEqual([]);
		expect(cut.converge).toEqual({evenIfDown: true});
	});
});

describe('what else a document may change', () => {
	it('where the keys are kept: tunnel 1 first, and tunnel 2 only where AWS has not moved it too; back as well', async () => {
		const document = fresh();
		await converge(cloud, document);
		const wanted = changed(document, {keyStorage: 'SecretsManager'});
		const since = sandbox.requests.length;
		const made = await converge(cloud, wanted);
		const changes = made.plan.actions.slice(1);
		expect(changes.map(({parameters}) => [parameters.TunnelOptions, parameters.PreSharedKeyStorage])).toEqual([
			[{}, 'SecretsManager'],
			[{}, 'SecretsManager'],
		]);
		// the sandbox moves both keys at once: which of both AWS does is open
		expect(changingCalls(sandbox, since)).toEqual(['ModifyVpnTunnelOptions']);
		expect((await planOn(cloud, wanted)).actions).toEqual([]);
		expect((await undo(cloud, made)).map(({how}) => how)).toEqual(['put back']);
		expect((await planOn(cloud, document)).actions).toEqual([]);
	});

	it('the addresses inside a tunnel, of that tunnel alone, whichever place AWS lists it at', async () => {
		const inside = (first: string, second: string) => ({tunnels: [{insideCidr: first}, {insideCidr: second}]});
		const document = fresh(inside('169.254.60.0/30', '169.254.61.0/30'));
		await converge(cloud, document);
		const swapped = changed(document, inside('169.254.61.0/30', '169.254.60.0/30'));
		expect((await planOn(cloud, swapped)).comparison?.differences).toEqual([]);
		const wanted = changed(document, inside('169.254.61.0/30', '169.254.62.0/30'));
		const made = await converge(cloud, wanted);
		const [, only, ...others] = made.plan.actions;
		expect(others).toEqual([]);
		expect(only?.parameters.TunnelOptions).toEqual({TunnelInsideCidr: '169.254.62.0/30'});
		expect(only?.change?.device?.join()).toContain('169.254.62.0/30');
		expect(only?.change?.values[0]).toMatchObject({field: 'tunnels[1].insideCidr', was: '169.254.60.0/30'});
		expect((await undo(cloud, made)).map(({how}) => how)).toEqual(['put back']);
	});

	it('the tables that learn its routes; those of a gateway with other connections are left alone, prune or not', async () => {
		const {signal} = new AbortController();
		const gateways = await cloud.cloudGateways('eu-central-1', signal);
		const tables = await cloud.routeTables(
			'eu-central-1',
			gateways.find(({id}) => id === 'vgw-9a4cacf3')?.vpcId ?? '',
			signal,
		);
		const [first, second] = tables.map(({id}) => id);
		const document = fresh({routeTables: [first, second]});
		await converge(cloud, document);
		const fewer = changed(document, {routeTables: [first]});
		const pruned = await converge(cloud, fewer, {prune: true});
		expect(pruned.plan.actions.slice(1).map(({call, parameters}) => [call, parameters.RouteTableId])).toEqual([
			['DisableVgwRoutePropagation', second],
		]);
		expect((await undo(cloud, pruned)).map(({how}) => how)).toEqual(['put back']);
		const other = fresh({routeTables: [first, second]});
		await converge(cloud, other);
		const kept = await planOn(cloud, fewer, {prune: true});
		expect(kept.actions).toEqual([]);
		expect(kept.comparison?.notCompared).toContainEqual(expect.objectContaining({field: 'routeTables', read: true}));
	});

	it('the bandwidth of tunnels on a transit gateway takes both down, and says what it costs', async () => {
		const document = fresh({cloudGateway: {kind: 'tgw', id: 'tgw-0c2d11f0'}});
		await converge(cloud, document);
		const wanted = changed(document, {tunnelBandwidth: 'large'});
		const made = await converge(cloud, wanted);
		expect(made.plan.actions.slice(1).map(({call, change}) => [call, change?.interrupts.kind])).toEqual([
			['ModifyVpnConnectionOptions', 'connection'],
		]);
		const facts = await cloud.facts(wanted, new AbortController().signal);
		expect(made.plan.costs.map(({what}) => what).join()).toContain('large tunnels');
		expect(facts.connections?.find(({id}) => id === made.connectionId)?.settings?.tunnelBandwidth).toBe('large');
	});
});
