/**
 * Where a region is, as the console names it: the city, or what AWS says in its place. DescribeRegions tells the country alone.
 * Source: AWS's own partitions.json (botocore), `description` of each region: "Europe (Frankfurt)" is Frankfurt here.
 */
const places: Readonly<Record<string, string>> = {
	'af-south-1': 'Cape Town',
	'ap-east-1': 'Hong Kong',
	'ap-east-2': 'Taipei',
	'ap-northeast-1': 'Tokyo',
	'ap-northeast-2': 'Seoul',
	'ap-northeast-3': 'Osaka',
	'ap-south-1': 'Mumbai',
	'ap-south-2': 'Hyderabad',
	'ap-southeast-1': 'Singapore',
	'ap-southeast-2': 'Sydney',
	'ap-southeast-3': 'Jakarta',
	'ap-southeast-4': 'Melbourne',
	'ap-southeast-5': 'Malaysia',
	'ap-southeast-6': 'New Zealand',
	'ap-southeast-7': 'Thailand',
	'ca-central-1': 'Central Canada',
	'ca-west-1': 'Calgary',
	'cn-north-1': 'Beijing',
	'cn-northwest-1': 'Ningxia',
	'eu-central-1': 'Frankfurt',
	'eu-central-2': 'Zurich',
	'eu-north-1': 'Stockholm',
	'eu-south-1': 'Milan',
	'eu-south-2': 'Spain',
	'eu-west-1': 'Ireland',
	'eu-west-2': 'London',
	'eu-west-3': 'Paris',
	'il-central-1': 'Tel Aviv',
	'me-central-1': 'UAE',
	'me-south-1': 'Bahrain',
	'mx-central-1': 'Central Mexico',
	'sa-east-1': 'São Paulo',
	'us-east-1': 'N. Virginia',
	'us-east-2': 'Ohio',
	'us-gov-east-1': 'US-East',
	'us-gov-west-1': 'US-West',
	'us-west-1': 'N. California',
	'us-west-2': 'Oregon',
};

/** `Frankfurt, Germany`: the city first, and behind it the country where DescribeRegions told it. '' where nothing is known. */
export function placeOfRegion(id: string, geography: readonly string[] = []): string {
	const city = places[id] ?? '';
	const countries = geography.filter(country => country !== '' && !city.includes(country));
	return [city, ...countries].filter(Boolean).join(', ');
}
