import {inspect} from 'node:util';
import {printable} from './printable.ts';

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
	for (const reference of alive) {
		const secret = reference.deref();
		if (secret && formsOf(secret).some(form => text.includes(form))) return true;
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
	return forms.reduce((left, form) => left.replaceAll(form, hidden), text);
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
	].filter(form => form !== '');
}

/** As `encodeURIComponent`, which throws at half a character. */
function inUrl(value: string): string {
	return encodeURIComponent(Buffer.from(value).toString());
}

/** The secrets of one session, by the name that a document or plan refers to them with; kept in memory only. */
export type SecretStore = ReadonlyMap<string, Secret>;
