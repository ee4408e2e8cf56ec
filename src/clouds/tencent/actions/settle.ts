import type {Action, ActionResult, RunContext} from '../../contract/cloud.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import type {TencentInventory} from '../read/inventory.ts';
import {pause} from '../wire/pause.ts';
import {text} from '../wire/reply.ts';
import {placeOf, told} from './find.ts';

/** A tunnel is usually there in seconds; the official Terraform provider waits three minutes. */
const longestWaitMs = 5 * 60_000;
const firstPauseMs = 500;
const longestPauseMs = 5000;

/**
 * Waits until a new tunnel is AVAILABLE, which means configured and not yet connected. Everything else can be used at once.
 * @returns the tunnel as it reads back then, and where it is not what was asked for: most of a young one's members are no facts yet
 * @throws CloudError of kind 'timeout' after five minutes, of kind 'api' when the tunnel vanishes
 */
export async function settleAction(
	inventory: TencentInventory,
	action: Action,
	result: ActionResult,
	context: RunContext,
): Promise<string | undefined> {
	const isMade = action.call === 'CreateVpnConnection';
	if (!isMade && action.call !== 'DescribeVpnConnections') return undefined;
	// not by the clock, which can be set meanwhile
	const began = performance.now();
	let seen = false;
	for (let wait = firstPauseMs; ; wait = Math.min(wait * 1.5, longestPauseMs)) {
		const [tunnel] = await inventory.vpnConnections(placeOf(context), [
			{name: 'vpn-connection-id', values: [result.id]},
		]);
		const state = tunnel ? text(tunnel.State) : '';
		if (tunnel && state === 'AVAILABLE')
			return isMade ? told(tunnel, action.parameters).detail : `${result.id}, ${state}`;
		if (seen && (!tunnel || state === 'DELETING'))
			throw gone(action, state ? `${result.id} is ${state}` : `${result.id} was there and is gone`);
		seen ||= tunnel !== undefined;
		const elapsed = performance.now() - began;
		if (elapsed + wait > longestWaitMs) throw tooLong(action, result.id, state);
		context.waiting?.(`${result.id} is ${state || 'not listed yet'}, for ${Math.round(elapsed / 1000)} s`);
		await pause(wait, context.signal);
	}
}

/** A tunnel that somebody deleted meanwhile. */
export function gone(action: Action, message: string): CloudError {
	return new CloudError({
		cloud: 'tencent',
		kind: 'api',
		code: '',
		call: action.call,
		message,
		retryable: false,
		ambiguous: false,
		says: 'The tunnel was deleted meanwhile',
		mend: 'Ask who else works on this account, then start again',
	});
}

function tooLong(action: Action, id: string, state: string): CloudError {
	return new CloudError({
		cloud: 'tencent',
		kind: 'timeout',
		code: '',
		call: action.call,
		message: `${id} is ${state || 'not listed'} after five minutes`,
		retryable: true,
		ambiguous: false,
		mend: 'The tunnel exists: look at its state in the console, and watch it from here later',
	});
}
