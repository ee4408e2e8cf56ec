import {
	DescribeCustomerGatewaysCommand,
	DescribeTransitGatewayAttachmentsCommand,
	DescribeVpnGatewaysCommand,
	type Tag,
} from '@aws-sdk/client-ec2';
import type {Action, PlanValue, UndoContext, UndoStep} from '../../contract/cloud.ts';
import {fill} from '../../engine/fill.ts';
import {cloudGatewayIdOf, describeVpnConnections} from '../read/vpn-connections.ts';
import type {AwsClients} from '../wire/client.ts';
import {runTag, word} from '../wire/tags.ts';

type Run = NonNullable<UndoContext['run']>;

/**
 * Why an undo or a deletion may not make a step; undefined where it may. A journal is a file that anybody can have edited, so it proves
 * nothing: what a run made carries the run's tag, and so does what its routes and attachments hang on. Reads only.
 * @throws CloudError
 */
export async function whyForeign(
	clients: AwsClients,
	step: UndoStep,
	{run, deletion, region, signal}: UndoContext,
): Promise<string | undefined> {
	const marks = new Marks(clients, region, signal);
	if (deletion) {
		const attachment = step.parameters.TransitGatewayAttachmentId;
		return (
			deletion.foreign(step) ??
			(gatewayOf(step) ? await marks.whyUnmarked(gatewayOf(step)) : undefined) ??
			(typeof attachment === 'string' ? marks.whyOthers(attachment, deletion.connectionId) : undefined)
		);
	}

	const action = run?.plan.actions.find(({id}) => id === step.id);
	if (!run || !action) return undefined;
	for (const name of new Set([step.id, ...resultsIn(action.parameters)])) {
		const result = run.results.get(name);
		if (!result?.id) continue;
		const why = result.existed
			? await marks.whyNotPlanned(name, result.id, run)
			: await marks.whyUnmarked(result.id, run.runId);
		if (why !== undefined) return why;
	}

	return undefined;
}

/** The gateway that a step of a deletion takes away or detaches: it goes only because a run of ours made it. */
function gatewayOf({call, parameters}: UndoStep): string {
	if (call === 'DeleteCustomerGateway') return String(parameters.CustomerGatewayId);
	return call === 'DeleteVpnGateway' || call === 'DetachVpnGateway' ? String(parameters.VpnGatewayId) : '';
}

/** The actions whose results a planned request refers to. */
function resultsIn(value: PlanValue | Action['parameters']): readonly string[] {
	if (typeof value !== 'object') return [];
	if (Array.isArray(value)) return value.flatMap(resultsIn);
	return Object.entries(value).flatMap(([key, part]) =>
		key === '$result' && typeof part === 'string' ? [part] : resultsIn(part),
	);
}

/** What stands under an id, as far as it says whose it is; undefined where nothing stands. */
interface Standing {
	readonly tags: readonly Tag[];
	/** The gateways of a connection; the VPCs of a gateway; the connection of an attachment. */
	readonly joins: readonly string[];
}

class Marks {
	readonly #clients: AwsClients;
	readonly #region: string;
	readonly #signal: AbortSignal;

	constructor(clients: AwsClients, region: string, signal: AbortSignal) {
		this.#clients = clients;
		this.#region = region;
		this.#signal = signal;
	}

	/** @param runId any run's where it is left out */
	async whyUnmarked(id: string, runId?: string): Promise<string | undefined> {
		const found = await this.#standing(id);
		if (!found) return undefined;
		// an attachment carries no tag of ours: its connection does
		if (/^tgw-attach-/.test(id)) return found.joins[0] ? this.whyUnmarked(found.joins[0], runId) : undefined;
		const mark = found.tags.find(({Key}) => Key === runTag)?.Value;
		if (mark !== undefined && (runId === undefined || mark === runId)) return undefined;
		return mark === undefined
			? `${id} does not carry the tag ${runTag}${runId === undefined ? '' : ' of this run'}`
			: `${id} was made by another run, ${word(mark)}`;
	}

	/** A route goes only where it leads into the connection that is deleted. */
	async whyOthers(attachment: string, connectionId: string): Promise<string | undefined> {
		const [joined] = (await this.#standing(attachment))?.joins ?? [];
		return joined === undefined || joined === connectionId
			? undefined
			: `${attachment} leads into ${joined}, not into ${connectionId}`;
	}

	/** What was there before a run must be what its plan describes. */
	async whyNotPlanned(name: string, id: string, {plan, results}: Run): Promise<string | undefined> {
		const create = plan.actions.find(action => action.id === name);
		const {cloudGateway} = plan.document;
		const wanted =
			create?.call === 'CreateVpnConnection'
				? connectionEnds(create, results)
				: create?.call === 'CreateVpnGateway' && 'vpcId' in cloudGateway
					? [cloudGateway.vpcId]
					: [];
		if (wanted.length === 0) return undefined;
		const found = await this.#standing(id);
		const missing = found ? wanted.filter(end => end !== '' && !found.joins.includes(end)) : [];
		return missing.length > 0
			? `${id} is not what the run planned with: it does not join ${missing.join(', ')}`
			: undefined;
	}

	async #standing(id: string): Promise<Standing | undefined> {
		if (/^vpn-/.test(id)) {
			const filters = [{Name: 'vpn-connection-id', Values: [id]}];
			const [found] = await describeVpnConnections(this.#clients, this.#region, this.#signal, filters);
			if (!stands(found)) return undefined;
			return {tags: found.Tags ?? [], joins: [cloudGatewayIdOf(found), word(found.CustomerGatewayId)]};
		}

		const read = {region: this.#region, purpose: 'read', signal: this.#signal} as const;
		if (/^cgw-/.test(id)) {
			const Filters = [{Name: 'customer-gateway-id', Values: [id]}];
			const reply = await this.#clients.call({...read, call: 'DescribeCustomerGateways'}, (client, options) =>
				client.send(new DescribeCustomerGatewaysCommand({Filters}), options),
			);
			const found = reply.CustomerGateways?.[0];
			return stands(found) ? {tags: found.Tags ?? [], joins: []} : undefined;
		}

		if (/^vgw-/.test(id)) {
			const Filters = [{Name: 'vpn-gateway-id', Values: [id]}];
			const reply = await this.#clients.call({...read, call: 'DescribeVpnGateways'}, (client, options) =>
				client.send(new DescribeVpnGatewaysCommand({Filters}), options),
			);
			const found = reply.VpnGateways?.[0];
			if (!stands(found)) return undefined;
			return {tags: found.Tags ?? [], joins: (found.VpcAttachments ?? []).map(({VpcId}) => word(VpcId))};
		}

		if (!/^tgw-attach-/.test(id)) return {tags: [], joins: []};
		const Filters = [{Name: 'transit-gateway-attachment-id', Values: [id]}];
		const reply = await this.#clients.call({...read, call: 'DescribeTransitGatewayAttachments'}, (client, options) =>
			client.send(new DescribeTransitGatewayAttachmentsCommand({Filters}), options),
		);
		const found = reply.TransitGatewayAttachments?.[0];
		return stands(found) ? {tags: [], joins: [word(found.ResourceId)]} : undefined;
	}
}

function stands<Found extends {readonly State?: string}>(found: Found | undefined): found is Found {
	return found !== undefined && !/^delet/.test(found.State ?? '');
}

/** Both gateways that a planned connection joins. */
function connectionEnds(create: Action, results: Run['results']): readonly string[] {
	const request = fill(create.parameters, {result: name => results.get(name)?.id, secret: () => undefined});
	const text = (name: string) => (typeof request[name] === 'string' ? request[name] : '');
	return [
		text('CustomerGatewayId'),
		text('VpnGatewayId') || text('TransitGatewayId') || text('VpnConcentratorId'),
	].filter(Boolean);
}
