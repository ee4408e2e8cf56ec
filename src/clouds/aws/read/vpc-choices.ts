import type {Vpc} from '../../contract/cloud.ts';
import type {AwsReach} from '../wire/ask.ts';
import {readCloudGateways} from './cloud-gateways.ts';
import {readVpcs} from './networks-of-vpcs.ts';

/** The region's VPCs. A VPC has one virtual private gateway at most: one that has its own can't be chosen for another. */
export async function readVpcChoices(reach: AwsReach): Promise<readonly Vpc[]> {
	const [vpcs, gateways] = await Promise.all([readVpcs(reach), readCloudGateways(reach)]);
	const taken = new Map(gateways.flatMap(({kind, vpcId, id}) => (kind === 'vgw' && vpcId ? [[vpcId, id]] : [])));
	return [...vpcs.values()].map(({id, name, networks}) => {
		const gateway = taken.get(id);
		return {
			id,
			name,
			networks,
			selectable: gateway === undefined,
			...(gateway === undefined ? {} : {reason: `it has the virtual private gateway ${gateway} already`}),
		};
	});
}
