import {NotAReply} from '../../net/call-end.ts';

/** How the replies of a query API look. */
interface Form {
	/** How the namespace of a reply that is no error begins. */
	readonly namespace: string;
	/** The root element of an error, the way to its code, and where its request id stands. */
	readonly error: {readonly root: string; readonly code: RegExp; readonly requestId: string};
	/** Where the request id of a reply stands that is no error. */
	readonly requestId: string;
}

/**
 * The APIs whose replies are held against their form, by the version that a request names.
 * Sources: Amazon EC2 API, "Query response structures" ("Every EC2 response includes a request ID in a requestId element") and "Error codes"
 * (`<Response><Errors><Error><Code>`); AWS STS API Reference, "Common errors" and its examples; the services' models in botocore (protocols ec2 and query, xmlNamespace).
 */
const forms: Readonly<Record<string, Form>> = {
	'2016-11-15': {
		namespace: 'http://ec2.amazonaws.com/doc/',
		error: {
			root: 'Response',
			code: /<Errors>\s*<Error>(?:(?!<\/Error>)[\s\S])*?<Code>\s*([A-Za-z][\w.-]*)\s*<\/Code>/,
			requestId: 'RequestID',
		},
		requestId: 'requestId',
	},
	'2011-06-15': {
		namespace: 'https://sts.amazonaws.com/doc/',
		error: {
			root: 'ErrorResponse',
			code: /<Error>(?:(?!<\/Error>)[\s\S])*?<Code>\s*([A-Za-z][\w.-]*)\s*<\/Code>/,
			requestId: 'RequestId',
		},
		requestId: 'RequestId',
	},
};

interface RawReply {
	readonly status: number;
	readonly headers: Readonly<Record<string, string | undefined>>;
	/** The body, a character a byte. */
	readonly text: string;
}

/**
 * Whether a reply may be believed: it has the root element of its call, the API's namespace and a request id, or is an error in the
 * API's own form. Everything else says nothing of the call. Replies to requests of other forms (SSO) are left to the SDK.
 * @param request the request's body: `Action=DescribeVpnConnections&Version=2016-11-15…`
 * @returns the code of an error
 * @throws NotAReply
 */
export function believe(request: unknown, reply: RawReply): string | undefined {
	const asked = typeof request === 'string' ? new URLSearchParams(request.slice(0, 200)) : undefined;
	const form = forms[asked?.get('Version') ?? ''];
	const call = asked?.get('Action');
	if (!form || !call) return undefined;
	const {status, headers, text} = reply;
	const location = headers.location;
	const more = {status, ...(location === undefined ? {} : {location})};
	const code = errorCode(text, form);
	if (status >= 300) {
		if (code === undefined) throw new NotAReply(`HTTP ${status}, and no error of the API`, more);
		return code;
	}

	if (code !== undefined) throw new NotAReply(`HTTP ${status} with the error ${code}`, more);
	const root = rootOf(text);
	if (!root || text.trim() === '') throw new NotAReply(text.trim() === '' ? 'It is empty' : 'It is no XML', more);
	if (root.name !== `${call}Response`)
		throw new NotAReply(`It begins with <${root.name}>, not <${call}Response>`, more);
	if (!root.namespace.startsWith(form.namespace)) throw new NotAReply('It is not in the namespace of the API', more);
	if (!isClosed(text, root.name)) throw new NotAReply('It is cut off', more);
	// one in a header alone is a gateway's on the way: these APIs put theirs into every body
	if (!has(text, form.requestId)) throw new NotAReply('It has no request id', more);
	return undefined;
}

/** The first element, past the XML declaration, comments and blanks. */
const firstElement =
	/^\uFEFF?(?:ï»¿)?\s*(?:<\?[^>]*\?>\s*|<!--[\s\S]*?-->\s*)*<([A-Za-z][\w.-]{0,120})((?:\s[^<>]*)?)\/?>/;

function rootOf(text: string): {readonly name: string; readonly namespace: string} | undefined {
	const found = firstElement.exec(text.slice(0, 4000));
	if (!found) return undefined;
	const [, name = '', attributes = ''] = found;
	return {name, namespace: /\sxmlns=["']([^"']*)["']/.exec(attributes)?.[1] ?? ''};
}

/** Where the code of an error stands at the latest. */
const longestError = 64 * 1024;

/** The code of an error in the API's own form; undefined where it is none. */
function errorCode(text: string, {error}: Form): string | undefined {
	if (rootOf(text)?.name !== error.root || !isClosed(text, error.root) || !has(text, error.requestId)) return undefined;
	return error.code.exec(text.slice(0, longestError))?.[1];
}

/** An XML parser that reads what it gets takes a list that was cut off for a shorter one. */
function isClosed(text: string, root: string): boolean {
	return text.trimEnd().endsWith(`</${root}>`);
}

function has(text: string, element: string): boolean {
	return new RegExp(`<${element}>\\s*[^<\\s]`).test(text);
}
