import {execFileSync} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {type AddressInfo, createServer, type Server, type Socket} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createServer as createTlsServer} from 'node:tls';

/** What a server does with a connection once something has been sent on it. */
export type Behaviour = (socket: Socket) => void;

const head = (status: string, length: number, more = '') =>
	`HTTP/1.1 ${status}\r\nContent-Type: text/plain\r\nContent-Length: ${length}\r\n${more}\r\n`;

/** A whole reply that names how it is packed, and is not. */
const packed = (encoding: string): string =>
	`${head('200 OK', 18, `Content-Encoding: ${encoding}\r\nConnection: close\r\n`)}\u001F\u008B\u0008 not packed...`;
const chunked = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
const page = '<html><head><title>Sign in</title></head><body>Welcome</body></html>';

/** One after the other, for as long as somebody listens. */
function drip(socket: Socket, text: string): void {
	let at = 0;
	const timer = setInterval(() => {
		socket.write(text[at % text.length] ?? ' ');
		at += 1;
	}, 20);
	socket.on('close', () => clearInterval(timer));
}

/** The ways in which a network or a server is bad, in words. */
export const behaviours = {
	'silence before the reply': () => {},
	'silence after the headers': socket => void socket.write(head('200 OK', 1000)),
	'silence within the headers': socket => void socket.write('HTTP/1.1 200 OK\r\nContent-Ty'),
	'silence within the body': socket => void socket.write(`${head('200 OK', 1000)}<a>{"Resp`),
	'a slow drip of headers': socket => {
		socket.write('HTTP/1.1 200 OK\r\n');
		drip(socket, 'X-A: b\r\n');
	},
	'a slow drip of the body': socket => {
		socket.write(head('200 OK', 1_000_000));
		drip(socket, '<a> ');
	},
	'a reset before the reply': socket => void socket.resetAndDestroy(),
	'a reset within the body': socket => {
		socket.write(`${head('200 OK', 1000)}<a>`, () => socket.resetAndDestroy());
	},
	'an end before the reply': socket => void socket.end(),
	'an end within the body': socket => void socket.end(`${head('200 OK', 1000)}<a>`),
	'no HTTP at all': socket => void socket.end('SSH-2.0-OpenSSH_9.2p1\r\n'),
	'bytes of nothing': socket => void socket.end(Buffer.from([0, 255, 254, 13, 10, 0, 7, 27, 91, 50, 74])),
	'headers without end': socket => void socket.end(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(200_000)}`),
	'chunks without end': socket => void socket.end(`${chunked}9\r\n{"Respons\r\n`),
	'a bad chunk size': socket => void socket.end(`${chunked}9\r\n{"Respons\r\nXYZ\r\n`),
	'broken gzip': socket => void socket.end(packed('gzip'), 'latin1'),
	'broken deflate': socket => void socket.end(packed('deflate'), 'latin1'),
	'broken brotli': socket => void socket.end(packed('br'), 'latin1'),
	'an empty reply': socket => void socket.end(head('200 OK', 0, 'Connection: close\r\n')),
	'a sign-in page in place of the reply': socket =>
		void socket.end(`${head('200 OK', page.length, 'Connection: close\r\n')}${page}`),
	'a page that wants a sign-in': socket =>
		void socket.end(`${head('511 Network Authentication Required', page.length, 'Connection: close\r\n')}${page}`),
} satisfies Readonly<Record<string, Behaviour>>;

export interface BadServer {
	readonly port: number;
	/** Everything that was sent to it, of all connections. */
	readonly received: () => string;
	close(): Promise<void>;
}

/** A server that does one thing. With a certificate's key it speaks TLS. */
export async function badServer(
	behaviour: Behaviour,
	tls?: {readonly key: Buffer; readonly cert: Buffer},
): Promise<BadServer> {
	const open = new Set<Socket>();
	let received = '';
	const serve = (socket: Socket) => {
		open.add(socket);
		socket.on('error', () => {});
		socket.on('close', () => open.delete(socket));
		socket.on('data', chunk => {
			received += String(chunk);
		});
		socket.once('data', () => behaviour(socket));
	};
	const server: Server = tls ? createTlsServer(tls, serve) : createServer(serve);
	// a client that does not like the certificate breaks off
	server.on('tlsClientError', () => {});
	await once(server.listen(0, '127.0.0.1'), 'listening');
	return {
		port: (server.address() as AddressInfo).port, // listens on TCP
		received: () => received,
		async close() {
			for (const socket of open) socket.destroy();
			await new Promise(done => server.close(done));
		},
	};
}

const authority = `[ca]
default_ca = own
[own]
database = index
new_certs_dir = .
serial = serial
default_md = sha256
policy = any
[any]
commonName = supplied
`;

/** A certificate that only itself vouches for; for this name, and over since 2001 where that is asked for. */
export function selfSigned(name: string, {expired = false} = {}): {readonly key: Buffer; readonly cert: Buffer} {
	const folder = mkdtempSync(join(tmpdir(), 'tunnelwright-cert-'));
	const openssl = (...args: readonly string[]) => execFileSync('openssl', args, {cwd: folder, stdio: 'pipe'});
	for (const [file, text] of [
		['ca.conf', authority],
		['index', ''],
		['serial', '01\n'],
		['names', `subjectAltName=${name}\n`],
	] as const)
		writeFileSync(join(folder, file), text);
	const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
	openssl('req', '-new', ...curve, '-subj', '/CN=test', '-keyout', 'key.pem', '-out', 'request.pem');
	const [from, until] = expired ? ['20000101000000Z', '20010101000000Z'] : ['20000101000000Z', '20991231000000Z'];
	const signing = ['-selfsign', '-keyfile', 'key.pem', '-in', 'request.pem', '-out', 'cert.pem', '-extfile', 'names'];
	openssl('ca', '-batch', '-notext', '-config', 'ca.conf', ...signing, '-startdate', from, '-enddate', until);
	const made = {key: readFileSync(join(folder, 'key.pem')), cert: readFileSync(join(folder, 'cert.pem'))};
	rmSync(folder, {recursive: true});
	return made;
}
