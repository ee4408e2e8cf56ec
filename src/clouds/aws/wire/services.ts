/* The services that are called, each with its names. Light and pure. */

/** As an endpoint's variable has it: AWS_ENDPOINT_URL_<SERVICE>. Source: AWS SDKs and Tools Reference Guide, "Service-specific endpoints". */
export type AwsService = 'EC2' | 'STS' | 'CLOUDWATCH' | 'CLOUDWATCH_LOGS';

/** What a policy calls it, and a debug log. Source: Service Authorization Reference, service prefixes. */
const prefixes: Readonly<Record<AwsService, string>> = {
	EC2: 'ec2',
	STS: 'sts',
	CLOUDWATCH: 'cloudwatch',
	CLOUDWATCH_LOGS: 'logs',
};

/** The calls that are not EC2's. */
const others: Readonly<Record<string, AwsService>> = {
	GetCallerIdentity: 'STS',
	GetMetricData: 'CLOUDWATCH',
	FilterLogEvents: 'CLOUDWATCH_LOGS',
};

/** Whose call it is. @param call the API's action name */
export function serviceOf(call: string): AwsService {
	if (call.startsWith('AssumeRole')) return 'STS';
	return (Object.hasOwn(others, call) ? others[call] : undefined) ?? 'EC2';
}

/** The service's name in policies and logs. */
export function prefixOf(service: AwsService): string {
	return prefixes[service];
}
