import {format, inspect} from 'node:util';
import v8 from 'node:v8';
import {describe, expect, it} from 'vitest';
import {holdsSecret, Secret, withoutSecrets} from '../../src/connection/secret.ts';

describe('a secret leaves only where it is revealed on purpose', () => {
	// not written out: a report of the process has what stands on the command line
	const value = ['Abc_123', 'def456GHI'].join('.');
	const secret = new Secret(value);

	it.each([
		['template', () => `${secret}`],
		['concatenation', () => `key: ${String(secret)}`],
		['JSON', () => JSON.stringify({key: secret})],
		['inspect', () => inspect({key: secret}, {depth: 9, showHidden: true})],
		[
			'own members',
			() => JSON.stringify([Object.keys(secret), Object.values(secret), Reflect.ownKeys(secret).map(String)]),
		],
		['spread', () => JSON.stringify({...secret})],
		['error text', () => new Error(`bad key ${secret}`).message],
		[
			'structured clone',
			() => inspect([structuredClone({...secret}), structuredClone(secret), v8.deserialize(v8.serialize(secret))]),
		],
		[
			'inspect that asks for no own words',
			() => inspect({key: secret}, {customInspect: false, showHidden: true, depth: 9, getters: true}),
		],
		['inspect behind a proxy', () => inspect(new Proxy(secret, {}), {showProxy: true, showHidden: true})],
		['format', () => ['%s', '%j', '%o', '%O', '%d', '%i', '%f'].map(as => format(as, secret)).join()],
		[
			'arithmetic and comparison',
			() => [`${secret as unknown as number}`, +secret, Number(secret), `${secret as unknown as string}`].join(),
		],
		[
			'an array, a map, a set',
			() => [[secret].join(), inspect(new Map([[secret, secret]])), JSON.stringify([...new Set([secret])])].join(),
		],
		[
			'entries and copies',
			() =>
				JSON.stringify([Object.entries(secret), Object.assign({}, secret), Object.getOwnPropertyDescriptors(secret)]),
		],
		[
			'for … in',
			() => {
				const names: string[] = [];
				for (const name in secret) names.push(name);
				return names.join();
			},
		],
		[
			'a URL, a query, a header',
			() =>
				[
					encodeURIComponent(String(secret)),
					new URLSearchParams({key: String(secret)}).toString(),
					new Headers({key: String(secret)}).get('key'),
				].join(),
		],
		[
			'a report of the process',
			() => JSON.stringify(process.report.getReport(Object.assign(new Error(`x ${secret}`), {secret, cause: secret}))),
		],
		['an error’s cause', () => inspect(new Error('x', {cause: secret}))],
		[
			'its class’s text',
			() =>
				[
					String(secret.constructor),
					inspect(Secret, {showHidden: true}),
					Object.prototype.toString.call(secret),
				].join(),
		],
	])('does not show in %s', (_, print) => {
		expect(print()).not.toContain(value);
	});

	it('is compared only by name: no operator looks inside', () => {
		const same = new Secret(value);
		const other = new Secret('another.value.altogether');
		const loosely = (a: unknown, b: unknown) => [a === b, Object.is(a, b), [a].includes(b)];
		expect(loosely(secret, same)).toEqual([false, false, false]);
		expect(loosely(secret, value)).toEqual([false, false, false]);
		// their order says nothing of what they are
		expect([secret, other].sort()).toEqual([secret, other]);
		expect([other, secret].sort()[0]).toBe(other);
		expect(new Set([secret, same]).size).toBe(2);
	});

	it('can’t be changed, given members, or read by a class that is made from it', () => {
		expect(Object.isFrozen(secret)).toBe(true);
		expect(() => Object.assign(secret, {value: 'x'})).toThrow(TypeError);
		expect(() => Object.setPrototypeOf(secret, {toString: () => 'x'})).toThrow(TypeError);
		const looksLikeOne: Secret = Object.create(Secret.prototype);
		expect(looksLikeOne.reveal()).toBe('');
		expect(String(looksLikeOne)).toBe('[secret]');
	});

	it('is found in a text on its way out, unless it is too short to mean anything', () => {
		expect(holdsSecret(`the key is ${value}!`)).toBe(true);
		expect(holdsSecret('the key is another one')).toBe(false);
		const short = new Secret('abc');
		expect(holdsSecret(`x ${short.reveal()} x`)).toBe(false);
	});

	it('is taken out of a text of others, in whatever notation it stands there', () => {
		const odd = new Secret('Ab"c\\d&<e> f/ü+g=');
		const told = odd.reveal();
		for (const text of [
			told,
			JSON.stringify({key: told}),
			JSON.stringify(JSON.stringify({key: told})),
			encodeURIComponent(told),
			new URLSearchParams({key: told}).toString(),
			told.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
			told.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'),
			Buffer.from(told).toString('base64'),
		]) {
			expect(holdsSecret(`it is ${text}, or so`)).toBe(true);
			expect(withoutSecrets(`it is ${text}, or so`)).toMatch(/^it is \S*\[secret\]\S*, or so$/);
		}

		expect(withoutSecrets('nothing of it')).toBe('nothing of it');
	});

	it('is taken out whole where another begins like it, and where it is short if it is named', () => {
		const longer = new Secret('the-same-begin-and-more');
		const shorter = new Secret('the-same-begin');
		expect(withoutSecrets(`<${longer.reveal()}> <${shorter.reveal()}>`)).toBe('<[secret]> <[secret]>');
		const short = new Secret('abc');
		expect(withoutSecrets('x abc x')).toBe('x abc x');
		expect(withoutSecrets('x abc x', [short])).toBe('x [secret] x');
		expect(withoutSecrets('x', [new Secret('')])).toBe('x');
	});

	it('is revealed and compared only by name', () => {
		expect(secret.reveal()).toBe(value);
		expect(secret.equals(new Secret(value))).toBe(true);
		expect(secret.equals(new Secret('other'))).toBe(false);
		expect(new Secret('é👩‍💻').length).toBe(4);
	});
});

describe('a secret that comes back in another notation is found', () => {
	const value = ['Ab+9<x', '"y\\z/', 'Qé7&k'].join('');
	const secret = new Secret(value);
	const bytes = Buffer.from(value);
	const percent = [...bytes].map(byte => `%${byte.toString(16).padStart(2, '0')}`).join('');
	const unicode = [...value].map(letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');

	it.each([
		['percent-encoding in lower case', encodeURIComponent(value).toLowerCase().replace('ab', 'Ab').replace('q%', 'Q%')],
		['every byte as an escape of URLs', percent],
		['the same in upper case', percent.toUpperCase()],
		['JSON with < as an escape', JSON.stringify(value).slice(1, -1).replace('<', '\\u003c')],
		['JSON with < as an escape in upper case', JSON.stringify(value).slice(1, -1).replace('<', '\\u003C')],
		['all of it as escapes of JSON', unicode],
		['those in a JSON within JSON', unicode.replaceAll('\\', '\\\\')],
		['numeric entities', [...value].map(letter => `&#${letter.codePointAt(0)};`).join('')],
		[
			'numeric entities in hex',
			[...value].map(letter => `&#x${letter.codePointAt(0)?.toString(16).toUpperCase()};`).join(''),
		],
		['some entities', value.replace('&', '&#38;').replace('<', '&lt;').replace('"', '&#34;')],
		['hex', bytes.toString('hex')],
		['HEX', bytes.toString('hex').toUpperCase()],
		['base64', bytes.toString('base64')],
		['base64 one byte on', Buffer.from(`a${value}bcd`).toString('base64')],
		['base64 two bytes on', Buffer.from(`ab${value}bcd`).toString('base64')],
		['base64url two bytes on', Buffer.from(`ab${value}bcd`).toString('base64url')],
	])('%s', (_name, text) => {
		expect(holdsSecret(`said: ${text}.`)).toBe(true);
		expect(withoutSecrets(`said: ${text}.`)).toContain('[secret]');
		const left = withoutSecrets(`said: ${text}.`).replace('[secret]', '');
		expect(left.length).toBeLessThan(30);
		expect(secret.length).toBe(value.length);
	});

	it('and a text without one stays as it is', () => {
		const text = 'InvalidParameterValue: %2b is no address; see &#38; and \\u003c, 41622b393c78';
		expect(withoutSecrets(text)).toBe(text);
	});
});
