import type {ServerResponse} from 'node:http';

/** Sends something in place of the reply to a call that the cloud has carried out. */
export type BadReply = (outgoing: ServerResponse, isTencent: boolean) => void;

const page = '<html><head><title>Sign in</title></head><body>Welcome</body></html>';
const begun = (isTencent: boolean) => (isTencent ? '{"Response":{"Requ' : '<?xml version="1.0"?><DescribeVpn');

/** Writes HTTP by hand: what Node's server would never send. */
function raw(outgoing: ServerResponse, head: string, body: string): void {
	outgoing.socket?.end(Buffer.from(`HTTP/1.1 200 OK\r\n${head}\r\nConnection: close\r\n\r\n${body}`, 'latin1'));
}

const packed =
	(encoding: string): BadReply =>
	outgoing =>
		raw(outgoing, `Content-Encoding: ${encoding}\r\nContent-Length: 20`, '\u001F\u008B\u0008 is not packed...');

/** Replies that say nothing of the call, by what they are. The last one stays for every request that follows: the looks fail as well. */
export const badReplies = {
	'chunks-without-end': (outgoing, isTencent) =>
		raw(outgoing, 'Transfer-Encoding: chunked', `12\r\n${begun(isTencent).slice(0, 18)}\r\n`),
	'bad-chunk-size': (outgoing, isTencent) =>
		raw(outgoing, 'Transfer-Encoding: chunked', `12\r\n${begun(isTencent).slice(0, 18)}\r\nXYZ\r\n`),
	'broken-gzip': packed('gzip'),
	'broken-deflate': packed('deflate'),
	'broken-brotli': packed('br'),
	'empty-200': outgoing => void outgoing.writeHead(200).end(),
	'page-200': outgoing => void outgoing.writeHead(200, {'content-type': 'text/html'}).end(page),
	'page-404': outgoing => void outgoing.writeHead(404, {'content-type': 'text/html'}).end(page),
	'other-reply': (outgoing, isTencent) =>
		void outgoing
			.writeHead(200)
			.end(
				isTencent
					? '{"Response":{"TotalCount":0,"SubnetSet":[],"RequestId":"r"}}'
					: '<DescribeSubnetsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId><subnetSet/></DescribeSubnetsResponse>',
			),
	'error-200': (outgoing, isTencent) =>
		void outgoing
			.writeHead(200)
			.end(
				isTencent
					? '{"Response":{"Error":{"Code":"ResourceNotFound"}}}'
					: '<Response><Errors><Error><Code>InvalidID.NotFound</Code><Message>x</Message></Error></Errors><RequestID>r</RequestID></Response>',
			),
	'looks-fail': outgoing => void outgoing.writeHead(200).end(),
} as const satisfies Readonly<Record<string, BadReply>>;

export type BadReplyKind = keyof typeof badReplies;

// an object's own keys are what its type says
export const badReplyKinds = Object.keys(badReplies) as readonly BadReplyKind[];

export function isBadReply(kind: string): kind is BadReplyKind {
	return Object.hasOwn(badReplies, kind);
}
