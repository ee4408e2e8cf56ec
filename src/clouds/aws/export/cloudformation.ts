import type {CodeWriter} from '../../export/exporters.ts';
import {isAws} from '../own-document.ts';
import {templateOf} from './cloudformation-template.ts';

/** A CloudFormation template, and how it takes over what stands. */
export const cloudFormation: CodeWriter = {
	needs: 'document',
	files(document, standing) {
		if (!isAws(document)) throw new Error('This is not an AWS connection');
		return [{name: 'template.json', content: templateOf(document, standing)}];
	},
	steps: ({id, region}) => [
		{says: 'Read template.json: its metadata says what was not carried over.'},
		{
			says: 'Take the connection over with an import change set, and look at it before it is carried out:',
			lines: [
				`aws cloudformation create-change-set --region ${region} --stack-name ${id} --change-set-name take-over --change-set-type IMPORT --template-body file://template.json --resources-to-import '[{"ResourceType":"AWS::EC2::VPNConnection","LogicalResourceId":"Connection","ResourceIdentifier":{"VpnConnectionId":"${id}"}}]'`,
				`aws cloudformation describe-change-set --region ${region} --stack-name ${id} --change-set-name take-over`,
			],
		},
	],
};
