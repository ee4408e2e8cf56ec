import {randomUUID} from 'node:crypto';
import {awsAdministrator} from '../../aws-keys.ts';
import type {AnsweredFault, RequestRecord, SandboxOptions} from '../../sandbox.ts';
import type {Answer, Service, WireRequest, WireResponse, World} from '../../service.ts';
import {type Ec2Behavior, usualBehavior} from '../behavior.ts';
import {monitoringCallOf} from '../monitoring/json-protocols.ts';
import {Monitoring} from '../monitoring/monitoring.ts';
import {accountsOf, firstOf} from '../store/accounts.ts';
import {lineEnds} from '../tunnel/line-ends.ts';
import {announceMaintenance, applyDueMaintenance} from '../tunnel/maintenance.ts';
import {setCause, writeLine} from '../tunnel/set-cause.ts';
import {setLine, setTunnel, upTunnels} from '../tunnel/set-tunnel.ts';
import {setGateway} from '../vpn-gateway/set-gateway.ts';
import {ApiError} from './api-error.ts';
import type {Call} from './operation.ts';
import {operations} from './operations.ts';
import {type FormNode, parseQueryForm} from './query-form.ts';
import {ec2CredentialErrors, notValidated, unauthorized} from './refusals.ts';
import {claimedKeyId, claimedRegion, verifySignature} from './sigv4.ts';
import {answerSts, stsError, stsVersion} from './sts.ts';
import {document} from './xml.ts';

const ec2Version = '2016-11-15';
const namespace = `http://ec2.amazonaws.com/doc/${ec2Version}/`;

interface Ec2Service extends Service {
	/** Announces maintenance for a tunnel, which applies itself `dueMs` of the cloud's clock from now on. False when there is no such tunnel. */
	announceMaintenance(connectionId: string, tunnel: number, dueMs: number): boolean;
}

/** EC2's Query protocol (2016-11-15), and STS's GetCallerIdentity beside it. */
export function createEc2Service(world: World, options: SandboxOptions): Ec2Service {
	const start = world.now();
	const speed = options.speed ?? 1;
	const {accounts, keys} = accountsOf(options, start);
	const all = [...accounts.values()];
	const keyOf = (request: WireRequest) => keys.find(({accessKeyId}) => accessKeyId === claimedKeyId(request));
	const usual: Ec2Behavior = {...usualBehavior, ...options.ec2};
	let behavior = usual;
	const monitoring = new Monitoring({world, start, speed, accounts, keys, behavior: () => behavior});
	/** What clients are shown is in the time that they live in, however fast the cloud's own clock runs. */
	const date = (at: number) => new Date(at <= start ? at : start + (at - start) / speed).toISOString();

	const record = (request: WireRequest, parameters: URLSearchParams, code: string): RequestRecord => ({
		service: 'ec2',
		action: parameters.get('Action') ?? '',
		region: claimedRegion(request),
		account: keyOf(request)?.account ?? '',
		at: world.now(),
		dryRun: parameters.get('DryRun') === 'true',
		code,
	});

	const carryOut = (request: WireRequest, form: FormNode, now: number): WireResponse => {
		const {key, region, service} = verifySignature(request, now, ec2CredentialErrors, keys);
		if (service !== 'ec2') throw notValidated();
		// A region that is not enabled knows no credentials of the account, and an unknown one knows none at all.
		const account = accounts.get(key.account);
		const optIn = account?.regions.find(({name}) => name === region)?.optIn ?? 'not-opted-in';
		if (!account || optIn === 'not-opted-in') throw notValidated();
		const action = form.members.get('Action')?.value ?? '';
		const operation = operations.get(action);
		const version = form.members.get('Version')?.value;
		if (action === '') throw new ApiError('MissingAction', 'The request must contain the parameter Action');
		if (!operation || version !== ec2Version)
			throw new ApiError('InvalidAction', `The action ${action} is not valid for this web service.`);
		const prepared = operation.prepare(form);
		if (operation.mutates && key.readOnly) throw unauthorized(key, action, region);
		if (prepared.dryRun) throw new ApiError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.');
		const holdings = account.region(region);
		applyDueMaintenance(holdings, world.now(), behavior);
		const call: Call = {
			region: holdings,
			now: world.now(),
			account: key.account,
			regions: account.regions,
			newId: account.newId,
			date,
			behavior,
			settleMs: options.eventualConsistencyMs ?? 0,
		};
		const requestId = randomUUID();
		return xml(200, `${action}Response`, requestId, {requestId, ...prepared.run(call)});
	};

	const faultError = (kind: AnsweredFault, request: WireRequest, parameters: URLSearchParams): ApiError => {
		if (kind === 'throttle') return new ApiError('RequestLimitExceeded', 'Request limit exceeded.');
		if (kind === 'error5xx') return new ApiError('InternalError', 'An internal error has occurred');
		return unauthorized(keyOf(request) ?? awsAdministrator, parameters.get('Action') ?? '', claimedRegion(request));
	};

	const refused = (request: WireRequest, parameters: URLSearchParams, error: ApiError): Answer => ({
		response: parameters.get('Version') === stsVersion ? stsError(error) : ec2Error(error),
		record: record(request, parameters, error.code),
	});

	return {
		name: 'ec2',
		accepts: request =>
			request.headers['x-tc-action'] === undefined &&
			((request.headers.authorization ?? '').startsWith('AWS4-') ||
				monitoringCallOf(request) !== undefined ||
				parametersOf(request).has('Action')),
		actionOf: request => monitoringCallOf(request)?.action ?? parametersOf(request).get('Action') ?? '',
		placeOf: request => ({region: claimedRegion(request), account: keyOf(request)?.account ?? ''}),
		handle(request) {
			const monitored = monitoringCallOf(request);
			if (monitored) return monitoring.handle(request, monitored);
			const parameters = parametersOf(request);
			const isSts = parameters.get('Version') === stsVersion;
			try {
				const form = parseQueryForm(parameters.toString());
				const response = isSts
					? answerSts(request, form, world.realNow(), keys)
					: carryOut(request, form, world.realNow());
				return {response, record: record(request, parameters, '')};
			} catch (error) {
				if (!(error instanceof ApiError)) throw error;
				return refused(request, parameters, error);
			}
		},
		answerFault(kind, request) {
			const monitored = monitoringCallOf(request);
			if (monitored) return monitoring.answerFault(kind, request, monitored);
			const parameters = parametersOf(request);
			return refused(request, parameters, faultError(kind, request, parameters));
		},
		lineEnds: () =>
			all.flatMap(account => {
				for (const region of account.furnished) applyDueMaintenance(region, world.now(), behavior);
				return lineEnds(account, start, world.now(), behavior);
			}),
		setLine: (connectionId, tunnel, line, generation) =>
			firstOf(all, account => setLine(account, connectionId, tunnel, line, generation, world.now())),
		upTunnels: () => all.flatMap(account => upTunnels(account, world.now())),
		setTunnel: (connectionId, tunnel, state, routes) =>
			all.some(account => setTunnel(account, connectionId, tunnel, state, routes, world.now())),
		announceMaintenance: (connectionId, tunnel, dueMs) =>
			all.some(account => announceMaintenance(account, connectionId, tunnel, dueMs, world.now())),
		setGateway: (gatewayId, state) => all.some(account => setGateway(account, gatewayId, state, world.now())),
		setCause: (connectionId, tunnel, cause) =>
			all.some(account => setCause(account, connectionId, tunnel, cause, world.now())),
		writeLine: (connectionId, tunnel, line) =>
			all.some(account => writeLine(account, connectionId, tunnel, line, world.now())),
		behave(change) {
			behavior = {...behavior, ...change};
		},
		behaveAsUsual() {
			behavior = usual;
		},
	};
}

/** The form of a POST, or the query string of a GET. */
function parametersOf(request: WireRequest): URLSearchParams {
	const form =
		request.method === 'POST' &&
		(request.headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded');
	return new URLSearchParams(form ? request.body : request.query);
}

function ec2Error({status, code, message}: ApiError): WireResponse {
	const requestId = randomUUID();
	const members = {Errors: {Error: {Code: code, Message: message}}, RequestID: requestId};
	return xml(status, 'Response', requestId, members, false);
}

function xml(
	status: number,
	root: string,
	requestId: string,
	members: Parameters<typeof document>[0],
	named = true,
): WireResponse {
	return {
		status,
		headers: {'content-type': 'text/xml;charset=UTF-8', server: 'AmazonEC2', 'x-amzn-requestid': requestId},
		body: document({[root]: {...(named ? {'@xmlns': namespace} : {}), ...members}}),
	};
}
