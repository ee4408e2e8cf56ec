import {randomBytes} from 'node:crypto';
import {type AwsKeyPair, awsAccount, awsAdministrator, awsReader} from '../aws-keys.ts';
import {type TencentKey, tencentAccountUin, tencentKeys} from '../tencent/protocol/tencent-keys.ts';

/** The names under which the clouds' own tools know a fleet's accounts. */
const profileNames = ['default', 'staging', 'retail', 'logistics', 'shared-services'] as const;

/** An account of each cloud, and who may sign in there. */
export interface FleetAccount {
	readonly profile: string;
	readonly aws: {readonly account: string; readonly keys: readonly [AwsKeyPair, ...AwsKeyPair[]]};
	readonly tencent: {readonly account: string; readonly keys: readonly [TencentKey, ...TencentKey[]]};
}

const made = new Map<number, FleetAccount>();

/** An account by its number from 0; the first is the one that the sandbox has without a fleet. Keys are made anew with each process. */
export function fleetAccount(index: number): FleetAccount {
	const known = made.get(index);
	if (known) return known;
	const account = index === 0 ? usualAccount() : furtherAccount(index);
	made.set(index, account);
	return account;
}

function usualAccount(): FleetAccount {
	return {
		profile: profileNames[0],
		aws: {account: awsAccount, keys: [awsAdministrator, awsReader]},
		tencent: {account: tencentAccountUin, keys: tencentKeys},
	};
}

function furtherAccount(index: number): FleetAccount {
	const digit = index + 1;
	// as AWS's own documents write account numbers: 222233334444
	const account = [digit, digit + 1, digit + 2].map(each => String(each).repeat(4)).join('');
	const uin = `10000000${digit}001`;
	return {
		profile: profileNames[index] ?? `account-${digit}`,
		aws: {
			account,
			keys: [
				{
					accessKeyId: `AKIASANDBOXFLEET${digit}XYZ`,
					secretAccessKey: randomBytes(20).toString('hex'),
					user: 'network-engineer',
					readOnly: false,
					account,
				},
			],
		},
		tencent: {
			account: uin,
			keys: [
				{
					secretId: `AKIDSANDBOXtunnelwrightFullAccess00${digit}`,
					secretKey: randomBytes(16).toString('hex'),
					readOnly: false,
					userUin: uin,
					accountUin: uin,
					type: 'MainAccount',
				},
			],
		},
	};
}
