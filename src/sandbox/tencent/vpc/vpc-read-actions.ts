import {type Actions, type Call, read} from '../protocol/action.ts';
import {answer, chosen, pagedInText, tagsOf} from '../protocol/query.ts';
import {list, optional, required, text} from '../protocol/shape.ts';
import {TencentError} from '../protocol/tencent-error.ts';
import {limits} from '../store/limits.ts';
import type {Vpc} from '../store/store.ts';

const maximumLimitTypes = 100;

function show({assistants, ...vpc}: Vpc): object {
	return {
		...vpc,
		EnableMulticast: false,
		EnableDhcp: true,
		EnableRouteVpcPublish: false,
		DnsServerSet: ['183.60.83.19', '183.60.82.98'],
		DomainName: '',
		DhcpOptionsId: '',
		Ipv6CidrBlock: '',
		Ipv6CidrBlockSet: [],
		AssistantCidrSet: assistants.map(assistant => ({...assistant, VpcId: vpc.VpcId, SubnetSet: []})),
	};
}

const isLimit = (name: string): name is keyof typeof limits => Object.hasOwn(limits, name);

/** The VPCs. `Offset` and `Limit` are texts here, unlike everywhere else. */
export const vpcReadActions: Actions = {
	DescribeVpcs: read({VpcIds: optional(list(text)), ...pagedInText}, (input, {region}: Call) => {
		const found = chosen(region.vpcs, input.VpcIds, input.Filters, {
			id: 'VpcId',
			prefix: 'vpc',
			filters: {
				'vpc-name': vpc => vpc.VpcName,
				'vpc-id': vpc => vpc.VpcId,
				'is-default': vpc => [String(vpc.IsDefault), String(vpc.IsDefault).toUpperCase()],
				'cidr-block': vpc => [vpc.CidrBlock, vpc.CidrBlock.split('/')[0] ?? ''],
			},
			fuzzy: 'vpc-name',
			tags: tagsOf,
		});
		return answer('VpcSet', found, input, show);
	}),
	DescribeVpcLimits: read({LimitTypes: required(list(text))}, input => {
		if (input.LimitTypes.length > maximumLimitTypes) {
			throw new TencentError('InvalidParameterValue.LimitExceeded', `At most ${maximumLimitTypes} \`LimitTypes\`.`);
		}
		return {
			VpcLimitSet: input.LimitTypes.map(LimitType => {
				if (!isLimit(LimitType)) {
					throw new TencentError('InvalidParameterValue', `The limit type \`${LimitType}\` does not exist.`);
				}
				return {LimitType, LimitValue: limits[LimitType]};
			}),
		};
	}),
};
