import {isIP} from 'node:net';
import {printable} from '../../connection/printable.ts';
import {UserError} from '../../connection/user-error.ts';

/** Where something is served. */
export interface ListenAddress {
	/** An address, without brackets, or a name. */
	readonly host: string;
	/** 0: a free one. */
	readonly port: number;
}

const written = /^(?:(?:\[([^\]]+)\]|([^:[\]\s]+)):)?(\d{1,5})$/;
const name = /^[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)*\.?$/i;

/** Reads `9850`, `127.0.0.1:9850`, `[::1]:9850`. Without an address it is this machine's own. @throws UserError */
export function readListenAddress(text: string): ListenAddress {
	const [, bracketed, bare, digits = ''] = written.exec(text) ?? [];
	const host = bracketed ?? bare ?? '127.0.0.1';
	const port = Number(digits);
	const isHost =
		bracketed === undefined ? isIP(host) === 4 || (name.test(host) && !/^[\d.]+$/.test(host)) : isIP(host) === 6;
	if (digits !== '' && port <= 65_535 && isHost) return {host, port};
	throw new UserError(`"${printable(text, 60)}" is no place to serve metrics at`, {
		field: '--metrics',
		mend: 'write a port, as in 9850, or an address and a port, as in 127.0.0.1:9850 or [::1]:9850',
	});
}

/** Whether only programs of this machine can reach it. */
export function isLoopback(host: string): boolean {
	return /^127(?:\.\d{1,3}){3}$/.test(host) || host === '::1' || /^(?:.+\.)?localhost\.?$/i.test(host);
}
