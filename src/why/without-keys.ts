/** What stands in place of a key. */
const mask = '(a key, not shown)';

/** Words after which a key stands, in the configurations and logs of the devices that may be pasted. */
const names = [
	'psksecret',
	'pre[-_ ]?shared[-_ ]?(?:key|secret)?',
	'pre-share key',
	'shared[-_ ]?(?:secret|key)',
	'secret',
	'psk',
	'key-string',
	'isakmp key',
	'address [0-9a-f.:/]{2,45}(?: [0-9.]{7,15})? key',
	'ike-?key',
	'auth-?key',
	'private-?key',
	'passw(?:or)?d',
	'passphrase',
	'token(?=["\']?[ \t]{0,8}[=:])',
	'bearer(?=[ \t])',
	'ascii-text',
	'hexadecimal',
].join('|');
/** Between the word and the key: `=`, `:`, a quote, the end of a tag, whose key it is, and words as `ascii-text`, FortiOS’s `ENC`, Cisco’s `0` and `6`. */
const between = [
	'["\']?(?:[ \\t]{0,8}[=:>][ \\t]{0,8}|[ \\t]{1,8})',
	'(?:<[\\w-]{1,32}>|is[ \\t]{1,8})?',
	'(?:address [0-9a-f.:/]{2,45}(?: [0-9.]{7,15})? key[ \\t]{1,8})?',
	'(?:(?:ascii-text|hexadecimal|hex|ascii|enc|local|remote|0|6|7|8)[ \\t]{1,8})?',
].join('');
const value = '(?:"[^"]{0,2000}"?|\'[^\']{0,2000}\'?|[^\\s"\'<>]{1,2000})';
const named = new RegExp(`((?:${names})(?:-\\w{1,16})?${between})(${value})`, 'gi');
/** None of the words above without one of these: most lines of a log have none. */
const mayHold = /secret|psk|share|key|passw|passphrase|token|bearer|ascii-text|hexadecimal/i;

/** What may follow such a word in a sentence of a log, and is no key: a log that says `no shared key found` is quoted whole. */
const plainWords =
	/^(?:key|keys|secrets?|found|for|mismatch(?:ed)?|is|was|are|not|no|of|in|on|and|or|with|between|address|payload|authentication|auth|method|exchange|does|did|error|failed|invalid|negotiation|wrong|has|have|to|from|ike|psk|disabled|but|due|mode|type|tokens?|\(a)[.,:;)?!]{0,4}$/i;

/** `: PSK "…"` of ipsec.secrets has its word before; a block in PEM has none. */
const pemBegins = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----/;
const pemEnds = /-----END [A-Z ]{0,40}PRIVATE KEY-----/;

/** The same lines, with what looks like a key masked: what is quoted of them may be read by others. Takes linear time. */
export function withoutKeys(lines: readonly string[]): readonly string[] {
	let inPem = false;
	return lines.map(line => {
		if (inPem || pemBegins.test(line)) {
			inPem = !pemEnds.test(line);
			return mask;
		}

		if (!mayHold.test(line)) return line;
		return line.replace(named, (whole: string, before: string, key: string) =>
			plainWords.test(key) ? whole : `${before}${mask}`,
		);
	});
}
