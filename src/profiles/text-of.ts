import {UserError} from '../connection/user-error.ts';

/** What files that are no text begin with. Sources: RFC 1952, APPNOTE.TXT (zip), ISO 32000-1, ELF, PNG. */
const kinds: readonly (readonly [sign: readonly number[], kind: string])[] = [
	[[0x1f, 0x8b], 'compressed with gzip'],
	[[0x50, 0x4b, 0x03, 0x04], 'a zip file, as those of Word and Excel are'],
	[[0x25, 0x50, 0x44, 0x46], 'a PDF'],
	[[0x7f, 0x45, 0x4c, 0x46], 'a program'],
	[[0x89, 0x50, 0x4e, 0x47], 'a picture'],
];

const mend = 'name a file that holds a connection document, in JSON';

/**
 * Bytes as text, which for a document is UTF-8 (RFC 8259, section 8.1); a byte order mark is taken off.
 * @param source names it in the message
 * @throws UserError that says what it is instead
 */
export function textOf(bytes: Uint8Array, source: string): string {
	const order = byteOrder(bytes);
	if (order)
		throw new UserError(`${source} is UTF-16 text, not UTF-8`, {
			mend: 'save it as UTF-8; in PowerShell: Get-Content FILE | Set-Content -Encoding utf8 OTHER',
		});
	const kind = kinds.find(([sign]) => sign.every((byte, at) => bytes[at] === byte))?.[1];
	if (kind !== undefined) throw new UserError(`${source} is ${kind}, not JSON`, {mend});
	try {
		const text = new TextDecoder('utf-8', {fatal: true}).decode(bytes);
		if (!text.includes('\0')) return text;
	} catch {
		throw new UserError(`${source} is not UTF-8 text`, {
			mend: 'if it is a text in another encoding, as GBK or Latin-1, save it as UTF-8; if not, name a file that holds a connection document',
		});
	}

	throw new UserError(`${source} is not text: it holds zero bytes`, {mend});
}

/** UTF-16 with its mark, or without: JSON begins with ASCII, so every second byte is zero. */
function byteOrder(bytes: Uint8Array): boolean {
	const [first, second, third, fourth] = bytes;
	if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
	if (first === undefined || second === undefined) return false;
	const low = second === 0 && fourth === 0 && first !== 0 && third !== 0;
	const high = first === 0 && third === 0 && second !== 0 && fourth !== 0;
	return bytes.length >= 4 && (low || high);
}

/** What a text that is no JSON looks like, in words; undefined where nobody knows. */
export function otherLanguage(text: string): string | undefined {
	const start = text.trimStart();
	if (/^<(?:\?xml|!DOCTYPE|[A-Za-z])/i.test(start)) return /^<(?:!DOCTYPE html|html)/i.test(start) ? 'HTML' : 'XML';
	if (/^(?:#[^\n]*\n\s*)*(?:resource|provider|terraform|variable|data|module|locals)\b[^\n:]*\{/.test(start))
		return 'Terraform';
	if (/^%YAML|^---\s/.test(start) || /^(?:#[^\n]*\n\s*)*(?:- |[A-Za-z_][\w-]*:(?:\s|$))/.test(start)) return 'YAML';
	return undefined;
}
