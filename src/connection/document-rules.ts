/** A rule that every connection is held to, whichever cloud it is for, and that no draft alone can be asked about. */
interface DocumentRule {
	readonly id: string;
	/** Document path with `[]` for any index; '' is the document as a whole. */
	readonly field: string;
	readonly says: string;
	readonly mend: string;
	readonly source: string;
}

/** What the schema refuses: a member that is missing or not known, or a value that it can't have. */
export const schemaRule = {
	id: 'document.schema',
	field: '',
	says: 'A document has the members of its schema, and values that they may have.',
	mend: 'Write what the field may hold: the tables of each cloud below, and tunnelwright schema, say it',
	source: 'tunnelwright: its own document',
} as const satisfies DocumentRule;

/** A key that is to come from a variable which is not there. */
export const keyVariableRule = {
	id: 'document.key-variable',
	field: 'presharedKey',
	says: 'The variable that a pre-shared key is to come from is set where tunnelwright is started.',
	mend: 'Set it and start again, or choose another source',
	source: 'tunnelwright: a key is in no document, so it has to be there when it is used',
} as const satisfies DocumentRule;

export const documentRules: readonly DocumentRule[] = [schemaRule, keyVariableRule];
