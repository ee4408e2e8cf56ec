import type {Identity} from '../../clouds/contract/cloud.ts';

/** `AKIA…7XYZ from AWS_PROFILE=network · account 1234 5678 9012`. */
export function signedIn(identity: Identity | undefined, otherwise: string): string {
	if (!identity) return otherwise;
	const key = [identity.keyHint, identity.source && `from ${identity.source}`].filter(Boolean).join(' ');
	return [key, identity.account && `account ${grouped(identity.account)}`].filter(Boolean).join(' · ');
}

/** An account number in groups of four, as it is read aloud. */
export function grouped(account: string): string {
	return /^\d{9,}$/.test(account) ? account.replace(/\B(?=(\d{4})+(?!\d))/g, ' ') : account;
}
