import {inspect} from 'node:util';
import {printable} from './printable.ts';
import {unescaped} from './unescaped.ts';

const hidden = '[secret]';
const values = new WeakMap<Secret, string>();
/** All secrets that still live, so that a text can be searched for them before it leaves. */
const alive = new Set<WeakRef<Secret>>();
const forget = new FinalizationRegistry<WeakRef<Secret>>(reference => alive.delete(reference));

/** Shorter ones, as while a key is typed, would be found in any text. */
const shortestSearched = 8;

/**
 * A value that must not be printed, serialised or compared by accident: a pre-shared key, a cloud key, AWS's configuration XML.
 * Every implicit way out (`${}`, JSON, util.inspect, console) gives "[secret]"; only `reveal()` gives the value.
 */
export class Secret {
	constructor(value: string) {
		values.set(this, value);
		Object.freeze(this);
		if (value.length < shortestSearched) return;
		const reference = new WeakRef(this);
		alive.add(reference);
		forget.register(this, reference);
	}

	/** The value itself. Call it only where it is sent to a cloud, written where the user asked, or shown on request. */
	reveal(): string {
		return values.get(this) ?? '';
	}

	/** Number of characters (code points), for a mask of the right length. */
	get length(): number {
		return [...this.reveal()].length;
	}

	/** Compares without revealing; deliberately not `===` on the value. */
	equals(other: Secret): boolean {
		return this.reveal() === other.reveal();
	}

	toString(): string {
		return hidden;
	}

	toJSON(): string {
		return hidden;
	}

	[Symbol.toPrimitive](): string {
		return hidden;
	}

	[inspect.custom](): string {
		return hidden;
	}
}

/** Whether any secret of this process, of eight characters or more, stands in a text: the last look before it is written down. */
export function holdsSecret(text: string): boolean {
	const plain = unescaped(text);
	for (const reference of alive) {
		const secret = reference.deref();
		if (!secret) continue;
		if (formsOf(secret).some(form => text.includes(form)) || escapesIn(plain, secret)?.test(text)) return true;
	}

	return false;
}

/**
 * A text of others, as of a cloud that repeats what it was sent, with `[secret]` in the place of every secret of this process that has
 * eight characters or more.
 * @param more secrets that are taken out however short they are
 */
export function withoutSecrets(text: string, more: Iterable<Secret> = []): string {
	const searched = new Set(more);
	for (const reference of alive) {
		const secret = reference.deref();
		if (secret) searched.add(secret);
	}

	// longest first: one that another begins with would leave the other's end
	const forms = [...searched].flatMap(formsOf).sort((one, other) => other.length - one.length);
	const left = forms.reduce((rest, form) => rest.replaceAll(form, hidden), text);
	const plain = unescaped(left);
	return [...searched].reduce((rest, secret) => {
		const escapes = escapesIn(plain, secret);
		return escapes ? rest.replace(new RegExp(escapes.source, 'g'), hidden) : rest;
	}, left);
}

const quoted = new WeakMap<Secret, readonly string[]>();
/** AWS's XML and the like are quoted in part, if at all. */
const longestQuoted = 4096;

/** The notations that requests, replies and libraries write a secret in; none of an empty one. */
function formsOf(secret: Secret): readonly string[] {
	let forms = quoted.get(secret);
	if (!forms) {
		const value = secret.reveal();
		forms = value.length === 0 ? [] : value.length > longestQuoted ? [value] : [...new Set(notationsOf(value))];
		quoted.set(secret, forms);
	}

	return forms;
}

function notationsOf(value: string): readonly string[] {
	const json = JSON.stringify(value).slice(1, -1);
	const base64 = Buffer.from(value).toString('base64');
	const xml = value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
	return [
		value,
		value.trim() || value,
		printable(value),
		json,
		JSON.stringify(json).slice(1, -1),
		new URLSearchParams([['', value]]).toString().slice(1),
		inUrl(value),
		xml,
		xml.replaceAll('"', '&quot;'),
		...(value.length < shortestSearched ? [] : [base64, base64.replace(/=+$/, '')]),
		...(value.length < shortestInBytes ? [] : inBytes(value)),
	].filter(form => form !== '');
}

/** Of fewer characters too little is left in a shifted base64 for a text of others not to hold it by chance. */
const shortestInBytes = 10;

/** As a part of something longer that was put in base64 or hex: the same bytes begin at any place of a group of three. */
function inBytes(value: string): readonly string[] {
	const bytes = Buffer.from(value);
	const hex = bytes.toString('hex');
	const shifted = [0, 1, 2].map(shift => {
		const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
		// what the neighbours change is left out
		return text.slice(shift === 0 ? 0 : shift + 1, -4);
	});
	return [hex, hex.toUpperCase(), ...shifted, ...shifted.map(text => text.replaceAll('+', '-').replaceAll('/', '_'))];
}

const escapes = new WeakMap<Secret, RegExp>();

/**
 * A secret with each of its characters as it is or as an escape, in either case and mixed as encoders do: of URLs (RFC 3986, 2.1), JSON
 * (RFC 8259, 7) and XML (4.1). Undefined for what is too short or too long to be searched so.
 */
function escapesOf(secret: Secret): RegExp | undefined {
	const value = secret.reveal();
	if (value.length < shortestSearched || value.length > longestQuoted) return undefined;
	let pattern = escapes.get(secret);
	if (!pattern) {
		pattern = new RegExp([...value].map(anyEscapeOf).join(''));
		escapes.set(secret, pattern);
	}

	return pattern;
}

/** The same, for a text that may hold it: most texts hold no secret, and thousands of secrets may live. @param plain the text without its escapes */
function escapesIn(plain: readonly string[], secret: Secret): RegExp | undefined {
	if (plain.length === 0) return undefined;
	const value = secret.reveal();
	// one with the signs of an escape in it may stand there half as it is
	return /[%\\&]/.test(value) || plain.some(text => text.includes(value)) ? escapesOf(secret) : undefined;
}

const named: Readonly<Record<string, string>> = {'&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot', "'": 'apos'};

function anyEscapeOf(character: string): string {
	const anyCase = (digits: string) =>
		digits.replace(/[a-f]/gi, letter => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
	const point = character.codePointAt(0) ?? 0;
	const units = [...Array(character.length).keys()].map(at => character.charCodeAt(at).toString(16).padStart(4, '0'));
	const bytes = [...Buffer.from(character)].map(byte => byte.toString(16).padStart(2, '0'));
	return `(?:${[
		character.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'),
		...(character === ' ' ? ['\\+'] : []),
		...('"\\/'.includes(character) ? [`\\\\{1,4}\\${character}`] : []),
		bytes.map(byte => `%${anyCase(byte)}`).join(''),
		units.map(unit => `\\\\{1,4}u${anyCase(unit)}`).join(''),
		`&#0*${point};`,
		`&#[xX]0*${anyCase(point.toString(16))};`,
		...(named[character] ? [`&${named[character]};`] : []),
	].join('|')})`;
}

/** As `encodeURIComponent`, which throws at half a character. */
function inUrl(value: string): string {
	return encodeURIComponent(Buffer.from(value).toString());
}

/** The secrets of one session, by the name that a document or plan refers to them with; kept in memory only. */
export type SecretStore = ReadonlyMap<string, Secret>;
