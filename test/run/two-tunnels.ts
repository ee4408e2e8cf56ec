import type {
	Action,
	Change,
	ConnectionStatus,
	Made,
	Plan,
	TunnelName,
	TunnelStatus,
	UndoContext,
	UndoEnd,
	UndoStep,
} from '../../src/clouds/contract/cloud.ts';
import {MemoryCloud, threeSteps} from './memory-cloud.ts';

const connectionId = 'vpn-1';
export const tunnels: readonly [TunnelName, TunnelName] = [
	{connectionId, key: '192.0.2.1', number: 1},
	{connectionId, key: '192.0.2.2', number: 2},
];

/** What the cloud tells of a tunnel, look after look; the last stays. */
export type Looks = readonly Partial<TunnelStatus>[];

const up: Partial<TunnelStatus> = {state: 'UP', acceptedRoutes: 3};
const down: Partial<TunnelStatus> = {state: 'DOWN', acceptedRoutes: 0};
export const seen = {up, down};

/** A connection of two tunnels whose status is played look by look, and which a change of a tunnel plays from the beginning. */
export class TwoTunnels extends MemoryCloud {
	routing: ConnectionStatus['routing'] = 'static';
	/** By key. */
	readonly looks = new Map<string, Partial<TunnelStatus>[]>(tunnels.map(({key}) => [key, [up]]));
	/** What is told of a tunnel once it is changed. */
	afterChange: Looks = [down, down, up];
	/** What happened, in order: `change 1`, and `look` with both states. */
	readonly log: string[] = [];
	/** Thrown by the looks to come, in order. */
	readonly lookErrors: (Error | undefined)[] = [];
	/** Called at each look. */
	onLook: () => void = () => {};

	override async perform(action: Action) {
		const result = await super.perform(action);
		this.log.push(`change ${action.id}`);
		const {change} = action;
		if (change?.interrupts.kind === 'tunnel') this.play(change.interrupts.tunnel.number, this.afterChange);
		return result;
	}

	override undoSteps({plan, results}: Made): readonly UndoStep[] {
		return plan.actions
			.toReversed()
			.flatMap(({id, detail, change}) =>
				change?.back && results.get(id)?.existed === false
					? [{id, title: `put ${id} back`, detail, call: change.back.call, parameters: {}, change}]
					: [],
			);
	}

	override async undo({id, change}: UndoStep, {beforeSend}: UndoContext): Promise<UndoEnd> {
		if (!this.made.has(id)) return 'stood as before';
		await beforeSend?.();
		if (!this.made.delete(id)) return 'stood as before';
		this.log.push(`back ${id}`);
		if (change?.interrupts.kind === 'tunnel') this.play(change.interrupts.tunnel.number, this.afterChange);
		return 'put back';
	}

	override async status(): Promise<readonly ConnectionStatus[]> {
		this.onLook();
		const error = this.lookErrors.shift();
		if (error) throw error;
		const told = tunnels.map(({key}): TunnelStatus => {
			const left = this.looks.get(key) ?? [];
			const now = left.length > 1 ? left.shift() : left[0];
			return {key, state: 'UNKNOWN', raw: '', message: '', ...now};
		});
		this.log.push(told.map(({state}) => state).join(' '));
		const {id: cloud, routing} = this;
		return [
			{
				cloud,
				region: 'eu-central-1',
				id: connectionId,
				name: 'office',
				state: 'available',
				phase: 'settled',
				routing,
				tunnels: told,
			},
		];
	}

	play(number: number, looks: Looks): void {
		this.looks.set(tunnels[number - 1]?.key ?? '', [...looks]);
	}
}

/** A change of one tunnel, as a plan has it: the other one carries the traffic. */
export function changeOf(number: 1 | 2, given: Partial<Change> = {}): Action {
	const [first, second] = tunnels;
	const [tunnel, other] = number === 1 ? [first, second] : [second, first];
	return {
		id: `tunnel-${number}`,
		title: `change tunnel ${number}`,
		detail: tunnel.key,
		service: 'ec2',
		call: 'ModifyVpnTunnelOptions',
		parameters: {},
		dryRun: true,
		after: [],
		makes: '',
		change: {
			values: [{field: 'security.options.dpdTimeoutSeconds', what: 'DPD timeout', was: '30', wanted: '45'}],
			interrupts: {kind: 'tunnel', tunnel},
			needsUp: [other],
			backUp: [tunnel],
			device: [`start tunnel ${number} from its side`],
			...given,
		},
	};
}

/** The plan of changes of a connection that stands. */
export function changePlan(...actions: readonly Action[]): Plan {
	const exists = {id: connectionId, name: 'office', state: 'available', routing: 'static', ranges: [], insideCidrs: []};
	return {...threeSteps(), actions, exists: {...exists, routing: 'static'}};
}
