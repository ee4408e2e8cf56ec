import {readBehavior} from './behavior.ts';
import {causeNames, isCause} from './causes.ts';
import {parseFault} from './parse-fault.ts';
import {gatewayStates, type Sandbox} from './sandbox.ts';
import type {WireRequest, WireResponse} from './service.ts';

type Controls = Pick<
	Sandbox,
	| 'setTunnel'
	| 'announceMaintenance'
	| 'setCause'
	| 'writeLine'
	| 'setGateway'
	| 'behave'
	| 'addFault'
	| 'clearFaults'
	| 'setRegion'
	| 'changeShare'
	| 'setLimit'
	| 'counts'
>;

const regionStates = ['well', 'hang', 'reset', 'error5xx'] as const;

/** Where the sandbox's own calls are: none of a cloud's goes there. */
export const controlPath = '/sandbox/';

const dayMs = 24 * 60 * 60 * 1000;

/*
 * What a device, a cut line or a cloud's own plans do to the sandbox, for whoever has no hold of it but its port: forms by POST, and plain text
 * in return. Tunnels count from 1 here, as people do.
 */
const controls: Readonly<Record<string, (form: URLSearchParams, sandbox: Controls) => string>> = {
	'set-tunnel'(form, sandbox) {
		const {connection, tunnel} = tunnelIn(form);
		const state = form.get('state') ?? '';
		if (state !== 'UP' && state !== 'DOWN') throw new Error('state is UP or DOWN');
		const routes = form.has('routes') ? wholeNumber(form, 'routes') : undefined;
		sandbox.setTunnel(connection, tunnel, state, routes);
		return `tunnel ${tunnel + 1} of ${connection} is ${state}${routes === undefined ? '' : `, with ${routes} routes`}`;
	},
	'announce-maintenance'(form, sandbox) {
		const {connection, tunnel} = tunnelIn(form);
		const days = wholeNumber(form, 'days');
		sandbox.announceMaintenance(connection, tunnel, days * dayMs);
		return `tunnel ${tunnel + 1} of ${connection} has maintenance pending, which applies itself after ${days} days`;
	},
	'set-cause'(form, sandbox) {
		const {connection, tunnel} = tunnelIn(form);
		const cause = form.get('cause') ?? '';
		if (!isCause(cause)) throw new Error(`cause is ${causeNames.join(', ')}`);
		sandbox.setCause(connection, tunnel, cause);
		return `tunnel ${tunnel + 1} of ${connection}: ${cause}`;
	},
	'log-line'(form, sandbox) {
		const {connection, tunnel} = tunnelIn(form);
		const kind = form.get('log') ?? 'ike';
		const details = form.get('details') ?? '';
		if (kind !== 'ike' && kind !== 'bgp') throw new Error('log is ike or bgp');
		if (details === '' || details.length > 2000) throw new Error('details is the line, of 2000 characters at most');
		sandbox.writeLine(connection, tunnel, {kind, details});
		return `written to the ${kind} log of tunnel ${tunnel + 1} of ${connection}, where that is on`;
	},
	'set-gateway'(form, sandbox) {
		const gateway = form.get('gateway') ?? '';
		const state = gatewayStates.find(word => word === form.get('state'));
		if (!state) throw new Error(`state is ${gatewayStates.join(', ')}`);
		sandbox.setGateway(gateway, state);
		return `${gateway} is ${state}`;
	},
	behave(form, sandbox) {
		for (const [name, value] of form) sandbox.behave(readBehavior(name, value));
		return `from now on: ${[...form].map(pair => pair.join('=')).join(', ')}`;
	},
	'change-share'(form, sandbox) {
		const percent = /^(\d{1,3}(?:\.\d{1,3})?)%$/.exec(form.get('share') ?? '')?.[1];
		if (percent === undefined) throw new Error('share is a share of the tunnels, as in 1%');
		const changed = sandbox.changeShare(Number(percent) / 100);
		const down = changed.filter(({state}) => state === 'DOWN').length;
		return `${down} tunnels are DOWN, ${changed.length - down} are UP again`;
	},
	'set-region'(form, sandbox) {
		const region = form.get('region') ?? '';
		const state = regionStates.find(word => word === form.get('state'));
		if (!/^[a-z][a-z\d-]+$/.test(region)) throw new Error('region is the name of a region');
		if (!state) throw new Error(`state is ${regionStates.join(', ')}`);
		const account = form.get('account') ?? undefined;
		sandbox.setRegion(region, state, account);
		return `${region}${account === undefined ? '' : ` of ${account}`}: ${state}`;
	},
	'set-limit'(form, sandbox) {
		const cloud = form.get('cloud') ?? undefined;
		if (cloud !== undefined && cloud !== 'ec2' && cloud !== 'tencent') throw new Error('cloud is ec2 or tencent');
		const word = form.get('limit');
		if (word === 'real' || word === 'none') sandbox.setLimit(word, cloud);
		else sandbox.setLimit({burst: wholeNumber(form, 'burst'), perSecond: wholeNumber(form, 'perSecond')}, cloud);
		return `from now on: ${[...form].map(pair => pair.join('=')).join(', ')}`;
	},
	'count-calls'(_form, sandbox) {
		return JSON.stringify(sandbox.counts());
	},
	fault(form, sandbox) {
		const text = form.get('fault') ?? '';
		sandbox.addFault(parseFault(text));
		return `from now on: ${text}`;
	},
	'clear-faults'(_form, sandbox) {
		sandbox.clearFaults();
		return 'no faults, and every region is well';
	},
};

/** Answers a call of the sandbox's own. Never throws: what is wrong stands in the answer. */
export function answerControl({method, path, body}: WireRequest, sandbox: Controls): WireResponse {
	const name = path.slice(controlPath.length);
	const control = Object.hasOwn(controls, name) ? controls[name] : undefined;
	if (!control) return plain(404, `there are ${Object.keys(controls).join(', ')}`);
	if (method !== 'POST') return plain(405, 'POST a form');
	try {
		return plain(200, control(new URLSearchParams(body), sandbox));
	} catch (error) {
		return plain(400, error instanceof Error ? error.message : String(error));
	}
}

function tunnelIn(form: URLSearchParams): {readonly connection: string; readonly tunnel: number} {
	return {connection: form.get('connection') ?? '', tunnel: wholeNumber(form, 'tunnel') - 1};
}

function wholeNumber(form: URLSearchParams, name: string): number {
	const text = form.get(name) ?? '';
	if (!/^\d{1,6}$/.test(text)) throw new Error(`${name} is a whole number`);
	return Number(text);
}

function plain(status: number, says: string): WireResponse {
	return {status, headers: {'content-type': 'text/plain'}, body: `${says}\n`};
}
