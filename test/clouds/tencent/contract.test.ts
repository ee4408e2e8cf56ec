import {createTencentCloud} from '../../../src/clouds/tencent/tencent-cloud.ts';
import {startSandbox} from '../../../src/sandbox/start.ts';
import {cloudContract} from '../contract.ts';
import {bgp, ccn, destinationRoutes, policy} from './documents.ts';

cloudContract('Tencent Cloud', () => ({
	region: 'ap-guangzhou',
	documents: [
		{title: 'SPD policy on a VPC gateway', document: policy},
		{title: 'destination routes with a health check', document: destinationRoutes},
		{title: 'BGP on a VPC gateway', document: bgp},
		{title: 'SPD policy on a CCN gateway', document: ccn},
	],
	async start({timeoutMs, ...options}) {
		const sandbox = await startSandbox(options);
		const cloud = createTencentCloud({env: sandbox.env, sandbox: true, ...(timeoutMs !== undefined && {timeoutMs})});
		return {cloud, sandbox};
	},
	tool: 'tccli',
	changes: /^(Create|Delete|Modify|Reset)/,
	siteGatewayCall: 'DescribeCustomerGateways',
	connectionCall: 'CreateVpnConnection',
}));
