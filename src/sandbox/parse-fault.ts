import {readBehavior} from './behavior.ts';
import type {Fault} from './sandbox.ts';

/** Those that are written by their own names. */
const kinds: readonly Fault['kind'][] = [
	'throttle',
	'error5xx',
	'denied',
	'reset',
	'hang',
	'slow',
	'garbage',
	'lost-reply',
	'flap',
];

/**
 * Reads `KIND[@PLACE][:ACTION][:TIMES]`, as in `throttle`, `reset:CreateVpnConnection`, `throttle::3`, `lost-reply:CreateVpnConnection:1`,
 * `hang@eu-west-1`.
 * PLACE is a region, an account's number, or both as `111122223333/eu-west-1`. Without ACTION (or with `*`) the fault meets every call, without TIMES it stays. TIMES may be a share of the calls, as in
 * `throttle:5%`. `flap` stands alone. `NAME=VALUE`, as in `device=silent`, is how a cloud or the device at the site behaves.
 * @throws Error that says what is wrong and what can be written
 */
export function parseFault(text: string): Fault {
	const [, behavior, value = ''] = /^([A-Za-z]+)=(.*)$/.exec(text.trim()) ?? [];
	if (behavior !== undefined) return {kind: 'behave', behavior: readBehavior(behavior, value)};
	const [head = '', ...rest] = text.trim().split(':');
	const [name = '', ...places] = head.split('@');
	const kind = kinds.find(known => known === name);
	if (!kind) throw new Error(`unknown fault "${name}": write one of ${kinds.join(', ')}, or NAME=VALUE`);
	if (rest.length > 2) throw new Error(`"${text}" has too many parts: write KIND[@PLACE][:ACTION][:TIMES]`);
	if (kind === 'flap' && rest.length > 0) throw new Error('flap is about tunnels, not calls: write flap alone');
	if (kind === 'flap' && places.length > 0) throw new Error('flap is about tunnels, not calls: write flap alone');
	const place = places.length === 0 ? {} : placeOf(places.join('@'));
	const onlyTimes = rest.length === 1 && /^[\d.]+%?$/.test(rest[0] ?? '');
	const action = onlyTimes ? '' : (rest[0] ?? '');
	const times = onlyTimes ? rest[0] : rest[1];
	if (action !== '' && action !== '*' && !/^[A-Z][A-Za-z]*$/.test(action))
		throw new Error(`"${action}" is not the name of an API action, as in CreateVpnConnection`);
	const share = times === undefined ? undefined : shareOf(times);
	if (times !== undefined && share === undefined && !/^[1-9]\d{0,8}$/.test(times))
		throw new Error(`"${times}" is not how often: write a whole number from 1 up, or a share of the calls as in 5%`);
	return {
		kind,
		...place,
		...(action === '' || action === '*' ? {} : {action}),
		...(share === undefined ? {} : {share}),
		...(times === undefined || share !== undefined ? {} : {times: Number(times)}),
	};
}

/** `eu-west-1`, `111122223333` or `111122223333/eu-west-1`. */
function placeOf(text: string): Pick<Fault, 'region' | 'account'> {
	const [, account, region] = /^(?:(\d{12}))?(?:(?:^|\/)([a-z][a-z\d-]{0,40}))?$/.exec(text) ?? [];
	if (account === undefined && region === undefined)
		throw new Error(`"${text}" is not where: write a region, an account's number, or NUMBER/REGION`);
	return {...(region === undefined ? {} : {region}), ...(account === undefined ? {} : {account})};
}

/** `5%` is 0.05; undefined for what is no share of something. */
function shareOf(text: string): number | undefined {
	const percent = /^(\d{1,3}(?:\.\d{1,3})?)%$/.exec(text)?.[1];
	const share = Number(percent) / 100;
	return share > 0 && share <= 1 ? share : undefined;
}
