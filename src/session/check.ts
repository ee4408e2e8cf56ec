import {leftRule, unseenRule} from '../clouds/contract/change-words.ts';
import type {Cloud, Facts} from '../clouds/contract/cloud.ts';
import {type Difference, type NotCompared, nameTaken, tablesLeft} from '../clouds/contract/comparison.ts';
import type {DocumentProblem} from '../clouds/document/schema-errors.ts';
import {keyMend} from '../clouds/engine/key-mend.ts';
import {moduleOf} from '../clouds/registry.ts';
import type {ConnectionDraft} from '../connection/document.ts';
import {readPath, writePath} from '../connection/document-path.ts';
import {keyVariableRule, schemaRule} from '../connection/document-rules.ts';
import type {Environment} from '../connection/environment.ts';
import type {Finding} from '../connection/finding.ts';
import {keySourceAt} from '../connection/key-source.ts';
import type {Secret} from '../connection/secret.ts';
import {compareEdit, type OnlyAnew, onlyAnewOf} from './only-anew.ts';

/** What of a cloud findings are made from. */
type CloudRules = Pick<Cloud, 'id' | 'check' | 'checkPresharedKey'> & Partial<Pick<Cloud, 'plan'>>;

/** What is checked as it is typed. */
interface CheckTask {
	readonly draft: ConnectionDraft;
	/** What has been read of the account; rules stay silent on the rest. */
	readonly facts: Facts;
	/** Typed keys by their place in the document: `tunnels[0].presharedKey`. */
	readonly keys: Readonly<Record<string, Secret>>;
	/** The connection that is edited: what is answered is held against it. */
	readonly edits?: Edited;
}

/** A connection that stands and is edited, as it was read back. */
interface Edited {
	readonly id: string;
	readonly was: ConnectionDraft;
}

/** What is to be said of answers. */
interface Checked {
	readonly findings: readonly Finding[];
	/** Of a connection that is edited: what the answers change of it; left out where that is not known. */
	readonly changes?: readonly Difference[];
	/** The same, before anything is changed: what only a new connection can have otherwise. */
	readonly fixed?: readonly OnlyAnew[];
}

type ParseDocument = typeof import('../clouds/document/schema-errors.ts').parseDocument;

/** What findings are made from, as far as it has been loaded: the schema, and the rules of the clouds in use. */
export class Checks {
	readonly #env: Environment;
	readonly #clouds = new Map<string, CloudRules>();
	/** By the connections that were read. */
	readonly #known = new WeakMap<object, {readonly id: string; readonly fixed: readonly OnlyAnew[]}>();
	#parse: ParseDocument | undefined;

	constructor(env: Environment) {
		this.#env = env;
	}

	/** Loads the schema: after the first frame. */
	async loadSchema(): Promise<void> {
		const {parseDocument} = await import('../clouds/document/schema-errors.ts');
		this.#parse = parseDocument;
	}

	/** Whether the cloud's rules are new here. */
	addCloud(cloud: CloudRules): boolean {
		const isNew = this.#clouds.get(cloud.id) !== cloud;
		this.#clouds.set(cloud.id, cloud);
		return isNew;
	}

	/** Every finding that can be made now, and what is changed of a connection that is edited. */
	check(task: CheckTask): Checked {
		const {edits} = task;
		const all = this.findings(task);
		if (!edits) return {findings: all};
		const findings = this.#notOfBefore(all, task, edits);
		const fixed = this.#onlyAnew(task, edits);
		const compared = this.#compared(task, edits);
		if (!compared) return {findings, fixed};
		const {changes} = compared;
		const taken = nameTaken(changes, edits.id, task.facts.connections ?? []);
		const tables = tablesLeft(changes).map(
			(message): Finding => ({rule: 'change.table', severity: 'warn', field: 'routeTables', message}),
		);
		const named: readonly Finding[] =
			taken === undefined ? [] : [{rule: 'change.name', severity: 'warn', field: 'name', message: taken}];
		const unseen = unseenOf(compared.unseen, task.draft, edits.was);
		const left = this.#left(compared.left, task, edits);
		return {findings: [...findings, ...onlyAnew(changes), ...named, ...tables, ...unseen, ...left], changes, fixed};
	}

	/** Where a rule refuses a field already the schema's word on it adds nothing. */
	findings({draft, facts, keys, edits}: CheckTask): readonly Finding[] {
		const cloud = this.#clouds.get(draft.cloud);
		const ruled = cloud?.check(draft, beside(facts, edits?.id)) ?? [];
		const refused = new Set(ruled.flatMap(({severity, field}) => (severity === 'refuse' ? [field] : [])));
		const all = [
			...ruled,
			...this.#schemaFindings(draft).filter(({field}) => !refused.has(field)),
			...(cloud ? this.#keyFindings(draft, keys, cloud) : []),
		];
		const seen = new Set<string>();
		return all.filter(finding => {
			const key = `${finding.field} ${finding.message}`;
			const isNew = !seen.has(key);
			seen.add(key);
			return isNew;
		});
	}

	/**
	 * What the cloud's own comparison says that these answers change; undefined while they make no document, or too little is read. An answer that can't
	 * stand is left out of it: the others are told all the same.
	 */
	#compared({draft, facts}: CheckTask, edits: Edited): ReturnType<typeof compareEdit> {
		const cloud = this.#clouds.get(draft.cloud);
		const {document, problems = []} = this.#parse?.(draft) ?? {};
		const sound = document ?? this.#parse?.(withSound(draft, problems, edits.was)).document;
		return cloud?.plan && sound ? compareEdit({plan: cloud.plan}, sound, facts, edits.id) : undefined;
	}

	/** Without what is refused and stood like this already: it is not refused because something else is changed. */
	#notOfBefore(findings: readonly Finding[], task: CheckTask, edits: Edited): readonly Finding[] {
		// most answers are refused nowhere, and this is asked at every key
		if (!findings.some(({severity}) => severity === 'refuse')) return findings;
		const stood = new Set(this.findings({...task, draft: edits.was}).map(said));
		return findings.filter(finding => finding.severity !== 'refuse' || !stood.has(said(finding)));
	}

	/** What these answers would take away, and stays as it stands: no plan changes it. What stood beside them as they were read is nothing they ask for. */
	#left(left: readonly NotCompared[], task: CheckTask, edits: Edited): readonly Finding[] {
		const asked = left.filter(({field}) => valueAt(task.draft, field) !== valueAt(edits.was, field));
		if (asked.length === 0) return [];
		const stood = new Set(this.#compared({...task, draft: edits.was}, edits)?.left.map(({why}) => why));
		return asked
			.filter(({why}) => !stood.has(why))
			.map(({field, why}) => ({
				rule: leftRule,
				severity: 'warn',
				field,
				message: `${why}; it is left as it stands`,
				mend: 'Change it in the cloud’s console where nothing else needs it',
			}));
	}

	/** What of the connection only a new one can have otherwise; found out once for what was read of the account. */
	#onlyAnew({facts}: CheckTask, {id, was}: Edited): readonly OnlyAnew[] {
		const cloud = this.#clouds.get(was.cloud);
		const {document} = this.#parse?.(was) ?? {};
		const {connections} = facts;
		if (!cloud?.plan || !document || !connections) return [];
		const known = this.#known.get(connections);
		if (known?.id === id) return known.fixed;
		const fixed = onlyAnewOf({id: cloud.id, plan: cloud.plan}, document, facts, id);
		this.#known.set(connections, {id, fixed});
		return fixed;
	}

	/** Members that are not answered yet are no finding: their steps say that themselves. */
	#schemaFindings(draft: ConnectionDraft): readonly Finding[] {
		const problems = this.#parse?.(draft).problems ?? [];
		return problems
			.filter(({field}) => field !== '' && isAnswered(readPath(draft, field)))
			.map(({value: _beside, ...problem}) => schemaFinding({...problem, value: ''}));
	}

	#keyFindings(draft: ConnectionDraft, keys: CheckTask['keys'], cloud: CloudRules): readonly Finding[] {
		return moduleOf(draft.cloud).keyFields.flatMap((field): readonly Finding[] => {
			const source = keySourceAt(draft, field);
			if (source?.from === 'env' && /^[A-Za-z_]\w*$/.test(source.name) && !this.#env[source.name]) {
				const message = `${source.name} is not set where tunnelwright was started`;
				return [{rule: keyVariableRule.id, severity: 'refuse', field, message, mend: keyVariableRule.mend}];
			}

			const key = keys[field];
			const problem = source?.from === 'prompt' && key && key.length > 0 ? cloud.checkPresharedKey(key) : undefined;
			if (problem === undefined) return [];
			const rule = `${cloud.id}.key.form`;
			return [{rule, severity: 'refuse', field, message: problem, mend: keyMend(cloud.id, source)}];
		});
	}
}

/** The answers, with what stood in place of each that the schema refuses. */
function withSound(
	draft: ConnectionDraft,
	problems: readonly {readonly field: string}[],
	was: ConnectionDraft,
): ConnectionDraft {
	const sound = structuredClone(draft);
	for (const {field} of problems) if (field !== '') writePath(sound, field, readPath(was, field));
	return sound;
}

const said = ({rule, field, message}: Finding) => `${rule} ${field} ${message}`;
const valueAt = (document: ConnectionDraft, field: string) =>
	JSON.stringify(field.startsWith('tags.') ? document.tags?.[field.slice('tags.'.length)] : readPath(document, field));
const isAnswered = (value: unknown) => value !== undefined && value !== '';

/** The account as the rules of a new connection may look at it: the one that is edited is in nobody's way. */
function beside(facts: Facts, edits: string | undefined): Facts {
	const {connections} = facts;
	if (edits === undefined || !connections) return facts;
	return {...facts, connectionId: edits, connections: connections.filter(({id}) => id !== edits)};
}

/** What can't be changed in place, said where it is asked. */
function onlyAnew(changes: readonly Difference[]): readonly Finding[] {
	return changes.flatMap(({field, interrupts}): readonly Finding[] =>
		interrupts?.kind === 'new'
			? [{rule: 'change.new', severity: 'warn', field, message: `only by a new connection: ${interrupts.why}`}]
			: [],
	);
}

/** What was answered otherwise than it was read, where the cloud does not show what stands: nobody can tell whether it is so, and no plan changes it. */
function unseenOf(unseen: readonly NotCompared[], draft: ConnectionDraft, was: ConnectionDraft): readonly Finding[] {
	return unseen
		.filter(({field}) => valueAt(draft, field) !== valueAt(was, field))
		.map(({field, why}) => ({
			rule: unseenRule,
			severity: 'warn',
			field,
			message: `${why}: it can’t be compared, and is not changed from here`,
			mend: 'Change it in the cloud’s console',
		}));
}

/** What the schema says of a field, as a finding. */
export function schemaFinding({field, value, problem, mend}: DocumentProblem): Finding {
	const message = [value, problem].filter(Boolean).join(' ');
	return {rule: schemaRule.id, severity: 'refuse', field, message, ...(mend === '' ? {} : {mend})};
}
