import {type AwsKeyPair, awsAdministrator} from '../../aws-keys.ts';
import type {AnsweredFault} from '../../sandbox.ts';
import type {Answer, WireRequest, WireResponse, World} from '../../service.ts';
import type {Ec2Behavior} from '../behavior.ts';
import {ApiError} from '../protocol/api-error.ts';
import {userArn} from '../protocol/refusals.ts';
import {type CredentialErrors, claimedKeyId, claimedRegion, verifySignature} from '../protocol/sigv4.ts';
import type {Account} from '../store/account.ts';
import type {MonitoringContext} from './context.ts';
import {errorTo, inputOf, type MonitoringCall, replyTo} from './json-protocols.ts';
import {filterLogEvents} from './log-events.ts';
import {getMetricData} from './metric-data.ts';

type Perform = (input: Readonly<Record<string, unknown>>, context: MonitoringContext) => object;

/** Every call that is answered, by service. */
const calls: Readonly<Record<MonitoringCall['service'], Readonly<Record<string, Perform>>>> = {
	monitoring: {GetMetricData: getMetricData},
	logs: {FilterLogEvents: filterLogEvents},
};

/** What both services say of credentials. Source: CloudWatch API Reference, "Common Errors". */
const credentialErrors: CredentialErrors = {
	absent: () => new ApiError('MissingAuthenticationTokenException', 'Missing Authentication Token'),
	unknownKey: () =>
		new ApiError('UnrecognizedClientException', 'The security token included in the request is invalid.'),
	wrongSignature: () =>
		new ApiError(
			'InvalidSignatureException',
			'The request signature we calculated does not match the signature you provided.',
		),
	expired: () => new ApiError('InvalidSignatureException', 'Signature expired.'),
};

/** What the monitoring services know of the rest of the cloud. */
interface Watched {
	readonly world: World;
	/** When the sandbox started, and how fast its clock runs. */
	readonly start: number;
	readonly speed: number;
	/** By their numbers. */
	readonly accounts: ReadonlyMap<string, Account>;
	readonly keys: readonly AwsKeyPair[];
	readonly behavior: () => Ec2Behavior;
}

/** CloudWatch and its Logs, as far as VPN connections use them. */
export class Monitoring {
	readonly #watched: Watched;

	constructor(watched: Watched) {
		this.#watched = watched;
	}

	handle(request: WireRequest, call: MonitoringCall): Answer {
		try {
			return this.#answer(request, call, this.#reply(request, call), '');
		} catch (error) {
			if (!(error instanceof ApiError)) throw error;
			return this.#answer(request, call, errorTo(call, error), error.code);
		}
	}

	answerFault(kind: AnsweredFault, request: WireRequest, call: MonitoringCall): Answer {
		const error = faultError(kind, call, this.#keyOf(request) ?? awsAdministrator);
		return this.#answer(request, call, errorTo(call, error), error.code);
	}

	#reply(request: WireRequest, call: MonitoringCall): WireResponse {
		const {world, keys} = this.#watched;
		const {key, region, service} = verifySignature(request, world.realNow(), credentialErrors, keys);
		if (service !== call.service) throw credentialErrors.wrongSignature();
		const perform = Object.hasOwn(calls[call.service], call.action) ? calls[call.service][call.action] : undefined;
		if (!perform) throw new ApiError('UnknownOperationException', `The operation ${call.action} is not known.`);
		const input = inputOf(request, call);
		if (!input) throw new ApiError('SerializationException', 'The request body can not be read.');
		return replyTo(call, perform(input, this.#contextOf(key.account, region)));
	}

	#keyOf(request: WireRequest): AwsKeyPair | undefined {
		return this.#watched.keys.find(({accessKeyId}) => accessKeyId === claimedKeyId(request));
	}

	#contextOf(number: string, region: string): MonitoringContext {
		const {world, start, speed, accounts, behavior} = this.#watched;
		const shownTime = (at: number) => (at <= start ? at : start + (at - start) / speed);
		// a key that signs belongs to an account
		const account = accounts.get(number) as Account;
		const holdings = () => account.furnished;
		return {
			region,
			account: number,
			now: world.now(),
			shownNow: shownTime(world.now()),
			shownTime,
			cloudTime: shown => (shown <= start ? shown : start + (shown - start) * speed),
			speed,
			behavior: behavior(),
			everywhere: () => holdings().flatMap(({vpnConnections}) => [...vpnConnections.values()]),
			siteOf: ({id, customerGatewayId}) =>
				holdings()
					.find(({vpnConnections}) => vpnConnections.has(id))
					?.customerGateways.get(customerGatewayId),
			tunnelsOf: id =>
				[...account.region(region).vpnConnections.values()]
					.filter(each => (id ?? each.id) === each.id)
					.flatMap(({tunnels}) => tunnels),
		};
	}

	#answer(request: WireRequest, {action}: MonitoringCall, response: WireResponse, code: string): Answer {
		const [region, at] = [claimedRegion(request), this.#watched.world.now()];
		const account = this.#keyOf(request)?.account ?? '';
		return {response, record: {service: 'ec2', action, region, account, at, dryRun: false, code}};
	}
}

function faultError(kind: AnsweredFault, {service, action}: MonitoringCall, key: AwsKeyPair): ApiError {
	const isLogs = service === 'logs';
	if (kind === 'throttle') return new ApiError(isLogs ? 'ThrottlingException' : 'Throttling', 'Rate exceeded');
	if (kind === 'error5xx')
		return new ApiError(isLogs ? 'ServiceUnavailableException' : 'InternalServiceError', 'An internal error occurred.');
	const name = `${isLogs ? 'logs' : 'cloudwatch'}:${action}`;
	return new ApiError(
		isLogs ? 'AccessDeniedException' : 'AccessDenied',
		`User: ${userArn(key)} is not authorized to perform: ${name} because no identity-based policy allows the ${name} action`,
	);
}
