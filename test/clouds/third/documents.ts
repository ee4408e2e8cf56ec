import type {ThirdConnection} from './own-document.ts';

export const staticThird: ThirdConnection = {
	version: 1,
	cloud: 'third',
	name: 'third-office',
	region: 'third-north',
	cloudGateway: {kind: 'edge', id: 'edge-1'},
	site: {kind: 'new', name: 'third-office', address: '203.0.113.77'},
	routing: {mode: 'static', prefixes: ['192.168.77.0/24']},
	ranges: [],
	security: {preset: 'strong'},
	presharedKey: {from: 'generated'},
	heartbeatSeconds: 10,
	tags: {},
};

export const bgpThird: ThirdConnection = {
	...staticThird,
	name: 'third-bgp',
	site: {kind: 'existing', id: 'cgw-third1'},
	routing: {mode: 'bgp'},
};
