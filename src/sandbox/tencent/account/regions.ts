/** The isolated finance region of the sandbox. It answers on hosts `SERVICE.ap-shanghai-fsi.…` and nowhere else. */
export const financeRegion = 'ap-shanghai-fsi';

/** A region as DescribeRegions shows it. */
interface RegionInfo {
	readonly id: string;
	readonly zh: string;
	readonly en: string;
}

/** The public regions; finance regions are not on the public list. */
export const publicRegions: readonly RegionInfo[] = [
	{id: 'ap-guangzhou', zh: '华南地区(广州)', en: 'South China (Guangzhou)'},
	{id: 'ap-shanghai', zh: '华东地区(上海)', en: 'East China (Shanghai)'},
	{id: 'ap-nanjing', zh: '华东地区(南京)', en: 'East China (Nanjing)'},
	{id: 'ap-beijing', zh: '华北地区(北京)', en: 'North China (Beijing)'},
	{id: 'ap-chengdu', zh: '西南地区(成都)', en: 'Southwest China (Chengdu)'},
	{id: 'ap-chongqing', zh: '西南地区(重庆)', en: 'Southwest China (Chongqing)'},
	{id: 'ap-hongkong', zh: '港澳台地区(中国香港)', en: 'Hong Kong, Macau and Taiwan (Hong Kong, China)'},
	{id: 'ap-seoul', zh: '亚太东北(首尔)', en: 'Northeast Asia (Seoul)'},
	{id: 'ap-tokyo', zh: '亚太东北(东京)', en: 'Northeast Asia (Tokyo)'},
	{id: 'ap-singapore', zh: '亚太东南(新加坡)', en: 'Southeast Asia (Singapore)'},
	{id: 'ap-bangkok', zh: '亚太东南(曼谷)', en: 'Southeast Asia (Bangkok)'},
	{id: 'ap-jakarta', zh: '亚太东南(雅加达)', en: 'Southeast Asia (Jakarta)'},
	{id: 'na-siliconvalley', zh: '美国西部(硅谷)', en: 'US West (Silicon Valley)'},
	{id: 'na-ashburn', zh: '美国东部(弗吉尼亚)', en: 'US East (Virginia)'},
	{id: 'eu-frankfurt', zh: '欧洲地区(法兰克福)', en: 'Europe (Frankfurt)'},
	{id: 'sa-saopaulo', zh: '南美地区(圣保罗)', en: 'South America (Sao Paulo)'},
];

export const financeRegionInfo: RegionInfo = {
	id: financeRegion,
	zh: '华东地区(上海金融)',
	en: 'East China (Shanghai Finance)',
};
