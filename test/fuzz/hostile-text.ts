import fc from 'fast-check';

/** Pieces that have steered a terminal, ended a quotation, begun a template or broken a measure somewhere. */
export const hostilePieces = [
	'\u001B[2J\u001B[H',
	'\u001B[31mred\u001B[0m',
	'\u001B]0;owned\u0007',
	'\u001B]8;;http://evil\u001B\\link\u001B]8;;\u001B\\',
	'\u001B]52;c;ZXZpbA==\u0007',
	'\u001B]52;c;ZXZpbA==',
	'\u001BP1$r0m\u001B\\',
	'\u001B_Gi=1;AAAA\u001B\\',
	'\u001Bc',
	'\u001B',
	'\u001B[',
	'\u009B31m',
	'\u009D52;c;ZQ==\u009C',
	'\u0000',
	'\u0007',
	'\u0008\u0008',
	'\u007F',
	'\r',
	'\n',
	'\r\n',
	'\t',
	'\u0085',
	'\u2028',
	'\u202E',
	'\u2066\u202D',
	'\u2069',
	'\u200B',
	'\u200D',
	'\uFEFF',
	'\u00AD',
	'\u{E0041}\u{E007F}',
	'\uD83D',
	'\uDC00',
	'\uFFFD',
	'网络上海',
	'ｗｉｄｅ',
	'👩‍💻👨‍👩‍👧‍👦🇩🇪',
	'e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301',
	'ᄀᄀᄀ각ᆨᆨ',
	'ক্ষ্ম',
	'﷽',
	'بالعربية',
	'"',
	"'",
	'`',
	'\\',
	`${'$'}{x}`,
	`${'$'.repeat(2)}{x}`,
	'%{if}',
	'%%{',
	'$(touch owned)',
	'`touch owned`',
	'!x',
	'!Ref x',
	'; touch owned',
	'| x |',
	'#',
	'# x',
	'//',
	'/*',
	'*/',
	'{}',
	'}',
	'{',
	'[x]',
	'<x>',
	']]>',
	'&amp;',
	'=',
	',',
	': ',
	'- ',
	'__proto__',
	'constructor',
	'toString',
	'../../etc/passwd',
	'null',
	'0x10',
	'1e400',
	'-0',
	'9007199254740993',
	' ',
	'',
] as const;

/** Texts that go on and on in one way. */
const longOnes = fc
	.tuple(
		fc.constantFrom(
			'w',
			'网',
			'\u0301',
			'\u200D',
			'👩‍',
			'ᄀ',
			'\u001B[',
			'\u202E',
			'a ',
			'\n',
			'"',
			'${',
			'\uFE0F',
			'\u094D\u0915',
		),
		fc.constantFrom(300, 5000, 1_000_000),
	)
	.map(([piece, length]) => piece.repeat(Math.ceil(length / piece.length)));

const piece = fc.oneof(
	{weight: 6, arbitrary: fc.constantFrom(...hostilePieces)},
	{weight: 2, arbitrary: fc.string({unit: 'binary', maxLength: 6})},
	{weight: 2, arbitrary: fc.string({maxLength: 8})},
	{weight: 1, arbitrary: fc.string({unit: 'grapheme', maxLength: 6})},
);

/** A name, tag or message as nobody would want it. Up to a few hundred characters. */
export const hostileText = fc.array(piece, {maxLength: 8}).map(pieces => pieces.join(''));

/** The same, and now and then a megabyte. */
export const hostileTextOfAnyLength = fc.oneof({weight: 30, arbitrary: hostileText}, {weight: 1, arbitrary: longOnes});

/**
 * What may stand in nothing that is drawn: C0, C1 and the escape; bidi overrides and isolates; line separators. Ink's own colours are
 * taken out by the caller.
 */
const steering = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]/;

/** @throws Error that shows the place, when a text could steer a terminal */
export function refuseSteering(text: string, where: string): void {
	const at = text.search(steering);
	if (at < 0) return;
	throw new Error(`${where} would steer the terminal: ${JSON.stringify(text.slice(Math.max(0, at - 40), at + 40))}`);
}

/** Every text in a value, with where it stands. @throws Error as `refuseSteering` */
export function refuseSteeringIn(value: unknown, where: string): void {
	if (typeof value === 'string') refuseSteering(value, where);
	else if (value instanceof Map || value instanceof Set) refuseSteeringIn([...value], where);
	else if (Array.isArray(value))
		for (const [index, item] of value.entries()) refuseSteeringIn(item, `${where}[${index}]`);
	else if (typeof value === 'object' && value !== null)
		for (const [name, member] of Object.entries(value)) {
			refuseSteering(name, `a name in ${where}`);
			refuseSteeringIn(member, `${where}.${name}`);
		}
}
