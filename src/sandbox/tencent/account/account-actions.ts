import {type Actions, type Call, read} from '../protocol/action.ts';
import {integer, optional, required, text} from '../protocol/shape.ts';
import {TencentError} from '../protocol/tencent-error.ts';
import {financeRegion, financeRegionInfo, publicRegions} from './regions.ts';

/** sts 2018-08-13. Needs no permission: any key that signs right may ask who it is. */
export const stsActions: Actions = {
	GetCallerIdentity: read({}, (_input, call: Call) => ({
		Arn:
			call.key.type === 'MainAccount'
				? `qcs::cam::uin/${call.key.accountUin}:root`
				: `qcs::cam::uin/${call.key.accountUin}:uin/${call.key.userUin}`,
		AccountId: call.key.accountUin,
		UserId: call.key.userUin,
		PrincipalId: call.key.userUin,
		Type: call.key.type,
	})),
};

/** region 2022-06-27. A finance domain knows its own region alone. */
export const regionActions: Actions = {
	DescribeRegions: read({Product: required(text), Scene: optional(integer)}, (input, call: Call) => {
		if (!['vpc', 'vpn', 'cvm'].includes(input.Product)) {
			throw new TencentError('InvalidParameterValue', `The product \`${input.Product}\` does not exist.`);
		}
		const regions =
			call.partition.name === financeRegion
				? [financeRegionInfo]
				: publicRegions.filter(({id}) => call.partition.regions.has(id));
		return {
			TotalCount: regions.length,
			RegionSet: regions.map(region => ({
				Region: region.id,
				RegionName: call.language === 'zh-CN' ? region.zh : region.en,
				RegionState: 'AVAILABLE',
				RegionTypeMC: null,
				LocationMC: null,
				RegionNameMC: null,
				RegionIdMC: null,
			})),
		};
	}),
};
