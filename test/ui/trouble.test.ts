import {describe, expect, test} from 'vitest';
import {CloudError} from '../../src/clouds/contract/cloud-error.ts';
import {troubleOf} from '../../src/ui/trouble.ts';

describe('what a cloud said', () => {
	test('keeps code, call and request id, which support asks for, however long the message is', () => {
		const {detail} = troubleOf(
			new CloudError({
				cloud: 'aws',
				kind: 'api',
				code: 'UnauthorizedOperation',
				message: `User: arn:aws:iam::111122223333:user/${'network-automation-'.repeat(40)} is not authorized`,
				requestId: '0a1b2c3d-aaaa-bbbb-cccc-ddddeeeeffff',
				call: 'DescribeCustomerGateways',
				says: 'These credentials may not make this call',
				retryable: false,
				ambiguous: false,
			}),
		);
		expect(detail).toMatch(/^User: arn:aws:iam/);
		expect(detail).toMatch(
			/… · UnauthorizedOperation · in DescribeCustomerGateways · request 0a1b2c3d-aaaa-bbbb-cccc-ddddeeeeffff$/,
		);
	});
});
