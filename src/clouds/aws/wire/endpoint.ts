import type {Environment} from '../../../connection/environment.ts';
import {printable} from '../../../connection/printable.ts';
import {type CloudError, cloudError} from '../../contract/cloud-error.ts';
import type {SharedConfig} from '../sign-in/shared-config.ts';
import type {AwsService} from './services.ts';

/** A setting that names an endpoint, and how the user finds it. */
interface Named {
	readonly where: string;
	readonly value: string;
}

/**
 * The endpoint that environment or profile name for a service, or undefined for AWS's own.
 * Source: AWS SDKs and Tools Reference Guide, "Service-specific endpoints": AWS_ENDPOINT_URL_<SERVICE>, AWS_ENDPOINT_URL, the profile's
 * `services` section, its `endpoint_url`; none of them with AWS_IGNORE_CONFIGURED_ENDPOINT_URLS.
 * In the sandbox, every service is reached where EC2 is.
 * @throws CloudError when it is no URL, or plain HTTP to anything but this machine
 */
export function endpointFor(
	service: AwsService,
	env: Environment,
	sandbox: boolean,
	shared?: {readonly config: SharedConfig; readonly profile: string | undefined},
): string | undefined {
	const settings = shared?.profile === undefined ? undefined : shared.config.profiles.get(shared.profile);
	const ignored = env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS || settings?.get('ignore_configured_endpoint_urls');
	if (ignored?.toLowerCase() === 'true') return undefined;
	const section = settings?.get('services') ?? '';
	const profile = `profile ${printable(shared?.profile ?? '', 60)}`;
	const places: readonly {readonly where: string; readonly value: string | undefined}[] = [
		...[`AWS_ENDPOINT_URL_${service}`, 'AWS_ENDPOINT_URL'].map(where => ({where, value: env[where]})),
		...(sandbox && service !== 'EC2' ? [{where: 'AWS_ENDPOINT_URL_EC2', value: env.AWS_ENDPOINT_URL_EC2}] : []),
		{
			where: `endpoint_url of ${service.toLowerCase()} in services ${printable(section, 60)} (${profile})`,
			value: shared?.config.services.get(section)?.get(`${service.toLowerCase()}.endpoint_url`),
		},
		{where: `endpoint_url of ${profile}`, value: settings?.get('endpoint_url')},
	];
	for (const {where, value} of places) if (value) return checked({where, value});
	return undefined;
}

function checked({where, value}: Named): string {
	if (!URL.canParse(value))
		throw refused(`${where} is not a URL`, 'Write it as https://ec2.eu-central-1.amazonaws.com, or remove it');
	const {protocol, host, hostname} = new URL(value);
	if (isPrivate(protocol, hostname)) return value;
	throw refused(
		`${where} is ${printable(`${protocol}//${host}`, 100)}, which is not encrypted`,
		`Write https:// in ${where}, or remove it: the replies carry pre-shared keys. Plain http is for this machine only (127.0.0.1)`,
	);
}

/**
 * Refuses to speak plain HTTP to anything but this machine, whatever named the address: the replies carry keys.
 * @throws CloudError
 */
export function refusePlainHttp(protocol: string, hostname: string): void {
	if (isPrivate(protocol, hostname)) return;
	throw refused(
		`The endpoint ${printable(`${protocol}//${hostname}`, 100)} is not encrypted`,
		'Use an https:// endpoint: the replies carry keys. Plain http is for this machine only (127.0.0.1)',
	);
}

function isPrivate(protocol: string, hostname: string): boolean {
	return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname));
}

/** Narrower than the proxy's: the AWS client asks the system for names under .localhost, and that may answer with another machine. */
function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || /^127(\.\d{1,3}){3}$/.test(hostname) || hostname === '[::1]' || hostname === '::1';
}

function refused(says: string, mend: string): CloudError {
	return cloudError('aws', {kind: 'network', says, mend});
}
