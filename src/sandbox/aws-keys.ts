/*
 * The two key pairs that the sandbox's AWS account knows. They open nothing but the sandbox.
 */

export interface AwsKeyPair {
	readonly accessKeyId: string;
	readonly secretAccessKey: string;
	readonly user: string;
	/** Calls that change something are refused with UnauthorizedOperation. */
	readonly readOnly: boolean;
}

/** May do everything: what the sandbox's environment hands out. */
export const awsAdministrator: AwsKeyPair = {
	accessKeyId: 'AKIASANDBOXTUNNE7XYZ',
	secretAccessKey: 'sandboxOnlySecretOpensNothingElse0000001',
	user: 'network-engineer',
	readOnly: false,
};

/** May only look: every create, with DryRun or without, answers UnauthorizedOperation. */
export const awsReader: AwsKeyPair = {
	accessKeyId: 'AKIASANDBOXREADO8XYZ',
	secretAccessKey: 'sandboxOnlySecretOpensNothingElse0000002',
	user: 'auditor',
	readOnly: true,
};

/** The sandbox's AWS account number. */
export const awsAccount = '111122223333';
