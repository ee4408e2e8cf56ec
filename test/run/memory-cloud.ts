import type {
	Action,
	ActionResult,
	Cloud,
	CloudErrorInfo,
	ConnectionStatus,
	Made,
	Plan,
	RunContext,
	UndoContext,
	UndoEnd,
	UndoStep,
} from '../../src/clouds/contract/cloud.ts';
import {CloudError} from '../../src/clouds/contract/cloud-error.ts';
import {parseDocument} from '../../src/clouds/document/schema-errors.ts';
import {Secret} from '../../src/connection/secret.ts';

/** How a call ends. `lost`: it is carried out, then the reply is lost. */
export type CallEnd = 'ok' | 'refused' | 'throttled' | 'lost' | 'unclear';

export function cloudError(info: Partial<CloudErrorInfo> = {}): CloudError {
	return new CloudError({
		cloud: 'aws',
		kind: 'api',
		code: 'Some.Code',
		message: 'the cloud says so',
		retryable: false,
		ambiguous: false,
		...info,
	});
}

const ends = {
	taken: () => cloudError({code: 'Already.Exists'}),
	refused: () => cloudError({code: 'InvalidParameterValue'}),
	throttled: () => cloudError({code: 'RequestLimitExceeded', retryable: true}),
	lost: () => cloudError({kind: 'network', code: '', message: 'socket hang up', ambiguous: true}),
	unclear: () => cloudError({kind: 'network', code: '', message: 'socket hang up', ambiguous: true}),
};

/** A cloud in memory: it counts what was sent and keeps what was made, per action. */
export class MemoryCloud implements Cloud {
	readonly id = 'aws';
	readonly title = 'AWS';
	readonly rules = [];
	/** Every `perform` that reached the cloud, by action id. */
	readonly sent: string[] = [];
	/** Everything that exists, by action id, once for each time it was made. */
	readonly made = new Map<string, string[]>();
	/** How the next calls of an action end; 'ok' when the list is used up. */
	readonly script = new Map<string, CallEnd[]>();
	/** Looks that find nothing although it is there, as right after a create. */
	blindLooks = 0;
	findError: CloudError | undefined;
	/** A create is refused while its thing is there, as Tencent Cloud does. */
	refusesSecond = false;
	/** Looks of an undo that find nothing although it is there. */
	blindUndoLooks = 0;
	/** Parts of a batch that stand, by action id. */
	readonly parts = new Map<string, string[]>();
	/** What `find` tells besides the id, by action id. */
	readonly found = new Map<string, Pick<ActionResult, 'differs' | 'whose'>>();
	onPerform: (action: Action) => void = () => {};
	statuses: readonly ConnectionStatus[] = [];
	statusCalls = 0;
	settled: string[] = [];
	/** Every delete that reached the cloud, by action id. */
	readonly deletes: string[] = [];
	onSettle: (action: Action, signal: AbortSignal) => Promise<void> = async () => {};

	async find(action: Action, context: RunContext): Promise<ActionResult | undefined> {
		if (this.findError) throw this.findError;
		const [id] = this.made.get(action.id) ?? [];
		if (id === undefined) return undefined;
		if (this.blindLooks > 0) {
			this.blindLooks -= 1;
			return undefined;
		}

		return {id, existed: context.sent?.has(action.id) !== true, detail: id, ...this.found.get(action.id)};
	}

	async perform(action: Action): Promise<ActionResult> {
		this.sent.push(action.id);
		this.onPerform(action);
		if (this.refusesSecond && this.made.has(action.id)) throw ends.taken();
		const end = this.script.get(action.id)?.shift() ?? 'ok';
		if (end === 'ok' || end === 'lost')
			this.made.set(action.id, [...(this.made.get(action.id) ?? []), `${action.id}-1`]);
		if (end !== 'ok') throw ends[end]();
		return {id: `${action.id}-1`, existed: false, detail: `${action.id}-1, pending`};
	}

	async settle(action: Action, _result: ActionResult, context: {readonly signal: AbortSignal}): Promise<undefined> {
		await this.onSettle(action, context.signal);
		this.settled.push(action.id);
	}

	async standing({id}: Action): Promise<readonly string[] | undefined> {
		const parts = this.parts.get(id);
		return parts && [...parts];
	}

	undoSteps({plan, results}: Made): readonly UndoStep[] {
		return plan.actions.toReversed().flatMap(({id}) => {
			const result = results.get(id);
			return result && !result.existed
				? [{id, title: `delete ${id}`, detail: result.id, call: `Delete-${id}`, parameters: {Id: result.id}}]
				: [];
		});
	}

	async undo({id}: UndoStep, _context: UndoContext): Promise<UndoEnd> {
		if (this.blindUndoLooks > 0) {
			this.blindUndoLooks -= 1;
			return 'was gone already';
		}

		this.deletes.push(id);
		const end = this.script.get(`delete ${id}`)?.shift() ?? 'ok';
		const there = [...(this.made.get(id) ?? []), ...(this.parts.get(id) ?? [])].length > 0;
		this.parts.delete(id);
		if (end === 'ok' || end === 'lost') this.made.delete(id);
		if (end !== 'ok') throw ends[end]();
		return there ? 'deleted' : 'was gone already';
	}

	async status(): Promise<readonly ConnectionStatus[]> {
		this.statusCalls += 1;
		return this.statuses;
	}

	async identity() {
		return {cloud: 'aws', account: '123456789012', source: 'memory', sandbox: false} as const;
	}
	regions = async () => [];
	cloudGateways = async () => [];
	siteGateways = async () => [];
	connections = async () => [];
	routeTables = async () => [];
	facts = async () => ({});
	check = () => [];
	plan = () => threeSteps();
	commandLine = () => '';
	secretsOf = () => [];
	checkPresharedKey = () => undefined;
	generatePresharedKey = () => new Secret('generated');
	async *preflight() {}
	close() {}
}

/** A plan of three actions: site gateway, connection, route. */
export function threeSteps(): Plan {
	const {document, problems} = parseDocument({
		version: 1,
		cloud: 'aws',
		name: 'office',
		region: 'eu-central-1',
		cloudGateway: {kind: 'vgw', id: 'vgw-9a4cacf3'},
		site: {kind: 'new', name: 'office', address: '203.0.113.10', asn: 65010},
		routing: {mode: 'static', prefixes: ['192.168.0.0/16']},
	});
	if (!document) throw new Error(JSON.stringify(problems));
	const action = (id: string, makes: string, after: readonly string[]): Action => ({
		id,
		title: `make ${id}`,
		detail: '',
		service: 'ec2',
		call: `Create-${id}`,
		parameters: after.length > 0 ? {Uses: {$result: after[0] ?? ''}, Key: {$secret: 'key1'}} : {Name: 'office'},
		dryRun: true,
		after,
		makes,
	});
	return {
		cloud: 'aws',
		region: 'eu-central-1',
		name: 'office',
		document,
		actions: [
			action('site-gateway', 'customer gateway', []),
			action('connection', 'VPN connection', ['site-gateway']),
			action('route', '', ['connection']),
		],
		costs: [{what: 'connection-hour', from: 'creation', source: 'AWS'}],
		leftByHand: ['device configuration'],
		notes: [],
	};
}
