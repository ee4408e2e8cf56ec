import {type Actions, type Call, read} from '../protocol/action.ts';
import {chosen, filterField, page, pageNumber} from '../protocol/query.ts';
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
	DescribeVpcs: read(
		{VpcIds: optional(list(text)), Filters: filterField, Offset: optional(text), Limit: optional(text)},
		(input, {region}: Call) => {
			const found = chosen([...region.vpcs.values()], {
				idParameter: 'VpcIds',
				ids: input.VpcIds,
				idOf: vpc => vpc.VpcId,
				idPrefix: 'vpc',
				filters: input.Filters,
				rules: {
					'vpc-name': {values: vpc => [vpc.VpcName], fuzzy: true},
					'vpc-id': {values: vpc => [vpc.VpcId]},
					'is-default': {values: vpc => [String(vpc.IsDefault), String(vpc.IsDefault).toUpperCase()]},
					'cidr-block': {values: vpc => [vpc.CidrBlock, vpc.CidrBlock.split('/')[0] ?? '']},
				},
				tagsOf: vpc => vpc.TagSet,
			});
			const [offset, limit] = [pageNumber('Offset', input.Offset), pageNumber('Limit', input.Limit)];
			return {TotalCount: found.length, VpcSet: page(found, offset, limit).map(show)};
		},
	),
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
