import {randomBytes} from 'node:crypto';

/*
 * The two key pairs that the sandbox's AWS account knows. They open nothing but the sandbox, and are made anew with each process: who
 * knows them from elsewhere, as a web page could, signs nothing.
 */

export interface AwsKeyPair {
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
	readonly user: string;
	/** Calls that change something are refused with UnauthorizedOperation. */
	readonly readOnly: boolean;
	/** The number of the account that it belongs to. */
	readonly account: string;
}

/** The number of the sandbox's AWS account; of the first one, where there are more. */
export const awsAccount = '111122223333';

/** May do everything: what the sandbox's environment hands out. */
export const awsAdministrator: AwsKeyPair = {
	accessKeyId: 'AKIASANDBOXTUNNE7XYZ',
	secretAccessKey: randomBytes(20).toString('hex'),
	user: 'network-engineer',
	readOnly: false,
	account: awsAccount,
};

/** May only look: every create, with DryRun or without, answers UnauthorizedOperation. */
export const awsReader: AwsKeyPair = {
	accessKeyId: 'AKIASANDBOXREADO8XYZ',
	secretAccessKey: randomBytes(20).toString('hex'),
	user: 'auditor',
	readOnly: true,
	account: awsAccount,
};
