import type {CloudId, Identity} from '../clouds/contract/cloud.ts';
import {CloudError} from '../clouds/contract/cloud-error.ts';
import {type SignIn, signInOf} from '../clouds/sign-in/sign-in.ts';
import {cloudName} from '../connection/cloud-name.ts';
import {jsonText} from '../connection/json-text.ts';
import {printable} from '../connection/printable.ts';
import {type ExitCode, exitCode} from '../connection/user-error.ts';
import {type Account, openAccount} from './account.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {cloudFailure, type Failure} from './failure.ts';
import {interruptible} from './interrupt.ts';

/** The account's name is an extra: it is not waited for as long as a call that somebody needs, ms. */
const patienceMs = 15_000;

/** What is known of one cloud's credentials. */
interface Report {
	readonly signIn: SignIn;
	readonly identity: Identity | undefined;
	readonly failure: Failure | undefined;
}

/** `accounts`: which source each cloud would use, and whose account that is. 0 whatever was found, but for a profile that was named and is not there. */
export async function accountsCommand(options: CommandOptions, io: CommandIo): Promise<ExitCode> {
	const interrupt = interruptible(io);
	const account = await openAccount({env: io.env, ...options});
	try {
		const ids: readonly CloudId[] = ['aws', 'tencent'];
		const reports = await Promise.all(ids.map(id => report(id, account, interrupt.signal)));
		if (options.json) io.out(jsonText({accounts: reports.map(json)}, 2));
		else io.out(reports.map(text).join('\n\n'));
		const named = {aws: options.awsProfile, tencent: options.tencentProfile};
		const isLost = reports.some(
			({signIn: {cloud, problem, unknownProfile}}) =>
				unknownProfile !== undefined || (named[cloud] !== undefined && problem !== undefined),
		);
		return isLost && !options.sandbox ? exitCode.usage : exitCode.done;
	} finally {
		interrupt.dispose();
		await account.close();
	}
}

async function report(id: CloudId, account: Account, interrupted: AbortSignal): Promise<Report> {
	const signIn = await signInOf(id, account.optionsOf(id));
	if (signIn.problem !== undefined) return {signIn, identity: undefined, failure: undefined};
	try {
		const cloud = await account.cloud(id);
		return {
			signIn,
			identity: await cloud.identity(AbortSignal.any([interrupted, AbortSignal.timeout(patienceMs)])),
			failure: undefined,
		};
	} catch (error) {
		if (!(error instanceof CloudError) || interrupted.aborted) throw error;
		return {signIn, identity: undefined, failure: cloudFailure(error.info)};
	}
}

function json({signIn, identity, failure}: Report) {
	const {cloud, source, profile, keyHint, region, endpoint, proxy, profiles, tried, problem, mend} = signIn;
	const error =
		problem === undefined
			? failure?.json
			: {kind: 'credentials', code: '', field: '', message: problem, mend: mend ?? '', requestId: '', items: []};
	return {
		cloud,
		source: identity?.source ?? source ?? null,
		profile: profile ?? null,
		keyHint: identity?.keyHint ?? keyHint ?? null,
		account: identity?.account ?? null,
		principal: identity?.principal ?? null,
		region: region?.id ?? null,
		regionFrom: region?.from ?? null,
		endpoint: endpoint ?? null,
		proxy: proxy ?? null,
		profiles,
		tried,
		error: error ?? null,
	};
}

function text({signIn, identity, failure}: Report): string {
	const {cloud, source, keyHint, region, endpoint, proxy, profiles, tried, problem, mend} = signIn;
	const rows: [string, readonly string[]][] = [
		['signs in with', [identity?.source ?? source ?? 'nothing']],
		['key', [identity?.keyHint ?? keyHint ?? '']],
		['account', [[identity?.account, identity?.principal].filter(Boolean).join('  ')]],
		['region', [region ? `${region.id} (${region.from})` : '']],
		['endpoint', [endpoint ?? '']],
		['proxy', [proxy ?? '']],
		[
			'profiles',
			profiles.map(
				({name, detail, keyHint: hint}) => `${printable(name, 60)}: ${[detail, hint].filter(Boolean).join(' ')}`,
			),
		],
		['tried', tried],
	];
	const lines = rows.flatMap(([label, values]) =>
		values.filter(Boolean).map((value, index) => `  ${(index === 0 ? label : '').padEnd(15)}${printable(value)}`),
	);
	const wrong = problem === undefined ? failure?.text.split('\n') : [problem, ...(mend ? [`  → ${mend}`] : [])];
	return [cloudName(cloud), ...lines, ...(wrong ?? []).map(line => `  ${printable(line)}`)].join('\n');
}
