import type {UndoContext, UndoStep} from '../../contract/cloud.ts';
import {type CloudError, cloudError} from '../../contract/cloud-error.ts';
import type {CloudActions} from '../../engine/action-kind.ts';
import {unmovedMend, unmovedText} from '../../engine/undo-action.ts';
import {callPlaceOf} from '../wire/call-place.ts';
import {pause} from '../wire/pause.ts';
import {createCustomerGateway} from './create-customer-gateway.ts';
import {createRoutes} from './create-routes.ts';
import {createVpnConnection} from './create-vpn-connection.ts';
import {createVpnGatewayRoutes} from './create-vpn-gateway-routes.ts';
import {lookUpVpnConnection} from './look-up-vpn-connection.ts';
import {modifyCustomerGateway} from './modify-customer-gateway.ts';
import {modifyResourceTags} from './modify-resource-tags.ts';
import {modifyVpnConnection} from './modify-vpn-connection.ts';
import {modifyVpnGatewayRoutes} from './modify-vpn-gateway-routes.ts';
import {removeGatewayRoutes} from './remove-gateway-routes.ts';
import {removeVpcRoutes} from './remove-vpc-routes.ts';
import {resetVpnConnection} from './reset-vpn-connection.ts';
import type {TencentKind} from './tencent-action.ts';
import type {Reach} from './tencent-undo.ts';
import {isBusy, pollMs} from './until-free.ts';

/** Every call that a plan of Tencent Cloud may hold. */
export const tencentKinds: readonly TencentKind[] = [
	createCustomerGateway,
	createVpnConnection,
	lookUpVpnConnection,
	createVpnGatewayRoutes,
	createRoutes,
	modifyCustomerGateway,
	modifyResourceTags,
	modifyVpnConnection,
	modifyVpnGatewayRoutes,
	removeGatewayRoutes,
	removeVpcRoutes,
	resetVpnConnection,
];

/** A tunnel is usually there, or gone, in seconds; the official Terraform provider waits three minutes. */
const limitMs = 5 * 60_000;

export const tencentActions: CloudActions<Reach> = {
	kinds: tencentKinds,
	ready: {
		limitMs,
		waitMs: pollMs,
		tooLong: ({call}, subject, state) =>
			timedOut(call, `${subject} is ${state || 'not listed'} after five minutes`, {
				retryable: true,
				mend: 'The tunnel exists: look at its state in the console, and watch it from here later',
			}),
	},
	gone: {
		limitMs,
		waitMs: pollMs,
		inUseMs: ({change}) => (change ? limitMs : 60_000),
		isGone: code => /^ResourceNotFound|RecordNotExists|^Invalid\w+Id\.NotFound/.test(code),
		isInUse: code => /^ResourceInUse|InvalidState/.test(code) || isBusy(code),
		tooLong: ({call, detail}, unmoved) =>
			unmoved
				? timedOut(call, unmovedText(detail, 'five minutes'), {retryable: false, mend: unmovedMend})
				: timedOut(call, `${detail} is still there after five minutes`, {
						retryable: false,
						mend: 'Look at it in the console, then go on',
					}),
	},
	pause,
	whyForeign,
};

/**
 * Why a step may not be made; undefined where it may. Tencent Cloud has no mark of a run, and a run's journal is a file that anybody
 * can have edited: only what stands as the run's plan describes it goes. Reads only.
 */
async function whyForeign(step: UndoStep, context: UndoContext, reach: Reach): Promise<string | undefined> {
	const {run, deletion} = context;
	if (!run) return deletion?.foreign(step);
	const undo = tencentKinds.find(kind => kind.undo?.call === step.call)?.undo;
	return undo?.whyNotPlanned?.(step, run, callPlaceOf(context), reach);
}

function timedOut(
	call: string,
	message: string,
	{retryable, mend}: {readonly retryable: boolean; readonly mend: string},
): CloudError {
	return cloudError('tencent', {
		kind: 'timeout',
		call,
		message,
		retryable,
		mend,
	});
}
