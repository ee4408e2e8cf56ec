import {createServer, type IncomingHttpHeaders, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {exitCode, UserError} from '../../connection/user-error.ts';
import {isLoopback, type ListenAddress} from './listen-address.ts';
import {limitConnections} from './seats.ts';

/** What is served: a text, and its type. */
interface Page {
	readonly contentType: string;
	page(): Promise<string>;
}

interface MetricsServer {
	/** As a browser and Prometheus write it: `http://127.0.0.1:9850/metrics`. */
	readonly url: string;
	/** Stops listening and cuts every connection. */
	close(): Promise<void>;
}

/** A reader that is slower than this is none that scrapes. */
const requestMs = 10_000;
const mostConnections = 64;

/**
 * Serves metrics for reading, and nothing else: `/metrics`, and a page at `/` that leads there. On a loopback address it answers programs of this machine alone,
 * as no web page can ask for them: not under a name that was made to lead here, not from another site.
 * @throws UserError where the address can't be listened on
 */
export async function serveMetrics(address: ListenAddress, metrics: Page): Promise<MetricsServer> {
	const isOwn = isLoopback(address.host);
	const server = createServer({connectionsCheckingInterval: 1000}, (request, response) => {
		// a request's body is wanted by nobody
		request.resume();
		const stranger = strangerIn(request.headers, isOwn);
		if (stranger !== undefined) return send(response, 403, plain, `${stranger}\n`);
		if (request.method !== 'GET' && request.method !== 'HEAD')
			return send(response, 405, plain, 'There is only something to read here.\n', {allow: 'GET, HEAD'});
		const [path] = (request.url ?? '/').split('?');
		if (path === '/') return send(response, 200, 'text/html; charset=utf-8', landing);
		if (path !== '/metrics') return send(response, 404, plain, 'There are / and /metrics.\n');
		metrics.page().then(
			text => send(response, 200, metrics.contentType, text),
			() => send(response, 500, plain, 'The metrics could not be put together.\n'),
		);
	});
	server.requestTimeout = requestMs;
	server.headersTimeout = requestMs;
	// who does not read what he asked for is cut as well
	server.timeout = requestMs;
	limitConnections(server, mostConnections);
	await new Promise<void>((resolve, reject) => {
		server.once('error', error => reject(notListening(address, error)));
		server.listen(address.port, address.host, resolve);
	});
	// cast: a server that listens on a port has an address of this kind
	const {port} = server.address() as AddressInfo;
	return {
		url: `http://${address.host.includes(':') ? `[${address.host}]` : address.host}:${port}/metrics`,
		async close() {
			const closed = new Promise<void>(resolve => {
				server.close(() => resolve());
			});
			server.closeAllConnections();
			await closed;
		},
	};
}

const plain = 'text/plain; charset=utf-8';

const landing = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>tunnelwright</title></head>
<body><h1>tunnelwright</h1><p><a href="/metrics">Metrics</a></p></body></html>
`;

/** A name that no web page can have made its own. */
const ownHost = /^(?:127(?:\.\d{1,3}){3}|\[::1\]|(?:[a-z\d-]+\.)*localhost)(?::\d{1,5})?$/i;

/** Why a request is not answered: it is of a web page of somebody else's. Under which names an address that is open to others is asked is theirs to say. */
function strangerIn({host = '', ...headers}: IncomingHttpHeaders, isOwn: boolean): string | undefined {
	if (isOwn && !ownHost.test(host)) return 'This is served to this machine alone, and the Host is another.';
	const site = headers['sec-fetch-site'];
	const isOfPage = site === undefined ? headers.origin !== undefined : site !== 'none' && site !== 'same-origin';
	return isOfPage ? 'A page of another site asked.' : undefined;
}

function send(
	response: ServerResponse,
	status: number,
	contentType: string,
	text: string,
	more: Readonly<Record<string, string>> = {},
): void {
	if (response.destroyed) return;
	const body = Buffer.from(text, 'utf8');
	response.writeHead(status, {
		'content-type': contentType,
		'content-length': body.length,
		'cache-control': 'no-store',
		'x-content-type-options': 'nosniff',
		'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
		...more,
	});
	response.end(body);
}

function notListening({host, port}: ListenAddress, error: Error): UserError {
	const code = 'code' in error && typeof error.code === 'string' ? error.code : error.message;
	const why: Readonly<Record<string, string>> = {
		EADDRINUSE: 'another program listens there',
		EADDRNOTAVAIL: 'this machine has no such address',
		EACCES: 'this user may not use that port',
		ENOTFOUND: 'no address is known for that name',
	};
	return new UserError(`metrics can't be served on ${host} port ${port}: ${why[code] ?? code}`, {
		field: '--metrics',
		mend: 'choose another port, or 0 for a free one',
		exit: exitCode.machine,
	});
}
