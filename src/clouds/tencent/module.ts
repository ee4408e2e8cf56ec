import {printable} from '../../connection/printable.ts';
import type {DeviceWords} from '../contract/device-words.ts';
import type {CloudModule} from '../contract/module.ts';
import {keyHint} from '../sign-in/shown.ts';
import {deletions} from './actions/deletions.ts';
import {tencentExporters} from './export/exporters.ts';
import {tencentForm} from './form/form.ts';

/** How Tencent Cloud calls what the pages for a device speak of. */
const tencentDeviceWords: DeviceWords = {
	toWait: 'the negotiation to `passive`',
	toRestart: 'DPD on with the action `restart`',
	toCarryBgp: 'use ranges that hold both addresses, or another routing mode',
	madeAnew: 'A new tunnel has a key of its own: it needs new files.',
};

const requestMembers = [
	'VpnConnectionName',
	'PreShareKey',
	'RouteType',
	'SecurityPolicyDatabases',
	'IKEOptionsSpecification',
	'IPSECOptionsSpecification',
	'VpcId',
];

/** The services of calls that are not vpc's, as a policy names them. */
const otherServices: Readonly<Record<string, string>> = {
	DescribeRegions: 'region',
	ModifyResourceTags: 'tag',
	DescribeBaseMetrics: 'monitor',
	GetMonitorData: 'monitor',
};

/** Tencent Cloud, as far as it is known before it is picked. */
export const tencent: CloudModule = {
	id: 'tencent',
	title: 'Tencent Cloud',
	region: {
		form: /^[a-z]{2}(-[a-z]+)+(-\d+)?$/,
		example: 'ap-guangzhou',
		variables: ['TENCENTCLOUD_REGION'],
		sandbox: 'ap-guangzhou',
	},
	connectionId: {form: /^vpnx-[a-z0-9]+$/, meant: /^vpnx-[a-z0-9]+$/, example: 'vpnx-5p7vkch8'},
	example: {
		file: 'examples/tencent-vpc-policy.json',
		document: async () => (await import('../../../examples/tencent-vpc-policy.json', {with: {type: 'json'}})).default,
	},
	routingModes: [
		{mode: 'policy', title: 'SPD policy', called: 'SPD policy', means: 'pairs of ranges decide what may pass'},
		{
			mode: 'static',
			title: 'Destination route',
			called: 'destination routes',
			means: 'you list the site’s ranges; allows a second tunnel',
		},
		{mode: 'bgp', title: 'BGP', called: 'BGP', means: 'the device announces its ranges'},
	],
	key: {form: '8 to 128 printable ASCII characters without white space', made: 'let it be generated'},
	words: {
		freshKey: 'here for Tencent Cloud',
		cloudSide: 'local',
		siteSide: 'remote',
	},
	alone: ['routing.tunnelCidr', 'routing.cloudAddress', 'routing.siteAddress', 'routing.priority', 'routing.policy'],
	permissions: {
		// an account whose owner is not verified is refused with a code of this family too, and no permission mends that
		denied: /^(UnauthorizedOperation(?!\.NoRealName)|AuthFailure\.UnauthorizedOperation)/,
		// "operation (vpc:CreateVpnConnection)"; in a policy that is name/vpc:CreateVpnConnection (VPC, Authorizable Resource Types)
		named: /operation \(([a-z0-9]+:[A-Za-z0-9]+)\)/g,
		actionOf(call) {
			const isSts = call === 'GetCallerIdentity' || call.startsWith('AssumeRole');
			return `${isSts ? 'sts' : (otherServices[call] ?? 'vpc')}:${call}`;
		},
		inPolicy: action => `name/${action}`,
		policy: actions => ({version: '2.0', statement: [{effect: 'allow', action: actions, resource: ['*']}]}),
		title: 'a CAM policy that allows them',
	},
	// vpc 2017-03-12: 20 calls a second to an action, of an account over all regions (CreateVpnConnection and others)
	listCalls: {perSecond: 5, of: 'account'},
	marksRuns: false,
	// Our own choice: NetStatus may never dip, and no page says how late it is told. Learned routes are counted where
	// they may be read; that they are all there is to know of a tunnel's routes is nowhere said, so that unread ones stop nothing.
	tunnelNews: {lateMs: 60_000, routes: false},
	hidesBgpSession: true,
	// a tunnel ends at the address of its VPN gateway, which stays: vpc 2017-03-12, VpnGateway.PublicIpAddress
	newDeviceNote:
		'A new tunnel on this gateway keeps its address and gets a key anew: the site’s device will need a new configuration.',
	endpoint: {variable: 'TENCENTCLOUD_DOMAIN'},
	requests: {
		command: 'tccli vpc CreateVpnConnection --cli-input-json',
		fits(json) {
			const isGateway = typeof json.VpnGatewayId === 'string' && json.VpnGatewayId.startsWith('vpngw-');
			return isGateway || requestMembers.some(name => Object.hasOwn(json, name)) ? 'surely' : undefined;
		},
		read: async (json, region) => (await import('./import/from-request.ts')).fromTencentRequest(json, region),
	},
	async rules() {
		const [{tencentTopics}, {keyRule}] = await Promise.all([
			import('./rules/rules.ts'),
			import('./rules/preshared-key.ts'),
		]);
		return {topics: tencentTopics, key: keyRule};
	},
	variables: /^(TENCENTCLOUD|TCCLI|QCLOUD)_|^TENCENT_SECRET_/i,
	readingCalls: /^Describe/,
	endsOfConnection: {cloud: 'VpnGatewayId', site: 'CustomerGatewayId'},
	deletions,
	profilesIn: 'tccli',
	deviceWords: tencentDeviceWords,
	exporters: tencentExporters,
	form: tencentForm,
	credentialHint(env, profile) {
		if (profile) return `tccli profile ${printable(profile, 60)}`;
		if (env.TENCENTCLOUD_SECRET_ID) return `${keyHint(env.TENCENTCLOUD_SECRET_ID)} from the environment`;
		return 'looked for in ~/.tccli and ~/.tencentcloud when you choose it';
	},
	keyFields: ['presharedKey'],
	document: async () => (await import('./document.ts')).tencentDocumentPart,
	signIn: async options => (await import('./sign-in/sign-in.ts')).tencentSignIn(options),
	open: async options => (await import('./tencent-cloud.ts')).createTencentCloud(options),
};
