const anyEscape =
	/(?:%[\da-f]{2})+|\\{1,4}(?:u[\da-f]{4}|["\\/])|&(?:#0*(\d{1,7})|#x0*([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi;
const named: Readonly<Record<string, string>> = {amp: '&', lt: '<', gt: '>', quot: '"', apos: "'"};

/**
 * A text with every escape of URLs (RFC 3986, 2.1), JSON (RFC 8259, 7) and XML (4.1) undone, mixed as they may be: once with `+` as it is,
 * once as a space. Empty for a text that has none. Takes no longer than the text is long.
 */
export function unescaped(text: string): readonly string[] {
	if (!/[%\\&+]/.test(text)) return [];
	const plain = text.replace(anyEscape, (all, decimal?: string, hex?: string, name?: string) => {
		if (decimal !== undefined) return ofPoint(Number(decimal));
		if (hex !== undefined) return ofPoint(Number.parseInt(hex, 16));
		if (name !== undefined) return named[name.toLowerCase()] ?? all;
		if (all.startsWith('%')) return Buffer.from(all.replaceAll('%', ''), 'hex').toString();
		const unit = /u([\da-f]{4})$/i.exec(all)?.[1];
		return unit === undefined ? all.slice(-1) : String.fromCharCode(Number.parseInt(unit, 16));
	});
	return [plain, plain.replaceAll('+', ' ')];
}

function ofPoint(point: number): string {
	return point <= 0x10_ff_ff ? String.fromCodePoint(point) : '';
}
