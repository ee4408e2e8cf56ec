import {awsDocuments, startAws} from './aws-documents.ts';
import {cloudContract} from './contract.ts';

const documents = await awsDocuments();

cloudContract('AWS', () => ({
	region: 'eu-central-1',
	documents,
	start: startAws,
	changes: /^(Create|Attach|Enable|Delete|Modify|Detach|Disable)/,
	siteGatewayCall: 'DescribeCustomerGateways',
	connectionCall: 'CreateVpnConnection',
}));
