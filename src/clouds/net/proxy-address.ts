/** Why a text is no address of an HTTP proxy, and what to do. It can hold a password, so nothing of it is repeated. */
interface BadProxy {
	readonly url?: undefined;
	readonly problem: string;
	readonly mend: string;
}

/** Reads a proxy's address, `http://` being meant where nothing is said. User and password are percent-encoded: RFC 3986, section 3.2.1. */
export function proxyAddress(text: string): {readonly url: URL} | BadProxy {
	const address = text.includes('://') ? text : `http://${text}`;
	const url = URL.canParse(address) ? new URL(address) : undefined;
	if (url?.protocol === 'http:' || url?.protocol === 'https:') {
		if (isEncoded(url.username) && isEncoded(url.password)) return {url};
		return {
			problem: 'has a % in its user or password that begins no escape',
			mend: 'each % there as %25',
		};
	}

	const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(address)?.[1]?.toLowerCase() ?? '';
	if (scheme !== 'http' && scheme !== 'https') return {problem: noProxy, mend: example};
	const authority = address.slice(scheme.length + 3);
	if (/^[^@]*[/?#][^@]*@/.test(authority))
		return {
			problem: 'has a character in its user or password that must be written as an escape',
			mend: '/ as %2F, ? as %3F, # as %23, @ as %40 and % as %25 there',
		};
	if (/:\d+(?:[/?#]|$)/.test(authority.slice(authority.lastIndexOf('@') + 1)))
		return {problem: `${noProxy}: its host or port can't be`, mend: example};
	return {problem: noProxy, mend: example};
}

const noProxy = 'is not the address of an HTTP proxy';
const example = 'an address as http://proxy.example.com:3128, or unset it';

function isEncoded(text: string): boolean {
	try {
		decodeURIComponent(text);
		return true;
	} catch {
		return false;
	}
}
