import type {Action, ActionResult, RunContext} from '../../contract/cloud.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import type {TencentInventory} from '../read/inventory.ts';
import type {TencentClient, WriteCall} from '../wire/client.ts';
import {pause} from '../wire/pause.ts';
import {text} from '../wire/reply.ts';
import {filled} from './fill.ts';
import {findTunnel, member, missingDestinations, placeOf, told} from './find.ts';
import {gone} from './settle.ts';

/** How often a tunnel is looked for that was made, but not named in the reply: 0.5, 1, 2, 4 and 4 seconds apart. */
const looks = [500, 1000, 2000, 4000, 4000] as const;

/** Carries out one action, once. @throws CloudError; `ambiguous` when it may have been carried out all the same */
export async function performAction(
	client: TencentClient,
	inventory: TencentInventory,
	action: Action,
	context: RunContext,
): Promise<ActionResult> {
	// what is looked up was not found right before, or it would not have come to this
	if (action.call === 'DescribeVpnConnections') throw gone(action, action.detail);
	const call = writeCallOf(action.call);
	if (call === 'CreateCustomerGateway') return createCustomerGateway(client, action, context);
	if (call === 'CreateVpnConnection') return createConnection(client, inventory, action, context);
	return createRoutes(client, inventory, call, action, context);
}

async function createCustomerGateway(
	client: TencentClient,
	action: Action,
	context: RunContext,
): Promise<ActionResult> {
	const parameters = filled(action.parameters, context);
	const reply = await client.write('CreateCustomerGateway', parameters, writeOptions(context));
	const id = text(reply.CustomerGateway?.CustomerGatewayId);
	if (!id) throw unnamed(action, text(reply.RequestId));
	return {id, existed: false, ...requestId(reply.RequestId), detail: `${id}, ${text(action.parameters.IpAddress)}`};
}

/** The reply may carry no id, and most of its other members are not facts yet: the tunnel is read back, and told from that. */
async function createConnection(
	client: TencentClient,
	inventory: TencentInventory,
	action: Action,
	context: RunContext,
): Promise<ActionResult> {
	const reply = await client.write('CreateVpnConnection', filled(action.parameters, context), writeOptions(context));
	const id = text(reply.VpnConnection?.VpnConnectionId);
	for (const [count, wait] of [0, ...looks].entries()) {
		if (wait > 0) {
			context.waiting?.(`the new tunnel does not show up yet; looking again, ${count + 1} of ${looks.length + 1}`);
			await afterwards(pause(wait, context.pauses ?? context.signal), action, id);
		}

		const tunnel = await afterwards(findTunnel(inventory, action.parameters, context), action, id);
		if (tunnel && (!id || text(tunnel.VpnConnectionId) === id))
			return {...told(tunnel, action.parameters), existed: false, ...requestId(reply.RequestId)};
		if (id) break; // Named: reading back can wait until it has settled.
	}

	if (!id) throw unnamed(action, text(reply.RequestId));
	return {id, existed: false, ...requestId(reply.RequestId), detail: `${id}, not listed yet`};
}

/** An error while looking does not undo the create: without an id the end is in doubt, with one it is a success. */
async function afterwards<T>(look: Promise<T>, action: Action, id: string): Promise<T | undefined> {
	try {
		return await look;
	} catch (error) {
		if (id) return undefined;
		if (!(error instanceof CloudError)) throw error;
		throw new CloudError({...error.info, call: action.call, retryable: false, ambiguous: true});
	}
}

/** Routes that stand already are left out, so that doing the action again after a half-done one is no duplicate. */
async function createRoutes(
	client: TencentClient,
	inventory: TencentInventory,
	call: WriteCall,
	action: Action,
	context: RunContext,
): Promise<ActionResult> {
	const missing = (await missingDestinations(inventory, action, context)) ?? [];
	const {Routes} = action.parameters;
	if (!Array.isArray(Routes)) throw new Error(`${call} was planned without routes`);
	const wanted = Routes.filter(route => missing.includes(text(member(route, 'DestinationCidrBlock'))));
	// standing since an end in doubt, they are the run's own
	if (wanted.length === 0)
		return {id: '', existed: context.sent?.has(action.id) !== true, detail: 'all routes stand already'};
	const parameters = filled({...action.parameters, Routes: wanted}, context);
	const reply = await client.write(call, parameters, writeOptions(context));
	// each of the two answers with the routes: a reply without them may be another call's
	if (!['Routes', 'RouteTableSet'].some(name => Array.isArray(Reflect.get(reply, name))))
		throw unnamed(action, text(reply.RequestId));
	const kept = Routes.length - wanted.length;
	return {
		id: '',
		existed: false,
		...requestId(reply.RequestId),
		detail: `${wanted.length} ${wanted.length === 1 ? 'route' : 'routes'} made${kept > 0 ? `, ${kept} stood already` : ''}`,
	};
}

function writeCallOf(call: string): WriteCall {
	const known: readonly WriteCall[] = [
		'CreateCustomerGateway',
		'CreateVpnConnection',
		'CreateVpnGatewayRoutes',
		'CreateRoutes',
	];
	const found = known.find(name => name === call);
	if (!found) throw new Error(`${call} is no call of a Tencent Cloud plan`);
	return found;
}

function writeOptions(context: RunContext) {
	return {...placeOf(context), secrets: [...context.secrets.values()]};
}

function requestId(value: unknown): {requestId?: string} {
	const id = text(value);
	return id ? {requestId: id} : {};
}

function unnamed(action: Action, id: string): CloudError {
	return new CloudError({
		cloud: 'tencent',
		kind: 'protocol',
		code: '',
		call: action.call,
		message: 'The call succeeded, but the reply names nothing and nothing new can be found',
		...(id && {requestId: id}),
		retryable: false,
		ambiguous: true,
		mend: 'Look in the console whether it was made before trying again',
	});
}
