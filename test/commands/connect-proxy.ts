import {execFileSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {createServer, type IncomingMessage} from 'node:http';
import {type AddressInfo, connect} from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {TLSSocket} from 'node:tls';

/** A proxy on this machine that answers for the clouds' own names. */
export interface ConnectProxy {
	readonly port: number;
	/** File with the authority that its certificates are from, for NODE_EXTRA_CA_CERTS. */
	readonly authority: string;
	/** Every tunnel asked for: `ec2.eu-central-1.amazonaws.com:443`. */
	readonly tunnels: string[];
	/** The Proxy-Authorization of each, '' without one. */
	readonly authorizations: string[];
	close(): Promise<void>;
}

const names = [
	'*.eu-central-1.amazonaws.com',
	'*.cn-north-1.amazonaws.com.cn',
	'*.tencentcloudapi.com',
	'*.intl.tencentcloudapi.com',
];

/**
 * Listens as an HTTP proxy. A tunnel ends in TLS with a certificate for the host's name, and behind that on `port` of this machine:
 * what speaks through it believes to speak with the cloud.
 */
export async function startConnectProxy(port: number, refuse?: number): Promise<ConnectProxy> {
	const folder = mkdtempSync(path.join(tmpdir(), 'tunnelwright-proxy-'));
	const {key, cert} = certificate(folder);
	const tunnels: string[] = [];
	const authorizations: string[] = [];
	const open = new Set<{destroy(): unknown}>();
	const server = createServer((_request, response) => {
		response.statusCode = 400; // a request that is no CONNECT was not encrypted
		response.end();
	});
	server.on('connect', (request: IncomingMessage, socket) => {
		tunnels.push(request.url ?? '');
		authorizations.push(request.headers['proxy-authorization'] ?? '');
		if (refuse !== undefined) {
			socket.end(`HTTP/1.1 ${refuse} Proxy Authentication Required\r\nConnection: close\r\n\r\n`);
			return;
		}

		socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
		// The proxy's own sockets are plain TCP ones, which is all that TLSSocket asks of them.
		const inner = new TLSSocket(socket as ConstructorParameters<typeof TLSSocket>[0], {isServer: true, key, cert});
		const outer = connect(port, '127.0.0.1');
		for (const end of [socket, inner, outer]) {
			open.add(end);
			end.on('error', () => {});
		}

		inner.pipe(outer).pipe(inner);
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	return {
		port: (server.address() as AddressInfo).port, // listens on TCP
		authority: path.join(folder, 'ca.pem'),
		tunnels,
		authorizations,
		async close() {
			for (const end of open) end.destroy();
			await new Promise(resolve => server.close(resolve));
			rmSync(folder, {recursive: true});
		},
	};
}

function certificate(folder: string) {
	const openssl = (...args: readonly string[]) => execFileSync('openssl', args, {cwd: folder, stdio: 'pipe'});
	const subject = (name: string) => [
		'-subj',
		`/CN=${name}`,
		'-newkey',
		'ec',
		'-pkeyopt',
		'ec_paramgen_curve:P-256',
		'-nodes',
	];
	openssl('req', '-x509', ...subject('tunnelwright test'), '-keyout', 'ca.key', '-out', 'ca.pem', '-days', '2');
	openssl('req', '-new', ...subject('proxied'), '-keyout', 'key.pem', '-out', 'request.pem');
	writeFileSync(path.join(folder, 'names'), `subjectAltName=${names.map(name => `DNS:${name}`).join(',')}\n`);
	const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-extfile', 'names', '-days', '2'];
	openssl('x509', '-req', '-in', 'request.pem', ...signed, '-out', 'cert.pem');
	return {key: readFileSync(path.join(folder, 'key.pem')), cert: readFileSync(path.join(folder, 'cert.pem'))};
}
