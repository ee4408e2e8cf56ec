import {randomBytes} from 'node:crypto';

/*
 * The credentials of the sandbox's Tencent account. They open nothing else, so they may be printed. The keys are made anew with each
 * process: who knows them from elsewhere, as a web page could, signs nothing.
 */

/** A full-access SecretId, 36 characters as the real ones. */
export const tencentSecretId = 'AKIDSANDBOXtunnelwrightFullAccess001';

/** The SecretKey of {@link tencentSecretId}, 32 characters. */
export const tencentSecretKey = randomBytes(16).toString('hex');

/** A SecretId whose policy allows reads only: every write answers `UnauthorizedOperation`. */
export const tencentReadOnlySecretId = 'AKIDSANDBOXtunnelwrightReadOnly00001';

/** The SecretKey of {@link tencentReadOnlySecretId}. */
export const tencentReadOnlySecretKey = randomBytes(16).toString('hex');

/** A session token that is out of date: it answers `AuthFailure.TokenFailure`. Any other token, and none, is taken. */
export const tencentExpiredToken = 'sandbox-expired-session-token';

/** One key pair and what it may do. */
export interface TencentKey {
	readonly secretId: string;
	readonly secretKey: string;
	readonly readOnly: boolean;
	/** Who GetCallerIdentity says it is. */
	readonly userUin: string;
	/** The account that it belongs to. */
	readonly accountUin: string;
	readonly type: 'MainAccount' | 'CAMUser';
}

/** The sandbox's Tencent account; the first one, where there are more. */
export const tencentAccountUin = '100000000001';

export const tencentKeys: readonly [TencentKey, ...TencentKey[]] = [
	{
		secretId: tencentSecretId,
		secretKey: tencentSecretKey,
		readOnly: false,
		userUin: tencentAccountUin,
		accountUin: tencentAccountUin,
		type: 'MainAccount',
	},
	{
		secretId: tencentReadOnlySecretId,
		secretKey: tencentReadOnlySecretKey,
		readOnly: true,
		userUin: '100000000002',
		accountUin: tencentAccountUin,
		type: 'CAMUser',
	},
];
