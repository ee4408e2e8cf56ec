import {randomUUID} from 'node:crypto';
import type {RequestRecord, SandboxOptions} from '../../sandbox.ts';
import type {Answer, Service, WireRequest, WireResponse, World} from '../../service.ts';
import {regionActions, stsActions} from '../account/account-actions.ts';
import {type TencentBehavior, usualTencentBehavior} from '../behavior.ts';
import {bringUpToDate} from '../connection/connection-state.ts';
import {lineEnds} from '../connection/line-ends.ts';
import {setCause, setLine, setTunnel, upTunnels} from '../connection/set-tunnel.ts';
import {setGateway} from '../gateway/set-gateway.ts';
import {monitorActions} from '../monitor/monitor-actions.ts';
import {accountsOf} from '../store/accounts.ts';
import type {Partition, RegionStore} from '../store/store.ts';
import {tagActions} from '../tag/tag-actions.ts';
import {vpcActions} from '../vpc/vpc-actions.ts';
import type {Actions} from './action.ts';
import {QueryBody} from './query-body.ts';
import {type Language, TencentError} from './tencent-error.ts';
import {type TencentKey, tencentAccountUin} from './tencent-keys.ts';
import {authenticate, claimedSecretId} from './tencent-signature.ts';

/** An API: what a version of it can do, and whether its calls need a region. */
interface Api {
	readonly name: string;
	readonly version: string;
	readonly regional: boolean;
	readonly actions: Actions;
}

const apis: readonly Api[] = [
	{name: 'vpc', version: '2017-03-12', regional: true, actions: vpcActions},
	{name: 'sts', version: '2018-08-13', regional: false, actions: stsActions},
	{name: 'tag', version: '2018-08-13', regional: false, actions: tagActions},
	{name: 'region', version: '2022-06-27', regional: false, actions: regionActions},
	{name: 'monitor', version: '2018-07-24', regional: true, actions: monitorActions},
];

const header = (request: WireRequest, name: string): string => request.headers[name] ?? '';

/** The finance region a host belongs to, such as `vpc.ap-shanghai-fsi.tencentcloudapi.com`; '' for all other hosts. */
function financeRegionOf(host: string): string {
	return /^[a-z]+\.([a-z]+-[a-z]+-fsi)\./.exec(host.toLowerCase())?.[1] ?? '';
}

/** The API asked for. A host such as `sts.…` names it; on any other host the version does, and the action where two have the same. */
function apiOf(request: WireRequest): Api {
	const version = header(request, 'x-tc-version');
	if (version === '') {
		throw new TencentError('MissingParameter', 'The request is missing a required parameter `Version`.');
	}
	const label = header(request, 'host').split('.')[0];
	const named = apis.find(api => api.name === label && label !== 'vpc');
	const ofVersion = apis.filter(candidate => candidate.version === version);
	const knowing = ofVersion.find(({actions}) => Object.hasOwn(actions, header(request, 'x-tc-action')));
	const api = named ?? knowing ?? ofVersion[0];
	if (!api || api.version !== version) throw new TencentError('NoSuchVersion', `Version: \`${version}\`.`);
	return api;
}

/** Where the call goes. A finance region and its own domain belong together; everything else is kept apart. */
function placeOf(
	request: WireRequest,
	api: Api,
	partitions: readonly Partition[],
): {readonly partition: Partition; readonly region: RegionStore} {
	const asked = header(request, 'x-tc-region');
	const domain = financeRegionOf(header(request, 'host'));
	const partition = partitions.find(candidate => candidate.name === (domain === '' ? 'public' : domain));
	if (asked === '' && api.regional) {
		throw new TencentError('MissingParameter', 'The request is missing a required parameter `Region`.');
	}
	const region = asked === '' ? partition?.regions.values().next().value : partition?.regions.get(asked);
	if (partition && region) return {partition, region};
	throw new TencentError('UnsupportedRegion', `Region: \`${asked}\`. ${domainHint(asked, api.name, domain)}`.trim());
}

function domainHint(asked: string, service: string, domain: string): string {
	if (asked.endsWith('-fsi') && domain !== asked) {
		return `Finance regions are isolated: use the domain \`${service}.${asked}.tencentcloudapi.com\`.`;
	}
	if (domain !== '' && domain !== asked)
		return `The domain of \`${domain}\` serves that region alone: use \`${service}.tencentcloudapi.com\`.`;
	return '';
}

/** @throws TencentError for another method than the two that the API has */
function bodyOf({method, query, body}: WireRequest): unknown {
	if (method === 'GET') return new QueryBody(query);
	if (method === 'POST') return parseBody(body);
	throw new TencentError('UnsupportedProtocol', 'Use POST with a JSON body, or GET.');
}

function parseBody(body: string): unknown {
	try {
		return body === '' ? {} : JSON.parse(body);
	} catch {
		throw new TencentError('InvalidParameter', 'The request body is not valid JSON.');
	}
}

function notPermitted(
	{accountUin}: Pick<TencentKey, 'accountUin'>,
	service: string,
	action: string,
	region: string,
): TencentError {
	return new TencentError(
		'UnauthorizedOperation',
		`you are not authorized to perform operation (${service}:${action})\nresource (qcs::${service}:${region}:uin/${accountUin}:*) has no permission`,
	);
}

function json(body: object): WireResponse {
	return {status: 200, headers: {'content-type': 'application/json'}, body: JSON.stringify({Response: body})};
}

/**
 * Tencent Cloud's API 3.0 on an account of its own: vpc 2017-03-12, sts and tag 2018-08-13, region 2022-06-27, and monitor 2018-07-24.
 * Requests are verified (TC3-HMAC-SHA256), checked parameter by parameter, and answered as the cloud answers:
 * HTTP 200 with `Response`, which carries `Error` when it failed.
 */
export function createTencentService(world: World, options: SandboxOptions): Service {
	const startMs = world.now();
	const {accounts, keys} = accountsOf(options, startMs);
	const usual: TencentBehavior = {...usualTencentBehavior, ...options.tencent};
	let behavior = usual;

	/** An account with every change that is due. */
	const upToDate = (uin: string) => {
		const partitions = accounts.get(uin)?.() ?? [];
		bringUpToDate(partitions, world.now());
		return partitions;
	};
	const allUpToDate = () => [...accounts.keys()].flatMap(upToDate);
	const accountOf = (request: WireRequest): string =>
		keys.find(({secretId}) => secretId === claimedSecretId(request))?.accountUin ?? '';

	const actionOf = (request: WireRequest): string => header(request, 'x-tc-action');
	const languageOf = (request: WireRequest): Language =>
		header(request, 'x-tc-language') === 'zh-CN' ? 'zh-CN' : 'en-US';
	const recordOf = (request: WireRequest, code: string): RequestRecord => ({
		service: 'tencent',
		action: actionOf(request),
		region: header(request, 'x-tc-region'),
		account: accountOf(request),
		at: world.realNow(),
		dryRun: false,
		code,
	});

	function perform(request: WireRequest, requestId: string): object {
		const name = actionOf(request);
		if (name === '') {
			throw new TencentError('MissingParameter', 'The request is missing a required parameter `Action`.');
		}
		const key = authenticate(request, world.realNow(), keys);
		const api = apiOf(request);
		const action = Object.hasOwn(api.actions, name) ? api.actions[name] : undefined;
		if (!action) throw new TencentError('InvalidAction', `Action: \`${name}\`.`);
		const {partition, region} = placeOf(request, api, upToDate(key.accountUin));
		if (action.writes && key.readOnly) throw notPermitted(key, api.name, name, region.name);
		return action.perform(bodyOf(request), {
			region,
			partition,
			key,
			language: languageOf(request),
			world,
			startMs,
			options,
			behavior,
			requestId,
		});
	}

	function failure(request: WireRequest, error: TencentError, requestId: string = randomUUID()): Answer {
		const answer = {Code: error.code, Message: error.textIn(languageOf(request))};
		return {response: json({Error: answer, RequestId: requestId}), record: recordOf(request, error.code)};
	}

	return {
		name: 'tencent',
		accepts: request =>
			!header(request, 'authorization').startsWith('AWS4-') &&
			(header(request, 'authorization').startsWith('TC3-') ||
				Object.keys(request.headers).some(name => name.startsWith('x-tc-'))),
		actionOf,
		placeOf: request => ({region: header(request, 'x-tc-region'), account: accountOf(request)}),
		handle(request) {
			const requestId = randomUUID();
			try {
				const answer = perform(request, requestId);
				return {response: json({...answer, RequestId: requestId}), record: recordOf(request, '')};
			} catch (error) {
				// A fault of the sandbox itself: the cloud would not hang up on it either.
				const told = error instanceof TencentError ? error : new TencentError('InternalError', String(error));
				return failure(request, told, requestId);
			}
		},
		answerFault(kind, request) {
			if (kind === 'throttle') return failure(request, new TencentError('RequestLimitExceeded'));
			if (kind === 'denied') {
				const action = actionOf(request);
				const service = apis.find(({actions}) => Object.hasOwn(actions, action))?.name ?? 'vpc';
				return failure(
					request,
					notPermitted(
						{accountUin: accountOf(request) || tencentAccountUin},
						service,
						action,
						header(request, 'x-tc-region'),
					),
				);
			}

			return {
				response: {
					status: 502,
					headers: {'content-type': 'text/html'},
					body: '<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n',
				},
				record: recordOf(request, '502'),
			};
		},
		lineEnds: () => lineEnds(allUpToDate(), {startMs, nowMs: world.now(), behavior}),
		setLine: (connectionId, tunnel, line, generation) =>
			setLine(allUpToDate(), {connectionId, tunnel, nowMs: world.now()}, line, generation),
		upTunnels: () => upTunnels(allUpToDate(), world.now()),
		setTunnel: (connectionId, tunnel, state, routes) =>
			setTunnel(allUpToDate(), {connectionId, tunnel, nowMs: world.now()}, state, routes),
		setCause: (connectionId, tunnel, cause) =>
			setCause(allUpToDate(), {connectionId, tunnel, nowMs: world.now()}, cause),
		// the cloud's log of a tunnel is read in its console alone
		writeLine: () => false,
		setGateway: (gatewayId, state) => setGateway(allUpToDate(), gatewayId, state, world.now()),
		behave(change) {
			behavior = {...behavior, ...change};
		},
		behaveAsUsual() {
			behavior = usual;
		},
	};
}
