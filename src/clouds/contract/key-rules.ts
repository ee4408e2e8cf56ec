import type {CloudId} from '../../connection/finding.ts';
import type {Secret} from '../../connection/secret.ts';
import {checkPresharedKey as checkAwsKey} from '../aws/rules/preshared-key.ts';
import {checkPresharedKey as checkTencentKey} from '../tencent/rules/preshared-key.ts';

/** A rule about a pre-shared key itself, which stands in no document: it is checked when it is typed or read. */
export interface KeyRule {
	readonly id: string;
	readonly cloud: CloudId;
	/** Where the document says what key is used. */
	readonly field: string;
	readonly says: string;
	readonly mend: string;
	readonly source: string;
	/** Why a key cannot be used, or undefined. Never repeats it. */
	check(key: Secret): string | undefined;
}

export const keyRules: readonly KeyRule[] = [
	{
		id: 'aws.key.form',
		cloud: 'aws',
		field: 'tunnels[].presharedKey',
		says: 'A pre-shared key has 8 to 64 letters, digits, periods and underscores, and does not begin with 0.',
		mend: 'Give another key, or let AWS make it',
		source: 'Amazon EC2 API Reference, VpnTunnelOptionsSpecification, PreSharedKey',
		check: checkAwsKey,
	},
	{
		id: 'tencent.key.form',
		cloud: 'tencent',
		field: 'presharedKey',
		says: 'A pre-shared key has 1 to 128 printable ASCII characters without white space; of fewer than 8 you are warned.',
		mend: 'Let it be generated, or give another one',
		source: 'tunnelwright: Tencent Cloud documents no form of PreShareKey; this is what devices can hold',
		check: checkTencentKey,
	},
];
