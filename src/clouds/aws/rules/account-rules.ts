import type {CloudRule, Facts, Quota} from '../../contract/cloud.ts';
import type {AwsDraft} from '../own-document.ts';
import {samePair} from '../read/duplicate.ts';
import {connectionRules} from './connection-rules.ts';
import {awsRule, sources} from './rule.ts';

const near = 0.9;

function quotaOf(facts: Facts, id: string): Quota | undefined {
	return facts.quotas?.find(quota => quota.id === id);
}

interface QuotaRule {
	readonly quota: string;
	readonly field: string;
	/** Whether the draft would use one more. */
	readonly uses: (draft: AwsDraft, facts: Facts) => boolean;
	readonly source: string;
}

const makesConnection = (draft: AwsDraft, facts: Facts) => samePair(draft, facts) === undefined;

const quotas: readonly QuotaRule[] = [
	{quota: 'vpn-connections-per-region', field: 'region', uses: makesConnection, source: sources.quotas},
	{quota: 'vpn-connections-per-vgw', field: 'cloudGateway.id', uses: makesConnection, source: sources.quotas},
	{quota: 'vpn-connections-per-concentrator', field: 'cloudGateway.id', uses: makesConnection, source: sources.quotas},
	{quota: 'vpn-connections-accelerated', field: 'acceleration', uses: makesConnection, source: sources.quotas},
	{
		quota: 'vpn-gateways-per-region',
		field: 'cloudGateway.vpcId',
		uses: (_draft, facts) => facts.cloudGateway?.id === '',
		source: 'Amazon VPC User Guide, "Amazon VPC quotas"',
	},
	{quota: 'vpn-connections-unassociated', field: 'cloudGateway.kind', uses: makesConnection, source: sources.quotas},
	{
		quota: 'customer-gateways-per-region',
		field: 'site',
		uses: (draft, facts) => draft.site?.kind === 'new' && !facts.siteGateway,
		source: sources.quotas,
	},
];

const mend = 'Delete one that is not used, or ask AWS to raise the quota';

/** A quota that was read of the account refuses; a documented default may have been raised for this account, which EC2 does not tell. */
const quotaRules: readonly CloudRule[] = quotas.flatMap(({quota, field, uses, source}) => [
	awsRule({
		id: `aws.quota.${quota}`,
		field,
		says: `One more must fit into the account's quota (${quota}).`,
		mend,
		source,
		needs: 'account',
		check: (draft, facts) => {
			const known = quotaOf(facts, quota);
			return (
				known &&
				known.from === 'account' &&
				known.used >= known.limit &&
				uses(draft, facts) &&
				`All ${known.limit} ${known.says} are used`
			);
		},
	}),
	awsRule({
		id: `aws.quota.${quota}.near`,
		field,
		severity: 'warn',
		says: `From nine tenths of the quota on, or at the documented default, it is said (${quota}).`,
		mend,
		source,
		needs: 'account',
		check: (draft, facts) => {
			const known = quotaOf(facts, quota);
			if (!known || known.used < known.limit * near || !uses(draft, facts)) return undefined;
			if (known.used < known.limit) return `${known.used} of ${known.limit} ${known.says} are used`;
			return (
				known.from === 'default' &&
				`${known.used} ${known.says} are used, the default quota is ${known.limit}: AWS refuses one more unless yours was raised`
			);
		},
	}),
]);

/** What the account's state allows. */
export const accountRules = [...quotaRules, ...connectionRules];
