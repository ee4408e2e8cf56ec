import type {Encryption} from '../../connection/device-side.ts';

/** strongSwan's keywords. Source: strongSwan documentation, "Cipher Suites". */
export const encryptionWords: Readonly<Partial<Record<Encryption, string>>> = {
	'aes128-cbc': 'aes128',
	'aes192-cbc': 'aes192',
	'aes256-cbc': 'aes256',
	'aes128-gcm': 'aes128gcm16',
	'aes192-gcm': 'aes192gcm16',
	'aes256-gcm': 'aes256gcm16',
	'3des-cbc': '3des',
	'des-cbc': 'des',
	null: 'null',
};
/** Of DH groups, by their IANA number. Source: the same; RFC 3526, 5114 and 5903 for the groups. */
export const groupWords: ReadonlyMap<number, string> = new Map([
	[1, 'modp768'],
	[2, 'modp1024'],
	[5, 'modp1536'],
	[14, 'modp2048'],
	[15, 'modp3072'],
	[16, 'modp4096'],
	[17, 'modp6144'],
	[18, 'modp8192'],
	[19, 'ecp256'],
	[20, 'ecp384'],
	[21, 'ecp521'],
	[22, 'modp1024s160'],
	[23, 'modp2048s224'],
	[24, 'modp2048s256'],
]);
