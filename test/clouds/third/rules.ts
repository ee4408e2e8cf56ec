import {randomBytes} from 'node:crypto';
import type {CloudRule} from '../../../src/clouds/contract/cloud.ts';
import type {KeyRule, RuleTopic} from '../../../src/clouds/contract/key-rule.ts';
import {Secret} from '../../../src/connection/secret.ts';

export const rules: readonly CloudRule[] = [
	{
		id: 'third.name.lower',
		clouds: ['third'],
		field: 'name',
		severity: 'warn',
		says: 'A name in capitals is hard to tell from another one.',
		mend: 'Write it in small letters',
		source: 'the third cloud’s manual',
		needs: 'document',
		check: ({name}) => (name && /[A-Z]/.test(name) ? [{field: 'name', message: `${name} has capitals`}] : []),
	},
	{
		id: 'third.gateway.there',
		clouds: ['third'],
		field: 'cloudGateway.id',
		severity: 'refuse',
		says: 'The edge must be there.',
		mend: 'Choose another edge',
		source: 'the third cloud’s manual',
		needs: 'account',
		check: ({cloudGateway}, {readAt, cloudGateway: found}) =>
			cloudGateway && readAt !== undefined && !found
				? [{field: 'cloudGateway.id', message: `${cloudGateway.id} is not there`}]
				: [],
	},
];

export function checkPresharedKey(key: Secret): string | undefined {
	return /^[A-Za-z0-9]{12,40}$/.test(key.reveal()) ? undefined : 'A key has 12 to 40 letters and digits';
}

export function generatePresharedKey(): Secret {
	return new Secret(randomBytes(16).toString('hex'));
}

const key: KeyRule = {
	id: 'third.key.form',
	cloud: 'third',
	field: 'presharedKey',
	says: 'A pre-shared key has 12 to 40 letters and digits.',
	mend: 'Give another key',
	source: 'the third cloud’s manual',
	check: checkPresharedKey,
};

export const thirdRules: {readonly topics: readonly RuleTopic[]; readonly key: KeyRule} = {
	topics: [{id: 'all', title: 'everything', rules}],
	key,
};
