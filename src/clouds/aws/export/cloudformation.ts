import type {ConnectionDocument} from '../../../connection/document.ts';
import {printable} from '../../../connection/printable.ts';
import {UserError} from '../../../connection/user-error.ts';
import {textsOf} from '../../export/check-texts.ts';
import type {CodeWriter} from '../../export/exporters.ts';
import {isAws} from '../own-document.ts';
import {templateOf} from './cloudformation-template.ts';

/** A CloudFormation template, and how it takes over what stands. */
export const cloudFormation: CodeWriter = {
	needs: 'document',
	files(document, standing) {
		if (!isAws(document)) throw new Error('This is not an AWS connection');
		refuseDynamicReferences(document);
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

/**
 * CloudFormation puts a secret or a parameter of the account in the place of a dynamic reference wherever one stands, and has no escape.
 * Source: AWS CloudFormation User Guide, "Get values stored in other services using dynamic references".
 * @throws UserError that names the field
 */
function refuseDynamicReferences(document: ConnectionDocument): void {
	for (const [field, text] of textsOf(document, ''))
		if (/\{\{\s*resolve\s*:/i.test(text))
			throw new UserError(
				`${printable(field, 80)} holds {{resolve:…}}, which CloudFormation would put a value of the account in for`,
				{
					field: printable(field, 80),
					mend: 'change that text, or write --format terraform or aws-cli, which send it as it is',
				},
			);
}
