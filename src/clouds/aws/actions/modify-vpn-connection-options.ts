import {ModifyVpnConnectionOptionsCommand, type ModifyVpnConnectionOptionsCommandInput} from '@aws-sdk/client-ec2';
import * as z from 'zod';
import type {Action, Change} from '../../contract/cloud.ts';
import type {Settings} from '../../contract/comparison.ts';
import {plainParameters} from '../../engine/fill.ts';
import {shapeOf} from '../../net/loggable.ts';
import {settingsOf} from '../read/settings.ts';
import {connection} from '../wire/log-things.ts';
import {awsAction} from './aws-action.ts';
import {awsChange} from './aws-change.ts';
import type {HasDryRun} from './aws-undo.ts';
import {connectionInUse} from './create-vpn-connection.ts';
import {standingWhole} from './tunnel-change.ts';

/** The members of a request by the paths of a document. AWS's Local is the site's side. */
const members = {
	'ranges[0].siteSide[0]': 'LocalIpv4NetworkCidr',
	'ranges[0].cloudSide': 'RemoteIpv4NetworkCidr',
	'ipv6Ranges.siteSide': 'LocalIpv6NetworkCidr',
	'ipv6Ranges.cloudSide': 'RemoteIpv6NetworkCidr',
	tunnelBandwidth: 'TunnelBandwidth',
} as const;

const request = z.strictObject({
	VpnConnectionId: z.string(),
	LocalIpv4NetworkCidr: z.string().optional(),
	RemoteIpv4NetworkCidr: z.string().optional(),
	LocalIpv6NetworkCidr: z.string().optional(),
	RemoteIpv6NetworkCidr: z.string().optional(),
	TunnelBandwidth: z.enum(['standard', 'large']).optional(),
}) satisfies z.ZodType<ModifyVpnConnectionOptionsCommandInput>;

const call = 'ModifyVpnConnectionOptions';

const kind = awsAction({
	call,
	title: 'change connection options',
	request,
	command: given => new ModifyVpnConnectionOptionsCommand(given),
	dryRun: true satisfies HasDryRun<ModifyVpnConnectionOptionsCommandInput>,
	logged: {
		request: shapeOf<ModifyVpnConnectionOptionsCommandInput>({
			id: ['VpnConnectionId'],
			address: ['LocalIpv4NetworkCidr', 'RemoteIpv4NetworkCidr', 'LocalIpv6NetworkCidr', 'RemoteIpv6NetworkCidr'],
			word: ['TunnelBandwidth'],
			flag: ['DryRun'],
		}),
		response: {VpnConnection: connection},
	},
	made: () => ({}),
	waitLine: ({parameters}, words) =>
		connectionInUse.waitLine(undefined, words, words.argument(parameters.VpnConnectionId ?? '')),
});

/** Ranges and bandwidth of the connection: both tunnels are down for some minutes meanwhile, and keep their outside addresses and options. */
export const modifyVpnConnectionOptions = awsChange(kind, {
	after({parameters}) {
		const {VpnConnectionId: _, ...set} = request.parse(parameters);
		const names = Object.entries(members).flatMap(([field, member]) => {
			const value = set[member];
			return value === undefined ? [] : [[field, value]];
		});
		return Object.fromEntries(names);
	},
	async stands({parameters}, reach) {
		const standing = await standingWhole(reach, request.parse(parameters).VpnConnectionId);
		return standing && {values: settingsOf(standing.connection), busy: standing.busy};
	},
	about: ({parameters}) => ({VpnConnectionId: request.parse(parameters).VpnConnectionId}),
	backTitle: 'put connection options back',
	back: () => [kind],
	backCall: call,
});

/** Sets values by their paths in the document. @param was the same ones as they stand */
export function planConnectionOptions(
	connectionId: string,
	given: Pick<Action, 'id' | 'after'> & {readonly change: Omit<Change, 'interrupts' | 'back'>},
	{wanted, was}: {readonly wanted: Settings; readonly was: Settings},
): Action {
	const {id, after, change} = given;
	const parameters = (values: Settings) => {
		const set = Object.entries(members).map(([field, member]) => [member, values[field]]);
		return request.parse({VpnConnectionId: connectionId, ...Object.fromEntries(set)});
	};
	const planned = modifyVpnConnectionOptions.plan({id, detail: connectionId, after, parameters: parameters(wanted)});
	const back = {call, parameters: plainParameters(parameters(was))};
	return {...planned, change: {...change, interrupts: {kind: 'connection'}, back}};
}
