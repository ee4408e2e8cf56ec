/** The full-width forms of ASCII, as an input method types them: U+FF01 to U+FF5E stand in the order of ASCII. */
const fullWidth = /[\uFF01-\uFF5E]/g;
const others: Readonly<Record<string, string>> = {'、': ',', '。': '.', '｡': '.', '､': ',', '\u3000': ' ', '・': '.'};
const otherSigns = new RegExp(`[${Object.keys(others).join('')}]`, 'g');

/** Addresses and ranges as they are meant: an input method for Chinese or Japanese types `１０。０。０。０／１６，` for `10.0.0.0/16,`. */
export function inAscii(text: string): string {
	return text
		.replace(fullWidth, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
		.replace(otherSigns, sign => others[sign] ?? sign);
}
