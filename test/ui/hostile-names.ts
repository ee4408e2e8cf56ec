/** Names that a cloud, a file or a paste may hand to the screen. */
export const hostileNames = [
	'prod-edge',
	'上海机房网络出口网关',
	'👩‍💻👨‍👩‍👧‍👦🇩🇪 team',
	'\u001B[2J\u001B[31mred\u001B[0m',
	'\u001B]0;owned\u0007title',
	'line\r\nbreak\ttab',
	'\u202Egpj.exe\u202C',
	'e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301',
	'한국어 بالعربية עברית',
	'\u009B31m8-bit',
	'',
	'w'.repeat(300),
	'\u200B\u200B\uFEFF',
	'~`!@#$%^&*()_+{}|:"<>?',
];
