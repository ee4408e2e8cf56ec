import {Secret} from '../../../connection/secret.ts';

interface Sent {
	readonly headers: Readonly<Record<string, string>>;
	readonly body?: unknown;
}

/** A session's token, and what an SSO session or a web identity is proved by. */
const headers = ['x-amz-security-token', 'x-amz-sso_bearer_token', 'authorization'];
const members = [
	'WebIdentityToken',
	'SAMLAssertion',
	'refreshToken',
	'clientSecret',
	'deviceCode',
	'code',
	'assertion',
];

/** More than the calls that can be under way at once carry. */
const mostKept = 16;

/** What the latest requests carried that proves who asks: secrets as long as this lives, so that no reply says them back. */
export class SentSecrets {
	readonly #kept: Secret[] = [];

	/** Keeps the secrets of a request that is about to be sent. */
	note({headers: sent, body}: Sent): void {
		for (const name of headers) this.#keep(tokenOf(sent[name] ?? ''));
		if (typeof body === 'string') for (const value of valuesIn(body)) this.#keep(value);
	}

	#keep(value: string): void {
		// a secret is made only of what is new: calls carry the same again and again
		if (value === '' || this.#kept.some(known => known.reveal() === value)) return;
		this.#kept.push(new Secret(value));
		if (this.#kept.length > mostKept) this.#kept.shift();
	}
}

/** Of `Authorization` the token alone: a signature is worth nothing a few minutes later, and it holds the key's id. */
function tokenOf(header: string): string {
	return header.startsWith('AWS4-') ? '' : header.replace(/^Bearer /i, '');
}

/** From a form (STS) or from JSON (SSO). */
function valuesIn(body: string): readonly string[] {
	const named = members.filter(name => body.includes(name));
	if (named.length === 0) return [];
	const form = new URLSearchParams(body);
	return named.flatMap(name => [form.get(name) ?? '', jsonMember(body, name)]);
}

function jsonMember(body: string, name: string): string {
	const quoted = new RegExp(`"${name}"\\s*:\\s*("(?:[^"\\\\]|\\\\.)*")`).exec(body)?.[1];
	try {
		return quoted === undefined ? '' : String(JSON.parse(quoted));
	} catch {
		return '';
	}
}
