import type {Tag} from '@aws-sdk/client-ec2';
import type {Action, UndoContext, UndoStep} from '../../contract/cloud.ts';
import {fill} from '../../engine/fill.ts';
import {resultsIn} from '../../engine/refers-to.ts';
import {customerGateway, describeTransitAttachments, filter, vpnConnection, vpnGateway} from '../read/describe.ts';
import {cloudGatewayIdOf} from '../read/vpn-connections.ts';
import type {AwsReach} from '../wire/ask.ts';
import {runTag, word} from '../wire/tags.ts';
import {isGoing} from './search.ts';

type Run = NonNullable<UndoContext['run']>;

/**
 * Why an undo or a deletion may not make a step; undefined where it may. A journal is a file that anybody can have edited, so it proves
 * nothing: what a run made carries the run's tag, and so does what its routes and attachments hang on. Reads only.
 * @param gatewayId the gateway that the step takes away or detaches: of a deletion it goes only because a run of ours made it
 * @throws CloudError
 */
export async function whyForeign(
	reach: AwsReach,
	step: UndoStep,
	{run, deletion}: UndoContext,
	gatewayId: string | undefined,
): Promise<string | undefined> {
	if (deletion) {
		const attachment = step.parameters.TransitGatewayAttachmentId;
		return (
			deletion.foreign(step) ??
			(gatewayId === undefined ? undefined : await whyUnmarked(reach, gatewayId)) ??
			(typeof attachment === 'string' ? whyOthers(reach, attachment, deletion.connectionId) : undefined)
		);
	}

	const action = run?.plan.actions.find(({id}) => id === step.id);
	if (!run || !action) return undefined;
	for (const name of new Set([step.id, ...resultsIn(action.parameters)])) {
		const result = run.results.get(name);
		if (!result?.id) continue;
		const isLookedUp = run.plan.actions.some(({id, call}) => id === name && call.startsWith('Describe'));
		if (isLookedUp && /^tgw-attach-/.test(result.id)) {
			const why = await whyNotOfRun(reach, result.id, run);
			if (why !== undefined) return why;
			continue;
		}

		const why = result.existed
			? await whyNotPlanned(reach, name, result.id, run)
			: await whyUnmarked(reach, result.id, run.runId);
		if (why !== undefined) return why;
	}

	return undefined;
}

/** @param runId any run's where it is left out */
async function whyUnmarked(reach: AwsReach, id: string, runId?: string): Promise<string | undefined> {
	const found = await standing(reach, id);
	if (!found) return undefined;
	// an attachment carries no tag of ours: its connection does
	if (/^tgw-attach-/.test(id)) return found.joins[0] ? whyUnmarked(reach, found.joins[0], runId) : undefined;
	const mark = found.tags.find(({Key}) => Key === runTag)?.Value;
	if (mark !== undefined && (runId === undefined || mark === runId)) return undefined;
	return mark === undefined
		? `${id} does not carry the tag ${runTag}${runId === undefined ? '' : ' of this run'}`
		: `${id} was made by another run, ${word(mark)}`;
}

/** A route goes only where it leads into the connection that it is about. */
async function whyOthers(reach: AwsReach, attachment: string, connectionId: string): Promise<string | undefined> {
	const [joined] = (await standing(reach, attachment))?.joins ?? [];
	return joined === undefined || joined === connectionId
		? undefined
		: `${attachment} leads into ${joined}, not into ${connectionId}`;
}

/** An attachment is never made by a run: AWS makes it with the connection, which is the run's own, or the one that its plan was made on. */
async function whyNotOfRun(reach: AwsReach, attachment: string, {results, runId}: Run): Promise<string | undefined> {
	const connection = results.get('connection');
	if (!connection) return whyUnmarked(reach, attachment, runId);
	const why = await whyOthers(reach, attachment, connection.id);
	return why ?? (connection.existed ? undefined : whyUnmarked(reach, connection.id, runId));
}

/** What was there before a run must be what its plan describes. */
async function whyNotPlanned(
	reach: AwsReach,
	name: string,
	id: string,
	{plan, results}: Run,
): Promise<string | undefined> {
	const create = plan.actions.find(action => action.id === name);
	const {cloudGateway} = plan.document;
	const wanted =
		create?.call === 'CreateVpnConnection'
			? connectionEnds(create, results)
			: create?.call === 'CreateVpnGateway' && cloudGateway.vpcId !== undefined
				? [cloudGateway.vpcId]
				: [];
	if (wanted.length === 0) return undefined;
	const found = await standing(reach, id);
	const missing = found ? wanted.filter(end => end !== '' && !found.joins.includes(end)) : [];
	return missing.length > 0
		? `${id} is not what the run planned with: it does not join ${missing.join(', ')}`
		: undefined;
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

/** What stands under an id, as far as it says whose it is. */
interface Standing {
	readonly tags: readonly Tag[];
	/** The gateways of a connection; the VPCs of a gateway; the connection of an attachment. */
	readonly joins: readonly string[];
}

/** Undefined where nothing stands. */
async function standing(reach: AwsReach, id: string): Promise<Standing | undefined> {
	if (/^vpn-/.test(id)) {
		const found = await vpnConnection(reach, id);
		if (!found || isGoing(found)) return undefined;
		return {tags: found.Tags ?? [], joins: [cloudGatewayIdOf(found), word(found.CustomerGatewayId)]};
	}

	if (/^cgw-/.test(id)) {
		const found = await customerGateway(reach, id);
		return found && !isGoing(found) ? {tags: found.Tags ?? [], joins: []} : undefined;
	}

	if (/^vgw-/.test(id)) {
		const found = await vpnGateway(reach, id);
		if (!found || isGoing(found)) return undefined;
		return {tags: found.Tags ?? [], joins: (found.VpcAttachments ?? []).map(({VpcId}) => word(VpcId))};
	}

	if (!/^tgw-attach-/.test(id)) return {tags: [], joins: []};
	const [found] = await describeTransitAttachments(reach, {Filters: [filter('transit-gateway-attachment-id', id)]});
	return found && !isGoing(found) ? {tags: [], joins: [word(found.ResourceId)]} : undefined;
}
