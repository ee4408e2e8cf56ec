/* What the clouds' documents have in common to say of their fields. */

export const posix = 'POSIX.1-2017, Base Definitions, section 8.1';
export const ownKeys = 'tunnelwright: a document says where a key comes from, and never holds one';

/** The members of an object by their paths: `security.options.ikeVersion`. */
export function membersUnder(path: string, members: object): Readonly<Record<string, unknown>> {
	return Object.fromEntries(Object.entries(members).map(([name, value]) => [`${path}.${name}`, value]));
}
