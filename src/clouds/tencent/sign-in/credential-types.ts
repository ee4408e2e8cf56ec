import type {Secret} from '../../../connection/secret.ts';

/** Where credentials are, and how to get at them. It holds secrets: it is not to be kept longer than it is used. */
export interface CredentialSource {
	/** In words: `environment`, `tccli profile default`, `~/.tencentcloud/credentials`, `sandbox`. */
	readonly source: string;
	readonly profile?: string;
	readonly keys?: {readonly secretId: string; readonly secretKey: string; readonly token?: string};
	/** To be assumed with the keys. */
	readonly role?: {readonly arn: string; readonly sessionName?: string};
	/** To be asked of the machine's metadata service. */
	readonly instanceRole?: boolean;
	/** The login behind the keys has ended, or ends any moment. */
	readonly ended?: boolean;
	/** The command that begins it anew. */
	readonly renew?: string;
	/** ms since the epoch. */
	readonly expiresAt?: number;
}

/** The keys that calls are signed with. */
export interface Credentials {
	readonly secretId: string;
	readonly secretKey: Secret;
	readonly token?: Secret;
	/** In words: `environment`, `tccli profile default`, `~/.tencentcloud/credentials`, `sandbox`. */
	readonly source: string;
	/** When they end, ms since the epoch. */
	readonly expiresAt?: number;
	/** The command that begins their session anew. */
	readonly renew?: string;
}

/** Turns a role into keys with the keys that may assume it. @throws CloudError */
export type AssumeRole = (keys: Credentials, role: NonNullable<CredentialSource['role']>) => Promise<Credentials>;
