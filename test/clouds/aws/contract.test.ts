import {cloudContract} from '../contract.ts';
import {awsDocuments, startAws} from './documents.ts';

const documents = await awsDocuments();

cloudContract('AWS', () => ({
	region: 'eu-central-1',
	documents,
	start: startAws,
	tool: 'aws',
	changes: /^(Create|Attach|Enable|Delete|Modify|Detach|Disable)/,
	siteGatewayCall: 'DescribeCustomerGateways',
	connectionCall: 'CreateVpnConnection',
}));
