import type {CloudModule} from '../../../src/clouds/contract/module.ts';
import {thirdForm} from './form.ts';

/** A small cloud that only the tests know: this folder is all of it. */
export const third: CloudModule = {
	id: 'third',
	title: 'Third Cloud',
	region: {
		form: /^third-[a-z]+$/,
		example: 'third-north',
		variables: ['THIRD_REGION'],
		sandbox: 'third-north',
	},
	connectionId: {form: /^tun-\d+$/, meant: /^tun-[a-z0-9]+$/, example: 'tun-1'},
	routingModes: [
		{mode: 'static', title: 'Static', called: 'listed ranges', means: 'you list the site’s ranges'},
		{mode: 'bgp', title: 'BGP', called: 'BGP', means: 'the device announces its ranges'},
	],
	key: {form: '12 to 40 letters and digits', made: 'let it be generated'},
	words: {freshKey: 'here for Third Cloud', cloudSide: 'near', siteSide: 'far'},
	alone: [],
	permissions: {
		denied: /^Denied/,
		named: /lacks ([a-z]+:[A-Za-z]+)/g,
		actionOf: call => `tunnels:${call}`,
		inPolicy: action => action,
		policy: actions => ({allow: actions}),
		title: 'a grant that allows them',
	},
	listCalls: {perSecond: 2, of: 'account'},
	marksRuns: true,
	tunnelNews: {lateMs: 60_000, routes: false},
	newDeviceNote: 'A new tunnel has a new key: the site’s device will need a new configuration.',
	endpoint: {variable: 'THIRD_ENDPOINT'},
	requests: {
		command: 'third tunnels create --json',
		fits: json => (Object.hasOwn(json, 'thirdTunnel') ? 'surely' : undefined),
		async read() {
			throw new Error('no test imports a request of the third cloud');
		},
	},
	rules: async () => (await import('./rules.ts')).thirdRules,
	variables: /^THIRD_/,
	profilesIn: '~/.third',
	deletions: {
		DeleteTunnel: {title: 'delete tunnel', names: ['Id', 'id'], isThing: true, alone: 'goes'},
		DeleteRoute: {title: 'delete route', isThing: true, alone: 'goes'},
		DeleteSite: {title: 'delete site', names: ['Id', 'siteGatewayId'], isThing: true, isGateway: true, alone: 'goes'},
	},
	deviceWords: {
		toWait: 'the side that begins to `device`',
		toRestart: 'the heartbeat to `restart`',
		toCarryBgp: 'leave the ranges open',
		madeAnew: 'A new tunnel has a new key: it needs new files.',
	},
	exporters: {
		formats: [
			{
				id: 'third-json',
				title: 'a request for the third cloud',
				file: 'third.json',
				load: async () => (await import('./export.ts')).thirdJson,
			},
		],
		keptAsTheyAre: [],
	},
	form: thirdForm,
	readingCalls: /^Look/,
	endsOfConnection: {cloud: 'Edge', site: 'Site'},
	credentialHint: (env, profile) => profile ?? (env.THIRD_TOKEN ? 'THIRD_TOKEN' : 'looked for in ~/.third'),
	keyFields: ['presharedKey'],
	document: async () => (await import('./document-part.ts')).thirdDocumentPart,
	signIn: async options => (await import('./cloud.ts')).thirdSignIn(options),
	open: async options => (await import('./cloud.ts')).createThirdCloud(options),
};
