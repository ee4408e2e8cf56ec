import type {CloudId, Identity} from '../../../clouds/contract/cloud.ts';
import {cloudIds, cloudName, moduleOf} from '../../../clouds/registry.ts';
import {type AccountOptions, accountOptions, withPicked} from '../../../clouds/sign-in/in-this-account.ts';
import {printable} from '../../../connection/printable.ts';
import {type Row, row} from '../../core/list.ts';
import {type Data, slotOf} from '../../core/loads.ts';
import {type SignInView, type Trouble, type Turn, turn, type WizardState} from '../../core/state.ts';

/** Whom a cloud would take us for: the source, the masked key and the account; or what was tried, and what to do. */
export function accountSays(state: WizardState, cloud: CloudId): string {
	const {options, data, loads, signIns} = state;
	const signIn = signIns[cloud];
	if (signIn?.problem !== undefined) {
		const tried = signIn.tried.length > 0 ? `tried ${signIn.tried.join(', ')}` : '';
		return [signIn.problem, tried, signIn.mend].filter(Boolean).join(' · ');
	}

	const says = signedIn(data.identities[cloud], options.credentials[cloud] ?? '');
	const load = loads[slotOf({what: 'identity', cloud})];
	if (load?.status !== 'error' || !load.trouble) return says;
	const mend = signIn?.renew === undefined ? load.trouble.mend : `run: ${signIn.renew}`;
	return [says, load.trouble.message, mend].filter(Boolean).join(' · ');
}

/** The same in few words: where nothing was found, which profiles there are to choose from, or that Enter tells where they were looked for. */
export function accountInShort(state: WizardState, cloud: CloudId): string {
	const signIn = state.signIns[cloud];
	if (signIn?.problem === undefined || signIn.tried.length === 0) return accountSays(state, cloud);
	const names = usableProfiles(signIn, cloud).map(({name}) => name);
	if (names.length === 0) return 'no credentials found · enter tells what was tried';
	const some = names.slice(0, 3).join(', ');
	const count = names.length === 1 ? '1 profile' : `${names.length} profiles`;
	return `not chosen · ${count} to choose from: ${some}${names.length > 3 ? ', …' : ''}`;
}

/** Whether there are profiles to choose from that may do where the credentials in use do not, or where there are none. */
export function mayPickProfile({signIns}: WizardState, cloud: CloudId, trouble: Trouble | undefined): boolean {
	const signIn = signIns[cloud];
	if (!signIn || usableProfiles(signIn, cloud).length === 0) return false;
	return signIn.problem !== undefined || trouble?.credentials === true;
}

/** Why a profile of a kind can't be used. */
const whyNot = (cloud: CloudId, kind: string) =>
	kind === 'settings' ? 'it holds no credentials' : moduleOf(cloud).unusableProfiles?.[kind];

const usableProfiles = ({profiles}: SignInView, cloud: CloudId) =>
	profiles.filter(({kind}) => whyNot(cloud, kind) === undefined);

/** The profiles of a cloud's own tools that can be signed in with. */
export function pickableProfiles({signIns, options}: WizardState, cloud: CloudId): SignInView['profiles'] {
	const signIn = signIns[cloud];
	return signIn && !options.sandbox ? usableProfiles(signIn, cloud) : [];
}

/** The whole of why there are no credentials: each place that was looked at, and what to do. Empty where there are some. */
export function whyNoAccount(state: WizardState, cloud: CloudId): readonly string[] {
	const signIn = state.signIns[cloud];
	if (signIn?.problem === undefined) return [];
	return [
		`${signIn.problem}.${signIn.tried.length > 0 ? ' Looked for in:' : ''}`,
		...signIn.tried.map(place => `  ${place}`),
		...(signIn.mend === undefined ? [] : [signIn.mend]),
		'Without an account everything can be tried: tunnelwright --sandbox',
	];
}

/** Whether no cloud can be signed in to, once that is known: then the sandbox is what can be used at once. */
export function hasNoAccount({options, signIns}: WizardState): boolean {
	return !options.sandbox && cloudIds().every(cloud => signIns[cloud]?.problem !== undefined);
}

/** The profile that the cursor begins on: the first that holds credentials, where nothing is found without one. */
export function preferredAccount(state: WizardState, cloud: CloudId): string {
	const signIn = state.signIns[cloud];
	return signIn?.problem === undefined ? '' : (usableProfiles(signIn, cloud)[0]?.name ?? '');
}

/** What can be picked: the environment's own order, then every profile of the cloud's own tools. */
export function accountRows(state: WizardState, cloud: CloudId): readonly Row[] {
	const signIn = state.signIns[cloud];
	if (state.options.sandbox) return [row('', ['the sandbox’s own', '', 'its keys are good for nothing else'])];
	const isNone = signIn?.problem !== undefined && signIn.source === undefined;
	const says = isNone
		? 'nothing was found in the environment or a default profile'
		: 'environment first, then the default profile';
	const usual = row('', ['(as found)', '', says], {offer: true});
	const profiles = (signIn?.profiles ?? []).map(({name, detail, keyHint, region, kind}) =>
		row(name, [name, region ?? '', [keyHint, detail].filter(Boolean).join(' ')], unusable(whyNot(cloud, kind))),
	);
	return [usual, ...profiles];
}

const unusable = (reason: string | undefined) => (reason === undefined ? {} : {selectable: false, reason});

/** The options of a command that acts on the account that is used for a cloud now. */
export function accountHere({options: {accounts}}: WizardState, cloud: CloudId | undefined): AccountOptions {
	return accounts ? accountOptions(accounts, cloud) : {};
}

/** Another account: nothing that was read with the one before may be shown as its own. Answers are kept; what is gone is said at its step. */
export function pickAccount(state: WizardState, cloud: CloudId, profile: string): Turn {
	if (state.options.sandbox) return turn(state); // it has one account, and the user's own files are none of its business
	const told = {
		tone: 'good',
		text: `${cloudName(cloud)}: ${profile === '' ? 'credentials as found' : `profile ${printable(profile, 60)}`}`,
	} as const;
	const {accounts} = state.options;
	const options = {
		...state.options,
		regions: {...state.options.regions, [cloud]: undefined},
		...(accounts ? {accounts: withPicked(accounts, cloud, profile)} : {}),
	};
	const signIns = {...state.signIns, [cloud]: undefined};
	return turn({...forgetRead(state, cloud), options, signIns, notice: told}, {type: 'use-profile', cloud, profile});
}

function forgetRead(state: WizardState, cloud: CloudId): WizardState {
	const {data, loads} = state;
	const isOther = ([name]: readonly [string, unknown]) => !name.startsWith(`${cloud}:`) && name !== cloud;
	const others = <Value>(map: Readonly<Record<string, Value>>): Readonly<Record<string, Value>> =>
		Object.fromEntries(Object.entries(map).filter(isOther));
	const kept: Data = {
		...data,
		identities: others(data.identities),
		regions: others(data.regions),
		gateways: others(data.gateways),
		sites: others(data.sites),
		connections: others(data.connections),
		vpcs: others(data.vpcs),
		routeTables: others(data.routeTables),
		statuses: others(data.statuses),
		facts: undefined,
	};
	// where the cursor stood in these lists was among another account's things
	const lists = Object.fromEntries(Object.entries(state.lists).filter(([, view]) => view.cloud !== cloud));
	return {
		...state,
		data: kept,
		lists,
		factsKey: '',
		loads: Object.fromEntries(Object.entries(loads).filter(([, {reading}]) => reading.cloud !== cloud)),
	};
}

/** Whether calls with this cloud's credentials make sense: something was found to sign in with. */
export function canSignIn({signIns, options}: Pick<WizardState, 'signIns' | 'options'>, cloud: CloudId): boolean {
	const signIn: SignInView | undefined = signIns[cloud];
	return options.sandbox || (signIn !== undefined && signIn.problem === undefined);
}

/** `AKIA…7XYZ from AWS_PROFILE=network · account 1234 5678 9012`. */
function signedIn(identity: Identity | undefined, otherwise: string): string {
	if (!identity) return otherwise;
	const key = [identity.keyHint, identity.source && `from ${identity.source}`].filter(Boolean).join(' ');
	return [key, identity.account && `account ${grouped(identity.account)}`].filter(Boolean).join(' · ');
}

/** An account number in groups of four, as it is read aloud. */
export function grouped(account: string): string {
	return /^\d{9,}$/.test(account) ? account.replace(/\B(?=(\d{4})+(?!\d))/g, ' ') : account;
}
