import {cloudName} from '../clouds/registry.ts';
import {failureJson} from '../connection/failure-json.ts';
import {printable} from '../connection/printable.ts';
import {type ExitCode, exitCode} from '../connection/user-error.ts';
import {type AccountInUse, readAccounts} from '../session/sign-in.ts';
import {answer} from './answer.ts';
import type {CommandIo} from './command-io.ts';
import type {CommandOptions} from './command-options.ts';
import {cloudFailure} from './failure.ts';
import {withSession} from './with-session.ts';

/** `accounts`: which source each cloud would use, and whose account that is. 0 whatever was found, but for a profile that was named and is not there. */
export function accountsCommand(options: CommandOptions, io: CommandIo): Promise<ExitCode> {
	return withSession(options, io, async ({session, signal}) => {
		const accounts = await readAccounts(session, signal);
		answer(options, io, {accounts: accounts.map(json)}, [accounts.map(text).join('\n\n')]);
		const isLost = accounts.some(
			({signIn: {cloud, problem, unknownProfile}}) =>
				unknownProfile !== undefined || (options[`${cloud}Profile`] !== undefined && problem !== undefined),
		);
		return isLost && !options.sandbox ? exitCode.usage : exitCode.done;
	});
}

function json({signIn, identity, error: failure}: AccountInUse) {
	const {cloud, source, profile, keyHint, region, endpoint, proxy, profiles, tried, problem, mend} = signIn;
	const error =
		problem === undefined
			? failure && cloudFailure(failure).json
			: failureJson({kind: 'credentials', message: problem, mend});
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

function text({signIn, identity, error}: AccountInUse): string {
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
	const failure = error ? cloudFailure(error).text.split('\n') : [];
	const wrong = problem === undefined ? failure : [problem, ...(mend ? [`  → ${mend}`] : [])];
	return [cloudName(cloud), ...lines, ...wrong.map(line => `  ${printable(line)}`)].join('\n');
}
