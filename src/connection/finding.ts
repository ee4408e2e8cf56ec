/** What names a cloud in documents, options and journals: one of those that are registered (`clouds/registry.ts`). */
export type CloudId = string;

/** refuse: creating is blocked. warn: it would work, but look at it. note: worth knowing. */
export type Severity = 'refuse' | 'warn' | 'note';

/**
 * Who turns away what a refusing rule refuses. cloud: the cloud's API would refuse all of it too. tunnelwright: the API would take
 * some or all of it, and the connection would not do what was meant.
 */
type Enforcer = 'cloud' | 'tunnelwright';

/**
 * A rule's verdict on a connection.
 * `field` is a path into the connection document, as in `site.address` or `ranges[0].siteSide[1]`; '' is the document as a whole.
 */
export interface Finding {
	readonly rule: string;
	readonly severity: Severity;
	readonly field: string;
	/** What is the case, in the user's words, with the value in it. One sentence, no full stop needed. */
	readonly message: string;
	/** What to do about it. */
	readonly mend?: string;
	/** What a command says in its place, where an option of its own is a way out: the wizard has none. */
	readonly mendByOption?: string;
	/** The actions that these credentials lack, where that is why. */
	readonly permissions?: readonly string[];
}

/** What a rule finds: the field with its index filled in, what is the case, and a mend where it is not the rule's own. */
export type Found = Omit<Finding, 'rule' | 'severity'>;

/** A rule as data: what it says, to which field, on whose authority, and the check itself. */
export interface Rule<Facts> {
	/** Stable and readable: `aws.asn.distinct`. */
	readonly id: string;
	readonly clouds: readonly CloudId[];
	/** Document path with `[]` for any index: `ranges[].siteSide[]`. */
	readonly field: string;
	readonly severity: Severity;
	/** Of a rule that refuses: who would otherwise. `cloud` when left out. */
	readonly enforcedBy?: Enforcer;
	/** The rule in a sentence, for docs/rules.md. */
	readonly says: string;
	readonly mend: string;
	/** The API page, RFC and section, or vendor document that the rule comes from. */
	readonly source: string;
	/** What a passed rule was decided from: the document alone, or a read of the account. */
	readonly needs: 'document' | 'account';
	/** Pure. Must accept half-filled drafts: a missing field gives no finding unless presence is the rule. */
	check(draft: import('./document.ts').ConnectionDraft, facts: Facts): readonly Found[];
}

/** Who enforces a rule that refuses; undefined for rules that warn or note. */
export function enforcerOf(rule: Pick<Rule<never>, 'severity' | 'enforcedBy'>): Enforcer | undefined {
	return rule.severity === 'refuse' ? (rule.enforcedBy ?? 'cloud') : undefined;
}
