import type {CloudId} from './finding.ts';

/** An error of a cloud, as far as it tells of permissions. */
interface Refusal {
	readonly cloud: CloudId;
	readonly code: string;
	/** The call that failed. */
	readonly call?: string;
	readonly message: string;
}

/**
 * The actions that these credentials lack, where that is why a call was refused; none otherwise.
 * AWS names an IAM action in its message ("is not authorized to perform: ec2:CreateTags on …"), which may be another than the call: a
 * create with tags needs ec2:CreateTags. Where it names none, the action has the call's name (Service Authorization Reference, Actions
 * for Amazon EC2). Tencent Cloud writes "operation (vpc:CreateVpnConnection)"; in a policy that is name/vpc:CreateVpnConnection (VPC,
 * Authorizable Resource Types).
 */
export function missingPermissions({cloud, code, call = '', message}: Refusal): readonly string[] {
	if (!isDenied({code})) return [];
	const named = [...message.matchAll(cloud === 'aws' ? awsNamed : tencentNamed)].map(([, action = '']) => action);
	const actions = named.length > 0 ? named : call === '' ? [] : [`${serviceOf(call, cloud)}:${call}`];
	return [...new Set(actions)].map(action => (cloud === 'aws' ? action : `name/${action}`));
}

const awsNamed = /authorized to perform:? ([a-z0-9-]+:[A-Za-z0-9]+)/g;
const tencentNamed = /operation \(([a-z0-9]+:[A-Za-z0-9]+)\)/g;

/** Whether the cloud said that these credentials may not make the call, which tells nothing of what the call is about. */
export function isDenied({code}: Pick<Refusal, 'code'>): boolean {
	return /^(UnauthorizedOperation(?!\.NoRealName)|AccessDenied|AuthFailure\.UnauthorizedOperation)/.test(code);
}

function serviceOf(call: string, cloud: CloudId): string {
	if (call === 'GetCallerIdentity' || call.startsWith('AssumeRole')) return 'sts';
	if (cloud === 'aws') return 'ec2';
	return call === 'DescribeRegions' ? 'region' : 'vpc';
}
