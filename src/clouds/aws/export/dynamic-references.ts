import type {ConnectionDocument} from '../../../connection/document.ts';
import {printable} from '../../../connection/printable.ts';
import {UserError} from '../../../connection/user-error.ts';
import {textsOf} from '../../export/check-texts.ts';

/**
 * CloudFormation puts a secret or a parameter of the account in the place of a dynamic reference wherever one stands, and has no escape.
 * Source: AWS CloudFormation User Guide, "Get values stored in other services using dynamic references".
 * @throws UserError that names the field
 */
export function refuseDynamicReferences(document: ConnectionDocument): void {
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
