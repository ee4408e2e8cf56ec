/*
 * The regions that the sandbox's AWS account sees.
 */

export interface RegionEntry {
	readonly name: string;
	readonly optIn: 'opt-in-not-required' | 'opted-in' | 'not-opted-in';
	readonly geography: string;
}

const always = (name: string, geography: string): RegionEntry => ({name, optIn: 'opt-in-not-required', geography});

export const regions: readonly RegionEntry[] = [
	always('ap-south-1', 'India'),
	always('eu-north-1', 'Sweden'),
	always('eu-west-3', 'France'),
	always('eu-west-2', 'United Kingdom'),
	always('eu-west-1', 'Ireland'),
	always('ap-northeast-3', 'Japan'),
	always('ap-northeast-2', 'South Korea'),
	always('ap-northeast-1', 'Japan'),
	always('ca-central-1', 'Canada'),
	always('sa-east-1', 'Brazil'),
	always('ap-southeast-1', 'Singapore'),
	always('ap-southeast-2', 'Australia'),
	always('eu-central-1', 'Germany'),
	always('us-east-1', 'United States of America'),
	always('us-east-2', 'United States of America'),
	always('us-west-1', 'United States of America'),
	always('us-west-2', 'United States of America'),
	{name: 'eu-south-1', optIn: 'opted-in', geography: 'Italy'},
	{name: 'ap-east-1', optIn: 'not-opted-in', geography: 'Hong Kong'},
	{name: 'af-south-1', optIn: 'not-opted-in', geography: 'South Africa'},
	{name: 'me-south-1', optIn: 'not-opted-in', geography: 'Bahrain'},
];
