import type {AwsConnection} from '../../clouds/aws/document.ts';
import type {TencentConnection} from '../../clouds/tencent/document.ts';
import type {GatewayPick} from './answers.ts';

/** A gateway that is to be made has its VPC and its name in other answers. */
type AwsPick = Exclude<AwsConnection['cloudGateway'], {readonly kind: 'new-vgw'}> | {readonly kind: 'new-vgw'};

export function isAwsGateway(gateway: GatewayPick | undefined): gateway is AwsPick {
	return gateway !== undefined && gateway.kind !== 'vpc' && gateway.kind !== 'ccn';
}

export function isTencentGateway(gateway: GatewayPick | undefined): gateway is TencentConnection['cloudGateway'] {
	return gateway?.kind === 'vpc' || gateway?.kind === 'ccn';
}
