import type {CloudWhy} from '../../contract/cloud-why.ts';
import {awsLogRows} from './log-rows.ts';
import {awsProofs} from './proofs.ts';
import {awsSigns} from './signs.ts';

/** How AWS's own words are read where a tunnel is down. Source of the limits: AWS Site-to-Site VPN User Guide, quotas, routes advertised from a customer gateway device. */
export const awsWhy: CloudWhy = {
	log: awsLogRows,
	// A line of a log group, as somebody copies it: the text of its `details`, or the whole object.
	pasted:
		/\bAWS(?: |-side )(?:tunnel|peer)\b|"(?:ike_phase1_state|nat_t_detected|VpnLogDetail|TunnelIKEPhase1State)"|with cgw: |by AWS\b|"type" ?: ?"(?:BGP|Route)Status"/,
	mostRoutes: ({cloudGatewayId = ''}) =>
		cloudGatewayId.startsWith('vgw-') ? 100 : cloudGatewayId.startsWith('tgw-') ? 1000 : undefined,
	signs: awsSigns,
	proofs: awsProofs,
};
