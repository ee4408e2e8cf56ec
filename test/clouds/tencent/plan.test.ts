import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {
	Action,
	CloudGateway,
	ExistingConnection,
	Facts,
	Plan,
	PlanValue,
} from '../../../src/clouds/contract/cloud.ts';
import {commandLine} from '../../../src/clouds/tencent/plan/command-line.ts';
import {planTencent} from '../../../src/clouds/tencent/plan/plan.ts';
import {settingsOf} from '../../../src/clouds/tencent/read/settings.ts';
import {bgp, ccn, destinationRoutes, policy, tencentDocument} from './documents.ts';

const site = {id: 'cgw-qa9sxpy7', name: 'office', selectable: true, address: '1.2.3.4', asn: 65_010, state: ''};
const table = {
	id: 'rtb-main',
	name: 'default',
	selectable: true,
	vpcId: 'vpc-gapcv96p',
	main: true,
	propagatingGateways: [],
	routes: [{destination: '172.20.10.0/24', target: 'vpngw-1w9tue3d'}],
};
const facts: Facts = {siteGateways: [site], connections: [], routeTables: [table]};

const calls = (plan: Plan) => plan.actions.map(({call}) => call);
const parametersOf = (plan: Plan, call: string) => plan.actions.find(action => action.call === call)?.parameters;

describe('plan: what is shown is what is sent, whole and by the API’s own names', () => {
	it('SPD policy: a new customer gateway, the tunnel, and the VPC’s missing routes', () => {
		const plan = planTencent(policy, facts);
		expect(calls(plan)).toEqual(['CreateCustomerGateway', 'CreateVpnConnection', 'CreateRoutes']);
		expect(parametersOf(plan, 'CreateVpnConnection')).toMatchObject({
			VpcId: 'vpc-gapcv96p',
			CustomerGatewayId: {$result: 'site-gateway'},
			PreShareKey: {$secret: 'presharedKey'},
			RouteType: 'Policy',
			// The API's local is the cloud's side.
			SecurityPolicyDatabases: [{LocalCidrBlock: '10.8.4.0/24', RemoteCidrBlock: ['172.20.10.0/24', '172.20.20.0/24']}],
		});
		// 172.20.10.0/24 leads to the gateway already.
		expect(parametersOf(plan, 'CreateRoutes')).toEqual({
			RouteTableId: 'rtb-main',
			Routes: [{DestinationCidrBlock: '172.20.20.0/24', GatewayType: 'VPN', GatewayId: 'vpngw-1w9tue3d'}],
		});
	});

	it('destination routes: host bits are cleared, and said', () => {
		const plan = planTencent(destinationRoutes, facts);
		expect(calls(plan)).toEqual(['CreateVpnConnection', 'CreateVpnGatewayRoutes', 'CreateRoutes']);
		expect(parametersOf(plan, 'CreateVpnConnection')).toMatchObject({
			RouteType: 'StaticRoute',
			EnableHealthCheck: true,
			HealthCheckLocalIp: '169.254.200.1',
			HealthCheckConfig: {ProbeType: 'NQA', ProbeInterval: 2000},
			Tags: [{Key: 'team', Value: 'network'}],
		});
		expect(parametersOf(plan, 'CreateVpnConnection')).not.toHaveProperty('SecurityPolicyDatabases');
		expect(parametersOf(plan, 'CreateVpnGatewayRoutes')).toMatchObject({
			Routes: [
				{
					DestinationCidrBlock: '172.20.10.0/24',
					InstanceType: 'VPNCONN',
					InstanceId: {$result: 'connection'},
					Priority: 0,
				},
				{DestinationCidrBlock: '172.20.64.0/18'},
			],
		});
		expect(plan.notes.join()).toContain('172.20.64.7/18 has host bits set: sent as 172.20.64.0/18');
	});

	it('BGP: the inside addresses with their sides, and no route of ours', () => {
		const plan = planTencent(bgp, facts);
		expect(calls(plan)).toEqual(['CreateCustomerGateway', 'CreateVpnConnection']);
		expect(parametersOf(plan, 'CreateCustomerGateway')).toMatchObject({IpAddress: '203.0.113.78', BgpAsn: 65_077});
		expect(parametersOf(plan, 'CreateVpnConnection')).toMatchObject({
			RouteType: 'Bgp',
			BgpConfig: {TunnelCidr: '169.254.130.0/30', LocalBgpIp: '169.254.130.1', RemoteBgpIp: '169.254.130.2'},
		});
	});

	it('a CCN gateway has no VPC, and its CCN’s routes are left to the user', () => {
		const plan = planTencent(ccn, facts);
		expect(parametersOf(plan, 'CreateVpnConnection')).toMatchObject({VpcId: ''});
		expect(calls(plan)).not.toContain('CreateRoutes');
		expect(plan.leftByHand.join()).toContain('publish the site’s ranges to the CCN');
	});

	it('destination routes reach a CCN by themselves; 0.0.0.0/0 needs a device that begins, and route overlap from 4.0 on', () => {
		const leftFor = (version: string, prefix: string) => {
			const routed = {...ccn, routing: {mode: 'static', prefixes: [prefix]}, ranges: []} as typeof ccn;
			const {id} = ccn.cloudGateway;
			const cloudGateway: CloudGateway = {
				...{id, name: '', kind: 'ccn', state: 'AVAILABLE', selectable: true, networks: [], attachedTo: '', bgp: false},
				version,
			};
			const known = {...facts, cloudGateway};
			return planTencent(routed, known).leftByHand.join('\n');
		};
		expect(leftFor('4.0', '172.20.0.0/16')).toContain('which reach it by themselves');
		expect(leftFor('4.0', '172.20.0.0/16')).not.toMatch(/publish|route overlap|must begin/);
		expect(leftFor('4.0', '0.0.0.0/0')).toMatch(/must begin(.|\n)*route overlap/);
		expect(leftFor('3.1', '0.0.0.0/0')).not.toContain('route overlap');
	});

	it('every crypto option is sent by name, whatever the preset', () => {
		for (const preset of ['strong', 'compatible']) {
			const {IKEOptionsSpecification: ike, IPSECOptionsSpecification: ipsec} =
				parametersOf(planTencent(tencentDocument({security: {preset}}), facts), 'CreateVpnConnection') ?? {};
			expect(Object.keys(ike ?? {}).sort()).toEqual([
				'DhGroupName',
				'ExchangeMode',
				'IKESaLifetimeSeconds',
				'IKEVersion',
				'LocalIdentity',
				'PropoAuthenAlgorithm',
				'PropoEncryAlgorithm',
				'RemoteAddress',
				'RemoteIdentity',
			]);
			expect(Object.keys(ipsec ?? {}).sort()).toEqual([
				'EncryptAlgorithm',
				'IPSECSaLifetimeSeconds',
				'IPSECSaLifetimeTraffic',
				'IntegrityAlgorith',
				'PfsDhGroup',
			]);
		}
	});

	it('identities by name go out as names', () => {
		const options = {
			localIdentity: {type: 'FQDN', name: 'gz.example'},
			remoteIdentity: {type: 'ADDRESS', address: '9.9.9.9'},
		};
		const plan = planTencent(tencentDocument({security: {preset: 'strong', options}}), facts);
		expect(parametersOf(plan, 'CreateVpnConnection')).toMatchObject({
			IKEOptionsSpecification: {
				LocalIdentity: 'FQDN',
				LocalFqdnName: 'gz.example',
				RemoteIdentity: 'ADDRESS',
				RemoteAddress: '9.9.9.9',
			},
		});
	});

	it('the customer gateway that has the address already is used, and that is said', () => {
		const document = tencentDocument({site: {kind: 'new', name: 'x', address: '1.2.3.4'}});
		const plan = planTencent(document, facts);
		expect(calls(plan)[0]).toBe('CreateVpnConnection');
		expect(parametersOf(plan, 'CreateVpnConnection')).toMatchObject({CustomerGatewayId: 'cgw-qa9sxpy7'});
		expect(plan.notes.join()).toContain('it is used');
	});

	it('route tables that could not be read are left to the user, in words', () => {
		const plan = planTencent(policy, {siteGateways: [site], connections: []});
		expect(calls(plan)).not.toContain('CreateRoutes');
		expect(plan.leftByHand.join()).toContain('172.20.10.0/24, 172.20.20.0/24');
	});

	it('a route that leads elsewhere is not overwritten, but said', () => {
		const elsewhere = {...table, routes: [{destination: '172.20.10.0/24', target: 'nat-1'}]};
		const plan = planTencent(policy, {...facts, routeTables: [elsewhere]});
		expect(JSON.stringify(parametersOf(plan, 'CreateRoutes'))).not.toContain('172.20.10.0/24');
		expect(plan.leftByHand.join()).toContain('nat-1');
	});

	it('a customer gateway that is gone is an error, not a plan', () => {
		const document = tencentDocument({site: {kind: 'existing', id: 'cgw-gone'}});
		expect(() => planTencent(document, facts)).toThrow(/cgw-gone/);
	});

	it('the tunnel of the pair is not made again: what is missing is made, what differs is changed', () => {
		const document = tencentDocument({site: {kind: 'existing', id: site.id}});
		const tunnel = {
			id: 'vpnx-1',
			name: 'renamed',
			state: 'AVAILABLE',
			cloudGatewayId: 'vpngw-1w9tue3d',
			siteGatewayId: site.id,
			routing: 'policy' as const,
			ranges: document.ranges,
			insideCidrs: [],
		};
		const asAsked = settingsOf(parametersOf(planTencent(document, facts), 'CreateVpnConnection') ?? {});
		const standing = (settings: object) =>
			planTencent(document, {...facts, connections: [{...tunnel, settings: {...asAsked, ...settings}}]});
		const renamed = standing({name: 'renamed', 'dpd.action': 'clear'});
		const its = {connectionId: 'vpnx-1', key: 'vpnx-1', number: 1};
		expect(renamed.comparison?.differences).toEqual([
			{field: 'name', what: 'name', was: 'renamed', wanted: document.name, interrupts: {kind: 'nothing'}},
			{
				...{field: 'dpd.action', what: 'DPD action', was: 'clear', wanted: 'restart'},
				interrupts: {kind: 'tunnel', tunnel: its},
			},
		]);
		expect(renamed.comparison?.missing).toEqual([expect.stringContaining('172.20.20.0/24')]);
		// what takes nothing down comes first
		expect(renamed.actions.map(({call, id}) => [call, id])).toEqual([
			['ModifyVpnConnectionAttribute', 'name'],
			['DescribeVpnConnections', 'connection'],
			['CreateRoutes', 'vpc-routes'],
			['ModifyVpnConnectionAttribute', 'tunnel'],
		]);
		const alike = standing({});
		expect(alike.comparison).toMatchObject({differences: [], missing: [expect.stringContaining('172.20.20.0/24')]});
		expect(calls(alike)).toEqual(['DescribeVpnConnections', 'CreateRoutes']);
	});
});

describe('command lines: pasted into a shell they say exactly what the plan says', () => {
	/** The words that a real shell makes of a line. */
	function shellWords(line: string, variables: Record<string, string>): readonly string[] {
		const script = `tccli() { printf '%s\\0' "$@"; }; ${line}`;
		const env = {PATH: process.env.PATH ?? '', ...variables};
		return execFileSync('/bin/sh', ['-c', script], {env, encoding: 'utf8'}).split('\0').slice(0, -1);
	}

	function flags(words: readonly string[]): Record<string, string> {
		const pairs: Record<string, string> = {};
		for (let index = 2; index < words.length; index += 2) pairs[words[index] ?? ''] = words[index + 1] ?? '';
		return pairs;
	}

	it('ids of earlier lines and the key are variables of the shell', () => {
		const plan = planTencent(policy, facts);
		const action = plan.actions.find(({call}) => call === 'CreateVpnConnection');
		if (!action) throw new Error('no tunnel in the plan');
		const key = 'a"quoted\\key$HOME`id`&';
		const line = commandLine(action, plan);
		const words = shellWords(line, {PRESHARED_KEY: key, SITE_GATEWAY_ID: 'cgw-new'});
		expect(words).toEqual([
			...['vpc', 'CreateVpnConnection', '--region', 'ap-guangzhou'],
			...['--cli-input-json', 'file:///dev/stdin'],
		]);
		// anybody on the machine can list the arguments of its processes
		expect(words.join(' ')).not.toContain('quoted');
		const input = execFileSync('/bin/sh', ['-c', `tccli() { cat; }; ${line}`], {
			env: {PATH: process.env.PATH ?? '', PRESHARED_KEY: key, SITE_GATEWAY_ID: 'cgw-new'},
			encoding: 'utf8',
		});
		expect(JSON.parse(input)).toEqual({...action.parameters, CustomerGatewayId: 'cgw-new', PreShareKey: key});
	});

	it('an id inside a structure is filled in by the shell', () => {
		const plan = planTencent(destinationRoutes, facts);
		const action = plan.actions.find(({call}) => call === 'CreateVpnGatewayRoutes');
		if (!action) throw new Error('no routes in the plan');
		const given = flags(shellWords(commandLine(action, plan), {CONNECTION_ID: 'vpnx-new'}));
		expect(JSON.parse(given['--Routes'] ?? '')[0]).toMatchObject({InstanceId: 'vpnx-new', Priority: 0});
	});

	it('one after the other they hand on the ids that they make, and route into a tunnel once it is AVAILABLE', () => {
		const document = tencentDocument({...destinationRoutes, site: {kind: 'new', name: 'site', address: '203.0.113.9'}});
		const plan = planTencent(document, facts);
		// prints what tccli does: the filtered member as JSON; the tunnel is PENDING at first
		const tccli = `tccli() {
			printf '%s ' "$@" >>"$CALLS"; case "$*" in *stdin*) cat >>"$CALLS" ;; esac; echo >>"$CALLS"
			case "$2" in
				CreateCustomerGateway) echo '"cgw-new"' ;;
				CreateVpnConnection) echo '"vpnx-new"' ;;
				DescribeVpnConnections) if [ "$(grep -c DescribeVpnConnections "$CALLS")" = 1 ]; then echo '"PENDING"'; else echo '"AVAILABLE"'; fi ;;
			esac
		}
		sleep() { :; }`;
		const folder = mkdtempSync(join(tmpdir(), 'tunnelwright-tccli-'));
		try {
			const env = {PATH: process.env.PATH ?? '', CALLS: join(folder, 'calls'), PRESHARED_KEY: 'key'};
			const lines = plan.actions.map(action => commandLine(action, plan));
			execFileSync('/bin/sh', ['-c', [tccli, 'set -eu', ...lines].join('\n')], {env});
			const calls = readFileSync(env.CALLS, 'utf8').trim().split('\n');
			expect(calls.map(call => call.split(' ')[1])).toEqual(
				plan.actions.flatMap(({call}) =>
					call === 'CreateVpnConnection' ? [call, 'DescribeVpnConnections', 'DescribeVpnConnections'] : [call],
				),
			);
			expect(calls.find(call => call.includes('CreateVpnConnection'))).toContain('"CustomerGatewayId":"cgw-new"');
			expect(calls.find(call => call.includes('DescribeVpnConnections'))).toContain('--VpnConnectionIds ["vpnx-new"] ');
			expect(calls.find(call => call.includes('CreateVpnGatewayRoutes'))).toContain('"InstanceId":"vpnx-new"');
		} finally {
			rmSync(folder, {recursive: true, force: true});
		}
	});

	it('a tunnel that stands is looked up, and its missing routes are made into it', () => {
		const tunnel: ExistingConnection = {
			id: 'vpnx-1',
			name: destinationRoutes.name,
			state: 'AVAILABLE',
			cloudGatewayId: 'vpngw-1w9tue3d',
			siteGatewayId: 'cgw-qa9sxpy7',
			routing: 'static',
			ranges: [],
			insideCidrs: [],
			routes: [],
			settings: {},
		};
		const site = {id: 'cgw-qa9sxpy7', name: 'site', selectable: true, address: '203.0.113.9', state: 'available'};
		const plan = planTencent(destinationRoutes, {...facts, siteGateways: [site], connections: [tunnel]});
		expect(plan.actions.map(({call}) => call)).toContain('CreateVpnGatewayRoutes');
		const tccli = `tccli() { case "$2" in DescribeVpnConnections) echo '"vpnx-1"' ;; CreateVpnGatewayRoutes) echo "$*" ;; esac; }`;
		const lines = plan.actions.map(action => commandLine(action, plan));
		const said = execFileSync('/bin/sh', ['-c', [tccli, 'set -eu', ...lines].join('\n')], {encoding: 'utf8'});
		expect(said).toContain('"InstanceId":"vpnx-1"');
	});

	it('a key from the user’s own variable keeps its name', () => {
		const plan = planTencent(tencentDocument({presharedKey: {from: 'env', name: 'OFFICE_KEY'}}), facts);
		expect(plan.actions.map(action => commandLine(action, plan)).join()).toContain(
			'"PreShareKey":"\'"$(printf %s "$OFFICE_KEY"',
		);
	});

	it('a finance region is called through its own domain', () => {
		const plan = planTencent(tencentDocument({region: 'ap-shanghai-fsi'}), facts);
		const [action] = plan.actions;
		if (!action) throw new Error('empty plan');
		expect(commandLine(action, plan)).toContain('--endpoint vpc.ap-shanghai-fsi.tencentcloudapi.com');
	});

	it('no text of the user’s can break out of its word', () => {
		const plan = planTencent(policy, facts);
		const text = fc.string({unit: 'grapheme', maxLength: 20}).filter(value => !/^-|[\0\n]/.test(value));
		fc.assert(
			fc.property(text, value => {
				const parameters: Record<string, PlanValue> = {CustomerGatewayName: value, Tags: [{Key: 'k', Value: value}]};
				const action: Action = {
					id: 'x',
					title: '',
					detail: '',
					service: 'vpc',
					call: 'CreateCustomerGateway',
					parameters,
					dryRun: false,
					after: [],
					makes: '',
				};
				const given = flags(shellWords(commandLine(action, plan), {}));
				expect(given['--CustomerGatewayName']).toBe(value);
				expect(JSON.parse(given['--Tags'] ?? '')).toEqual([{Key: 'k', Value: value}]);
			}),
			{numRuns: 60},
		);
	});
});
