import './register.ts';
import {cloudContract} from '../contract.ts';
import {createThirdCloud} from './cloud.ts';
import {bgpThird, staticThird} from './documents.ts';
import {worldOf} from './world.ts';

let started = 0;

cloudContract('a third cloud, of one folder', () => ({
	region: 'third-north',
	documents: [
		{title: 'three actions', document: staticThird},
		{title: 'BGP with a site that is there', document: bgpThird},
	],
	async start({timeoutMs}) {
		const env = {THIRD_WORLD: `contract ${++started}`};
		const cloud = createThirdCloud({env, sandbox: true, ...(timeoutMs === undefined ? {} : {timeoutMs})});
		return {cloud, sandbox: worldOf(env)};
	},
	tool: 'third',
	changes: /^(Create|Delete)/,
	siteGatewayCall: 'ListSites',
	connectionCall: 'CreateTunnel',
}));
