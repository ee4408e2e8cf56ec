/** Diffie-Hellman groups in strongSwan's words. Source: RFC 2409, 3526, 5114, 5903. */
export const groupWords: Readonly<Record<number, string>> = {
	1: 'modp768',
	2: 'modp1024',
	5: 'modp1536',
	14: 'modp2048',
	15: 'modp3072',
	16: 'modp4096',
	17: 'modp6144',
	18: 'modp8192',
	19: 'ecp256',
	20: 'ecp384',
	21: 'ecp521',
	22: 'modp1024s160',
	23: 'modp2048s224',
	24: 'modp2048s256',
};
