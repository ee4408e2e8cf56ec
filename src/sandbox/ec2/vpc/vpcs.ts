import {answer, chosen, filterList, pageMembers} from '../protocol/filters.ts';
import {hexOf} from '../protocol/ids.ts';
import {operation} from '../protocol/operation.ts';
import {list, text} from '../protocol/shape.ts';
import {tagSet} from '../protocol/tags.ts';
import {items} from '../protocol/xml.ts';
import {noVpc} from '../store/resource-lookup.ts';

export const describeVpcs = operation(
	'DescribeVpcs',
	'reads',
	{VpcId: list(text), Filter: filterList, ...pageMembers},
	(input, {region, now, account}) => {
		return answer('vpcSet', chosen(region.vpcs, input.VpcId, noVpc), input, {
			least: 5,
			ids: input.VpcId,
			filters: {
				cidr: vpc => vpc.cidrs[0],
				'cidr-block-association.cidr-block': vpc => vpc.cidrs,
				'cidr-block-association.state': () => 'associated',
				'is-default': vpc => String(vpc.isDefault),
				'owner-id': () => account,
				state: vpc => vpc.state.value(now),
				'vpc-id': vpc => vpc.id,
			},
			xml: vpc => ({
				vpcId: vpc.id,
				ownerId: account,
				state: vpc.state.value(now),
				cidrBlock: vpc.cidrs[0],
				cidrBlockAssociationSet: items(
					vpc.cidrs.map(cidr => ({
						cidrBlock: cidr,
						associationId: `vpc-cidr-assoc-0${hexOf(`${vpc.id} ${cidr}`).slice(0, 16)}`,
						cidrBlockState: {state: 'associated'},
					})),
				),
				dhcpOptionsId: 'dopt-0c9f1b7a2d3e4f506',
				instanceTenancy: 'default',
				isDefault: vpc.isDefault,
				tagSet: tagSet(vpc.tags),
			}),
		});
	},
);
