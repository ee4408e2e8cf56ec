import type {CloudId} from '../../connection/finding.ts';
import {printable} from '../../connection/printable.ts';
import {cloudWords} from '../contract/cloud-words.ts';
import type {CloudModule} from '../contract/module.ts';
import {moduleOf} from '../registry.ts';
import {proxyErrorCode} from './proxy-error.ts';

/** Where a call went. */
export interface Tried {
	/** Host of the endpoint, with a port where that is not the protocol's own. */
	readonly host: string;
	/** The proxy on the way, without user and password: `http://proxy.example.com:3128`. */
	readonly proxy?: string | undefined;
}

interface Words {
	readonly says: string;
	readonly mend: string;
}

/**
 * Signs in the code or the text of an error, first match first: one of the SDKs hands on the text alone.
 * Sources: Node, "Errors" (codes of the system, of DNS, of TLS certificates); llhttp's HPE codes; OpenSSL's reason texts.
 */
const signs: readonly (readonly [keyof typeof troubles, RegExp])[] = [
	['proxy', new RegExp(`\\b${proxyErrorCode}\\b|^(request to \\S+ failed, reason: )?The proxy `)],
	['other-name', /ERR_TLS_CERT_ALTNAME|HOSTNAME_MISMATCH|match certificate's altnames/],
	['out-of-date', /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|certificate (has expired|is not yet valid)/i],
	['untrusted', /\b(CERT|CRL)_|UNABLE_TO_|SELF_SIGNED|INVALID_(CA|PURPOSE)|PATH_LENGTH_|certificate|self.signed/i],
	// the kernel gives the codes of the way for a connection that was up too, when it is lost
	['broken', /\b(read|write) E(?!PROTO)[A-Z]+\b/],
	['unknown-name', /\bENOTFOUND\b/],
	['no-dns', /\bEAI_AGAIN\b/],
	['refused', /\bECONNREFUSED\b/],
	['no-way', /\b(ENETUNREACH|EHOSTUNREACH|ENETDOWN|EHOSTDOWN|EACCES|EADDRNOTAVAIL)\b/],
	// without any reason: none of several addresses could be connected to
	['no-connection', /\bETIMEDOUT\b|did not establish a connection|reason:\s*$/],
	['not-tls', /wrong version number|packet length too long|\bEPROTO\b|ERR_SSL_/],
	['not-http', /\bHPE_|Parse Error/],
	['not-packed', /\bZ_[A-Z]+(_ERROR)?\b|BROTLI|Decompression failed|\bERR__ERROR_|incorrect header check/],
	['broken', /\b(ECONNRESET|EPIPE|ECONNABORTED)\b|socket hang up|^aborted\b|Premature close|Invalid response body/],
];

/** What an error of the network means. */
interface NetworkTrouble extends Words {
	/** The request had left, or that is not known: a change may have been made. */
	readonly sent: boolean;
	/** The same call later may do better. */
	readonly mayPass: boolean;
}

/** What went wrong on the way to a cloud, in the user's words; undefined when neither code nor text is known. */
export function networkTrouble(
	cloud: CloudId,
	{code, message}: {readonly code: string; readonly message: string},
	tried: Tried | undefined,
): NetworkTrouble | undefined {
	const text = `${code} ${message}`.trim();
	const trouble = signs.find(([, sign]) => sign.test(text))?.[0];
	if (!trouble) return undefined;
	const {told, sent = false, mayPass = true}: TroubleWords = troubles[trouble];
	return {...told(placeOf(cloud, tried)), sent, mayPass};
}

/** A call that got no answer, or no whole one, in time. `message` names host and time. */
export function silence(cloud: CloudId, ms: number, tried: Tried | undefined): Words & {readonly message: string} {
	const {title} = placeOf(cloud, tried);
	const proxy = tried?.proxy === undefined ? '' : ` through the proxy ${tried.proxy}`;
	return {
		message: `No answer from ${printable(tried?.host ?? title, 120)}${proxy} within ${Math.round(ms / 100) / 10} s`,
		says: `${title} did not answer in time`,
		mend: tried?.proxy === undefined ? checkWay : checkProxy,
	};
}

/** A call that was never begun: the time for all of it was over before. */
export function overBefore(cloud: CloudId): Words & {readonly message: string} {
	const {title} = placeOf(cloud, undefined);
	return {
		message: `${title} was not asked`,
		says: 'The time limit was over, so that this was not begun',
		mend: 'Give it more time, and try again',
	};
}

/** An answer that sends the call on to another address. */
export function redirect(cloud: CloudId, to: string, tried: Tried | undefined): Words {
	const {host, setting} = placeOf(cloud, tried);
	return {
		says: `${host} sends on to ${cloudWords(to, 120) || 'another address'}, which is not followed: keys would go along`,
		mend: `Open a page in a browser: the network may want a sign-in first. Check ${setting} and any proxy on the way`,
	};
}

const checkWay = 'Check the network, a proxy or firewall, then try again';
const checkProxy = 'Check the proxy, or name hosts that need none in NO_PROXY';

interface Place {
	readonly endpoint: CloudModule['endpoint'];
	readonly title: string;
	readonly host: string;
	/** The variable that can name another endpoint. */
	readonly setting: string;
}

function placeOf(cloud: CloudId, tried: Tried | undefined): Place {
	const {title, endpoint} = moduleOf(cloud);
	return {title, endpoint, host: printable(tried?.host ?? `${title}’s endpoint`, 120), setting: endpoint.variable};
}

const unreached = ({title}: Place) => `${title} could not be reached`;
const checkSetting = ({setting}: Place) => `Check ${setting} and any proxy on the way`;

interface TroubleWords extends Partial<Pick<NetworkTrouble, 'sent' | 'mayPass'>> {
	told(place: Place): Words;
}

/** Where it is left out, the request could not leave, so that doing it again can do no harm, and another try may mend it. */
const troubles = {
	proxy: {told: place => ({says: unreached(place), mend: checkProxy})},
	'other-name': {
		mayPass: false,
		told: ({host, setting}) => ({
			says: `${host} shows the certificate of another host`,
			mend: `Check ${setting}, the DNS, and whether a proxy or a sign-in page of the network answers in its place`,
		}),
	},
	'out-of-date': {
		mayPass: false,
		told: ({host, setting}) => ({
			says: `The certificate of ${host} is out of date`,
			mend: `Check the clock of this machine; if it is right, ${setting}, and whether a proxy opens TLS connections`,
		}),
	},
	untrusted: {
		mayPass: false,
		told: ({host, setting}) => ({
			says: `The certificate of ${host} cannot be trusted`,
			mend: `Check ${setting}, and whether a proxy opens TLS connections; NODE_EXTRA_CA_CERTS names its certificate`,
		}),
	},
	'unknown-name': {
		told: place => ({
			says: `${unreached(place)}: no such name as ${place.host}`,
			mend: `Check ${place.endpoint.alsoFrom ? `${place.endpoint.alsoFrom}, ` : ''}the network and its DNS, and ${place.setting} where it is set`,
		}),
	},
	'no-dns': {
		told: place => ({
			says: `${unreached(place)}: no DNS server answers for ${place.host}`,
			mend: 'Check the network and its DNS',
		}),
	},
	refused: {
		told: place => ({
			says: `${unreached(place)}: ${place.host} refuses the connection`,
			mend: `Check the network, a proxy or firewall, and ${place.setting} where it is set`,
		}),
	},
	'no-way': {
		told: place => ({says: `${unreached(place)}: this machine has no way to ${place.host}`, mend: checkWay}),
	},
	'no-connection': {
		told: place => ({says: `${unreached(place)}: no connection to ${place.host} could be made`, mend: checkWay}),
	},
	'not-tls': {
		sent: true,
		told: place => ({says: `${place.host} does not speak TLS as it should`, mend: checkSetting(place)}),
	},
	'not-http': {
		sent: true,
		told: place => ({says: `The answer of ${place.host} is not HTTP`, mend: checkSetting(place)}),
	},
	'not-packed': {
		sent: true,
		told: place => ({says: `The answer of ${place.host} cannot be unpacked`, mend: checkSetting(place)}),
	},
	broken: {sent: true, told: ({host}) => ({says: `The connection to ${host} broke`, mend: checkWay})},
} as const satisfies Readonly<Record<string, TroubleWords>>;
