import {printable} from '../../connection/printable.ts';
import type {DeviceWords} from '../contract/device-words.ts';
import type {CloudModule} from '../contract/module.ts';
import {keyHint} from '../sign-in/shown.ts';
import {deletions} from './actions/deletions.ts';
import {awsExporters} from './export/exporters.ts';
import {awsForm} from './form/form.ts';
import {completeDraft} from './own-document.ts';
import {prefixOf, serviceOf} from './wire/services.ts';

/** How AWS calls what the pages for a device speak of. */
const awsDeviceWords: DeviceWords = {
	toWait: 'the startup action to `add`',
	toRestart: 'the DPD timeout action `restart`',
	toCarryBgp:
		'set LocalIpv4NetworkCidr and RemoteIpv4NetworkCidr to 0.0.0.0/0 (BGP’s own ranges decide what is routed), or use static routes',
	madeAnew: 'A new connection has new addresses and keys: it needs new files.',
	alwaysUdp:
		'The connection is accelerated: AWS demands ESP in UDP (NAT traversal) on it, so the files have it in any case, and an MTU that leaves room.',
	preference: {
		equal:
			'Both tunnels count alike, so that AWS can steer while it updates one of them: it lowers the MED of the other. What comes back may take the other tunnel than what went out; the device takes it (rp_filter is 2 on the tunnels). Where a firewall behind it does not, make the files again so that BGP prefers tunnel 1 (--prefer first on the command line).',
		first:
			'Both directions prefer the first tunnel, by local preference and a longer path: that overrules AWS, which lowers the MED of the tunnel that stays while it updates the other one. The second is taken when BGP over the first has ended.',
	},
};

const requestMembers = [
	'CustomerGatewayId',
	'Type',
	'Options',
	'TransitGatewayId',
	'VpnConcentratorId',
	'TagSpecifications',
	'PreSharedKeyStorage',
];

/** AWS, as far as it is known before it is picked. */
export const aws: CloudModule = {
	id: 'aws',
	title: 'AWS',
	region: {
		// the SDK's partitions: `eu-central-1`, `us-gov-west-1`, `eusc-de-east-1`
		form: /^[a-z]{2}(sc)?(-[a-z]+)+-\d$/,
		example: 'eu-central-1',
		variables: ['AWS_REGION', 'AWS_DEFAULT_REGION'],
		sandbox: 'eu-central-1',
	},
	connectionId: {form: /^vpn-[0-9a-f]+$/, meant: /^vpn-[a-z0-9]+$/, example: 'vpn-40f41529'},
	example: {
		file: 'examples/aws-vgw-bgp.json',
		document: async () => (await import('../../../examples/aws-vgw-bgp.json', {with: {type: 'json'}})).default,
	},
	hasOwnAddresses: true,
	routingModes: [
		{
			mode: 'bgp',
			title: 'BGP',
			called: 'BGP',
			means: 'the device announces its ranges; tunnels fail over by themselves',
		},
		{
			mode: 'static',
			title: 'Static',
			called: 'static routes',
			means: 'you list the site’s ranges; for devices without BGP',
		},
	],
	weakestDhGroup: 'DH group 2 allowed on AWS',
	key: {form: '8 to 64 letters, digits, periods and underscores, not beginning with 0', made: 'let AWS make it'},
	words: {freshKey: 'by AWS itself', cloudSide: 'remote', siteSide: 'local'},
	alone: ['site.deviceName', 'site.certificateArn'],
	permissions: {
		// EC2's code, and those of the other services
		denied: /^(UnauthorizedOperation|AccessDenied)/,
		// "is not authorized to perform: ec2:CreateTags on …" (Service Authorization Reference, Actions for Amazon EC2)
		named: /authorized to perform:? ([a-z0-9-]+:[A-Za-z0-9]+)/g,
		actionOf: call => `${prefixOf(serviceOf(call))}:${call}`,
		inPolicy: action => action,
		policy: actions => ({
			Version: '2012-10-17',
			Statement: [{Effect: 'Allow', Action: actions, Resource: '*'}],
		}),
		title: 'an IAM policy that allows them',
	},
	// EC2 Developer Guide, "Request throttling": Describe calls of an account have 100 in a burst and 20 a second, in each region of their own
	listCalls: {perSecond: 2, of: 'region'},
	marksRuns: true,
	// Our own choice: ModifyVpnTunnelOptions may answer `available` before the endpoint is replaced (aws CLI examples), scripts in public leave 210 s between
	// two tunnels, and VgwTelemetry is a minute late. AcceptedRouteCount: EC2 API, VgwTelemetry.
	tunnelNews: {lateMs: 5 * 60_000, routes: true},
	billsWhatStands: true,
	unusableProfiles: {misnamed: 'the AWS SDK does not read this name: rename it, with no blank in it'},
	// each connection has addresses of its own: EC2 API, VpnConnection
	newDeviceNote: 'A new connection gets new addresses and keys: the site’s device will need a new configuration.',
	endpoint: {variable: 'AWS_ENDPOINT_URL_EC2', alsoFrom: 'the region'},
	requests: {
		command: 'aws ec2 create-vpn-connection --cli-input-json',
		fits: json => (requestMembers.some(name => Object.hasOwn(json, name)) ? 'perhaps' : undefined),
		read: async (json, region) => (await import('./import/from-request.ts')).fromAwsRequest(json, region),
	},
	async rules() {
		const [{ruleGroups}, {keyRule}] = await Promise.all([
			import('./rules/rules.ts'),
			import('./rules/preshared-key.ts'),
		]);
		return {topics: ruleGroups, key: keyRule};
	},
	variables: /^(AWS|AMAZON)_/i,
	readingCalls: /^Describe/,
	endsOfConnection: {cloud: 'VpnGatewayId', site: 'CustomerGatewayId'},
	deletions,
	profilesIn: '~/.aws',
	deviceWords: awsDeviceWords,
	exporters: awsExporters,
	form: awsForm,
	credentialHint(env, profile) {
		if (profile) return `profile ${printable(profile, 60)}`;
		if (env.AWS_ACCESS_KEY_ID) return `${keyHint(env.AWS_ACCESS_KEY_ID)} from the environment`;
		if (env.AWS_PROFILE) return `AWS_PROFILE=${printable(env.AWS_PROFILE, 60)}`;
		return 'looked for in ~/.aws when you choose it';
	},
	keyFields: ['tunnels[0].presharedKey', 'tunnels[1].presharedKey'],
	complete: completeDraft,
	document: async () => (await import('./document.ts')).awsDocumentPart,
	signIn: async options => (await import('./sign-in/sign-in.ts')).awsSignIn(options),
	open: async options => (await import('./aws-cloud.ts')).createAwsCloud(options),
};
