import type {Cloud} from '../../clouds/contract/cloud.ts';
import {keyMend} from '../../clouds/engine/key-mend.ts';
import type {ConnectionDraft} from '../../connection/document.ts';
import type {Finding} from '../../connection/finding.ts';
import type {Effect, KeysByField} from '../../wizard/core/effect.ts';
import type {OpenWizardOptions} from '../open-wizard-options.ts';

/** What of a cloud findings are made from. */
export type CloudRules = Pick<Cloud, 'id' | 'check' | 'checkPresharedKey'>;

type ParseDocument = typeof import('../../connection/schema-errors.ts').parseDocument;

/** What findings are made from, as far as it has been loaded: the schema, and the rules of the clouds in use. */
export class Checks {
	readonly #env: OpenWizardOptions['env'];
	readonly #clouds = new Map<string, CloudRules>();
	#parse: ParseDocument | undefined;

	constructor(env: OpenWizardOptions['env']) {
		this.#env = env;
	}

	/** Loads the schema: after the first frame. */
	async loadSchema(): Promise<void> {
		const {parseDocument} = await import('../../connection/schema-errors.ts');
		this.#parse = parseDocument;
	}

	/** Whether the cloud's rules are new here. */
	addCloud(cloud: CloudRules): boolean {
		const isNew = this.#clouds.get(cloud.id) !== cloud;
		this.#clouds.set(cloud.id, cloud);
		return isNew;
	}

	/** Every finding that can be made now. Where a rule refuses a field already the schema's word on it adds nothing. */
	findings({draft, facts, keys}: Extract<Effect, {type: 'check'}>): readonly Finding[] {
		const cloud = this.#clouds.get(draft.cloud);
		const ruled = cloud?.check(draft, facts) ?? [];
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

	/** Members that are not answered yet are no finding: their steps say that themselves. */
	#schemaFindings(draft: ConnectionDraft): readonly Finding[] {
		const problems = this.#parse?.(draft).problems ?? [];
		return problems
			.filter(({field}) => field.split(/[.[]/)[0] !== '' && member(draft, field.split(/[.[]/)[0] ?? '') !== undefined)
			.filter(({field}) => member(draft, field) !== undefined && member(draft, field) !== '')
			.map(({field, problem, mend}) => ({
				rule: 'document',
				severity: 'refuse',
				field,
				message: problem,
				...(mend === '' ? {} : {mend}),
			}));
	}

	#keyFindings(draft: ConnectionDraft, keys: KeysByField, cloud: CloudRules): readonly Finding[] {
		const sources =
			draft.cloud === 'aws'
				? (draft.tunnels ?? []).map((tunnel, index) => [`tunnels[${index}].presharedKey`, tunnel.presharedKey] as const)
				: [['presharedKey', draft.presharedKey] as const];
		return sources.flatMap(([field, source]): readonly Finding[] => {
			if (source?.from === 'env' && /^[A-Za-z_]\w*$/.test(source.name) && !this.#env[source.name])
				return [
					{
						rule: 'key.env',
						severity: 'refuse',
						field,
						message: `${source.name} is not set where tunnelwright was started`,
						mend: 'Set it and start again, or choose another source',
					},
				];
			const key = keys[field];
			const problem = source?.from === 'prompt' && key && key.length > 0 ? cloud.checkPresharedKey(key) : undefined;
			if (problem === undefined) return [];
			return [{rule: 'key.form', severity: 'refuse', field, message: problem, mend: keyMend(cloud.id, source)}];
		});
	}
}

/** The value at a document path, or undefined. */
function member(value: unknown, path: string): unknown {
	let here: unknown = value;
	for (const part of path.split(/[.[\]]+/).filter(Boolean)) {
		if (typeof here !== 'object' || here === null) return undefined;
		here = Reflect.get(here, part);
	}

	return here;
}
