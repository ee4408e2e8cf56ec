import type {Action, Check, Plan} from '../../contract/cloud.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import {withoutAnswer} from '../../engine/without-answer.ts';
import {modifyVpnTunnelOptions} from '../actions/modify-vpn-tunnel-options.ts';
import {readMaintenanceOf} from '../read/maintenance.ts';
import type {AwsReach} from '../wire/ask.ts';

/** The calls that turn lifecycle control off and are to leave the endpoint as it is. */
export function skippingOff({actions}: Pick<Plan, 'actions'>): readonly Action[] {
	return actions.filter(
		({call, parameters}) =>
			call === modifyVpnTunnelOptions.call &&
			parameters.SkipTunnelReplacement === true &&
			Reflect.get(Object(parameters.TunnelOptions), 'EnableTunnelLifecycleControl') === false,
	);
}

/**
 * AWS does not skip the replacement while maintenance is pending: turning lifecycle control off applies it.
 * Source: AWS Site-to-Site VPN User Guide, "Tunnel endpoint lifecycle control".
 */
export async function* maintenanceChecks(plan: Plan, reach: AwsReach): AsyncGenerator<Check> {
	for (const action of skippingOff(plan)) {
		const [id, key] = [String(action.parameters.VpnConnectionId), String(action.parameters.VpnTunnelOutsideIpAddress)];
		const base = {id: `maintenance:${key}`, action: action.id, field: 'security.options.lifecycleControl'} as const;
		try {
			const {pending} = await readMaintenanceOf(reach, id, key);
			yield pending === ''
				? {
						...base,
						title: `${key} keeps its endpoint`,
						result: 'pass',
						detail: 'no maintenance is pending for it',
						proves: 'read of the account',
					}
				: {
						...base,
						title: `${key} can’t keep its endpoint`,
						result: 'refuse',
						detail: `maintenance is pending for it (${pending}): turning lifecycle control off applies that at once`,
						proves: 'read of the account',
						mend: 'Apply the maintenance first, or leave lifecycle control on',
						mendByOption:
							'Leave --keep-endpoints out, and it is applied with the change; or apply it first: tunnelwright replace-tunnel, --apply-maintenance',
					};
		} catch (error) {
			if (!(error instanceof CloudError) || error.info.kind === 'aborted') throw error;
			yield {
				...base,
				title: `whether ${key} can keep its endpoint`,
				...withoutAnswer(error.info),
				detail: `pending maintenance is not known: ${error.message}. Where there is some, AWS refuses the change`,
			};
		}
	}
}
