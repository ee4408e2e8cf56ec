import {describe, expect, it} from 'vitest';
import {createVpnConnection} from '../../../src/clouds/aws/actions/create-vpn-connection.ts';
import {createVpnConnectionRoute} from '../../../src/clouds/aws/actions/create-vpn-connection-route.ts';
import {awsKinds} from '../../../src/clouds/aws/actions/kinds.ts';
import {commandLine} from '../../../src/clouds/aws/plan/command-line.ts';
import {planConnection} from '../../../src/clouds/aws/plan/plan.ts';
import type {CloudGateway, Facts} from '../../../src/clouds/contract/cloud.ts';
import {fill} from '../../../src/clouds/engine/fill.ts';
import {kindOf} from '../../../src/clouds/engine/run-action.ts';
import {awsDocument} from './documents.ts';

const gateway: CloudGateway = {
	id: 'vgw-9a4cacf3',
	name: 'edge',
	kind: 'vgw',
	state: 'available',
	asn: 64_512,
	vpcId: 'vpc-1',
	networks: ['10.0.0.0/16'],
	attachedTo: 'vpc-1',
	bgp: true,
	selectable: true,
};
const facts: Facts = {cloudGateway: gateway, siteGateways: [], connections: [], routeTables: [], readAt: 1};
const transit: Facts = {...facts, cloudGateway: {...gateway, id: 'tgw-1', kind: 'tgw', routeTableId: 'tgw-rtb-1'}};
const prefixes = ['192.168.0.0/20', '172.16.9.7/24'];

function callsOf(document: ReturnType<typeof awsDocument>, given = facts) {
	return planConnection(document, given).actions.map(({call}) => call);
}

describe('AWS plan', () => {
	it('makes the site’s gateway, the connection, the routes and the propagation, in this order', () => {
		const document = awsDocument({routing: {mode: 'static', prefixes}, routeTables: ['rtb-1', 'rtb-2']});
		const routeTables = [
			{
				id: 'rtb-2',
				name: '',
				selectable: true,
				vpcId: 'vpc-1',
				main: true,
				propagatingGateways: ['vgw-9a4cacf3'],
				routes: [],
			},
		];
		expect(callsOf(document, {...facts, routeTables})).toEqual([
			'CreateCustomerGateway',
			'CreateVpnConnection',
			'CreateVpnConnectionRoute',
			'CreateVpnConnectionRoute',
			'EnableVgwRoutePropagation',
		]);
	});

	it('routes through a transit gateway by its attachment, and tags that', () => {
		const document = awsDocument({cloudGateway: {kind: 'tgw', id: 'tgw-1'}, routing: {mode: 'static', prefixes}});
		expect(callsOf(document, transit)).toEqual([
			'CreateCustomerGateway',
			'CreateVpnConnection',
			'DescribeTransitGatewayAttachments',
			'CreateTags',
			'CreateTransitGatewayRoute',
			'CreateTransitGatewayRoute',
		]);
	});

	it('makes and attaches a gateway where one is wanted', () => {
		const document = awsDocument({cloudGateway: {kind: 'new-vgw', vpcId: 'vpc-1'}, routeTables: ['rtb-1']});
		const toBeMade = {...facts, cloudGateway: {...gateway, id: '', state: 'to be made'}};
		expect(callsOf(document, toBeMade)).toEqual([
			'CreateVpnGateway',
			'AttachVpnGateway',
			'CreateCustomerGateway',
			'CreateVpnConnection',
			'EnableVgwRoutePropagation',
		]);
	});

	it('uses the gateway that an earlier run of the same document made, and says so', () => {
		const document = awsDocument({cloudGateway: {kind: 'new-vgw', vpcId: 'vpc-1'}});
		const plan = planConnection(document, facts);
		expect(plan.actions.map(({call}) => call)).toEqual(['CreateCustomerGateway', 'CreateVpnConnection']);
		expect(plan.notes.join()).toContain('vgw-9a4cacf3');
	});

	it('uses the customer gateway that stands for the same device, and says so', () => {
		const siteGateway = {
			id: 'cgw-7',
			name: '',
			address: '198.51.100.77',
			asn: 65_177,
			state: 'available',
			selectable: true,
		};
		const plan = planConnection(awsDocument(), {...facts, siteGateway});
		expect(plan.actions.map(({call}) => call)).toEqual(['CreateVpnConnection']);
		expect(plan.notes.join()).toContain('cgw-7');
		expect(plan.actions[0]?.parameters.CustomerGatewayId).toBe('cgw-7');
	});

	it('clears host bits and says so', () => {
		const plan = planConnection(awsDocument({routing: {mode: 'static', prefixes}}), facts);
		expect(plan.notes.join()).toContain('172.16.9.7/24');
		expect(plan.actions.map(({id}) => id)).toContain('route:172.16.9.0/24');
	});

	it('always gives both tunnels their own options: one left out would be weak', () => {
		const connection = planConnection(awsDocument(), facts).actions.find(({id}) => id === 'connection');
		const filled = fill(connection?.parameters ?? {}, {result: id => `${id}-1`, secret: () => undefined});
		const {Options: options} = createVpnConnection.request.parse(filled);
		for (const tunnel of options.TunnelOptions) {
			expect(tunnel.IKEVersions).toEqual([{Value: 'ikev2'}]);
			expect(tunnel.Phase1DHGroupNumbers?.every(({Value}) => Value >= 14)).toBe(true);
			expect(tunnel.PreSharedKey).toBeUndefined();
		}
	});

	it('takes AWS’s Local for the site and Remote for the cloud', () => {
		const document = awsDocument({
			routing: {mode: 'static', prefixes: ['192.168.0.0/16']},
			ranges: [{cloudSide: '10.0.0.0/16', siteSide: ['192.168.0.0/16']}],
		});
		const connection = planConnection(document, facts).actions.find(({id}) => id === 'connection');
		expect(connection?.parameters.Options).toMatchObject({
			LocalIpv4NetworkCidr: '192.168.0.0/16',
			RemoteIpv4NetworkCidr: '10.0.0.0/16',
			StaticRoutesOnly: true,
		});
	});

	it('sends an ASN above 2147483647 in the member that takes it', () => {
		const site = {kind: 'new', name: 'x', address: '198.51.100.1', asn: 4_200_000_000};
		const [action] = planConnection(awsDocument({site}), facts).actions;
		expect(action?.parameters).toMatchObject({BgpAsnExtended: 4_200_000_000});
		expect(action?.parameters).not.toHaveProperty('BgpAsn');
	});

	it('finds the connection that stands already, and makes nothing', () => {
		const siteGateway = {
			id: 'cgw-7',
			name: '',
			address: '198.51.100.77',
			asn: 65_177,
			state: 'available',
			selectable: true,
		};
		const connections = [
			{
				id: 'vpn-1',
				name: '',
				state: 'available',
				cloudGatewayId: 'vgw-9a4cacf3',
				siteGatewayId: 'cgw-7',
				routing: 'bgp' as const,
				ranges: [],
				insideCidrs: [],
			},
		];
		const plan = planConnection(awsDocument(), {...facts, siteGateway, connections});
		expect(plan.exists?.id).toBe('vpn-1');
		expect(plan.actions).toEqual([]);
		const deleting = connections.map(connection => ({...connection, state: 'deleting'}));
		expect(planConnection(awsDocument(), {...facts, siteGateway, connections: deleting}).exists).toBeUndefined();
	});

	it('throws where the document refers to what was not read', () => {
		expect(() => planConnection(awsDocument(), {})).toThrow(/not been read/);
		expect(() => planConnection(awsDocument({site: {kind: 'existing', id: 'cgw-1'}}), facts)).toThrow(/cgw-1/);
	});

	it('holds requests that EC2 takes, and dry runs only where EC2 has them', () => {
		const documents = [
			awsDocument({routing: {mode: 'static', prefixes}, routeTables: ['rtb-1']}),
			awsDocument({tunnels: [{presharedKey: {from: 'prompt'}}, {presharedKey: {from: 'env', name: 'K'}}]}),
		];
		const newGateway = awsDocument({cloudGateway: {kind: 'new-vgw', vpcId: 'vpc-1', asn: 64_999}});
		const overTransit = awsDocument({cloudGateway: {kind: 'tgw', id: 'tgw-1'}, routing: {mode: 'static', prefixes}});
		const plans = [
			...documents.map(document => planConnection(document, facts)),
			planConnection(newGateway, {...facts, cloudGateway: {...gateway, id: ''}}),
			planConnection(overTransit, transit),
		];
		for (const plan of plans) {
			for (const action of plan.actions) {
				const {request, dryRun} = kindOf(awsKinds, action.call);
				const filled = fill(action.parameters, {result: id => `${id}-1`, secret: () => 'abcdefgh'});
				expect(request.safeParse(filled).error).toBeUndefined();
				expect(action.dryRun).toBe(dryRun);
			}
		}

		expect(createVpnConnectionRoute.dryRun).toBe(false);
	});

	it('refuses a request with a member that the call does not have: the SDK would drop it and carry on', () => {
		const route = {DestinationCidrBlock: '10.0.0.0/8', VpnConnectionId: 'vpn-1'};
		expect(createVpnConnectionRoute.request.safeParse(route).success).toBe(true);
		expect(createVpnConnectionRoute.request.safeParse({...route, DryRun: true}).success).toBe(false);
	});
});

describe('AWS command lines', () => {
	it('quote what a shell would read, and name keys instead of holding them', () => {
		const document = awsDocument({
			name: "O'Brien's $HOME `id`",
			tunnels: [{presharedKey: {from: 'prompt'}}, {presharedKey: {from: 'env', name: 'KEY_TWO'}}],
		});
		const plan = planConnection(document, facts);
		const lines = plan.actions.map(action => commandLine(action, plan));
		expect(lines[0]).toMatch(/^SITE_GATEWAY_ID=\$\(aws ec2 create-customer-gateway --region eu-central-1 /);
		expect(lines[1]).toContain('--customer-gateway-id "$SITE_GATEWAY_ID"');
		expect(lines[1]).toContain(`"PreSharedKey":"'"$PRESHARED_KEY_1"'"`);
		expect(lines[1]).toContain(`"PreSharedKey":"'"$KEY_TWO"'"`);
		expect(lines[1]).toContain(`O'\\''Brien'\\''s $HOME \`id\``);
	});

	it('wait for a connection before a route into it, and for nothing that no later line needs', () => {
		const document = awsDocument({routing: {mode: 'static', prefixes: ['192.168.8.0/22']}});
		const plan = planConnection(document, facts);
		const [site, connection, ...routes] = plan.actions.map(action => commandLine(action, plan));
		expect(site).toMatch(/\naws ec2 wait customer-gateway-available --region eu-central-1 .*"\$SITE_GATEWAY_ID"$/);
		expect(connection).toMatch(/\naws ec2 wait vpn-connection-available --region eu-central-1 .*"\$CONNECTION_ID"$/);
		for (const route of routes) expect(route).not.toContain('\n');
		const bgp = planConnection(awsDocument(), facts);
		const made = bgp.actions.find(({call}) => call === 'CreateVpnConnection');
		expect(made && commandLine(made, bgp)).not.toContain('wait');
	});
});
