import type {CloudErrorInfo} from '../clouds/contract/cloud.ts';
import {CloudError, isOwnStop} from '../clouds/contract/cloud-error.ts';
import {missingPermissions, policyText, policyTitle} from '../clouds/permissions.ts';
import {cloudName} from '../clouds/registry.ts';
import {inThisAccount} from '../clouds/sign-in/in-this-account.ts';
import {wordsOf} from '../connection/error-words.ts';
import {type FailureJson, failureJson, failureText} from '../connection/failure-json.ts';
import {printable} from '../connection/printable.ts';
import {type ExitCode, exitCode, UserError} from '../connection/user-error.ts';
import {framesOf} from '../run/bug-report.ts';
import type {CommandOptions} from './command-options.ts';

interface Failure {
	readonly exit: ExitCode;
	readonly json: FailureJson;
	/** For people. */
	readonly text: string;
}

/**
 * What any thrown value means to the user, and the exit code that goes with it. `debug` adds the stack of our own bugs.
 * @param report writes a file about a bug of ours and says where
 */
export function failureOf(error: unknown, debug = false, report?: (error: unknown) => string | undefined): Failure {
	if (error instanceof UserError) return userFailure(error);
	if (error instanceof CloudError) return cloudFailure(error.info);
	if (error instanceof Error && error.name === 'AbortError')
		return userFailure(new UserError('cancelled', {exit: exitCode.cancelled}));
	return bugFailure(error, debug, report?.(error));
}

/** A failure whose mend can be pasted from `--json` too: its commands name the account of this one, as all do on standard error. */
export function failureHere(failure: Failure, options: CommandOptions): Failure {
	return {...failure, json: {...failure.json, mend: inThisAccount(failure.json.mend, options)}};
}

/** A failure of the cloud, as an event or a snapshot carries it. */
export function cloudFailure(info: CloudErrorInfo): Failure {
	const isOurs = isOwnStop(info);
	const said = printable(info.says ?? info.message);
	const own = !isOurs && info.says && info.message && info.message !== info.says ? printable(info.message) : '';
	const named = isOurs ? [] : [info.call, info.code];
	const details = [
		named
			.filter(Boolean)
			.map(part => printable(String(part)))
			.join(': '),
		own,
		info.requestId ? `request ${printable(info.requestId)}` : '',
		...permissionLines(info),
	].filter(Boolean);
	const mend = printable(info.mendByOption ?? info.mend ?? '');
	return {
		exit: info.kind === 'aborted' ? exitCode.cancelled : exitCode.cloud,
		json: failureJson({
			kind: info.kind,
			code: printable(info.code),
			field: info.field,
			message: said,
			mend,
			requestId: printable(info.requestId ?? ''),
			items: [
				...(own ? [own] : []),
				...missingPermissions(info).map(action => `missing permission: ${printable(action)}`),
			],
		}),
		text: failureText({message: isOurs ? said : `${cloudName(info.cloud)}: ${said}`, items: details, mend}),
	};
}

/** The actions that are missing, and a policy that allows them, ready to be copied. */
function permissionLines(info: CloudErrorInfo): readonly string[] {
	const actions = missingPermissions(info).map(action => printable(action));
	if (actions.length === 0) return [];
	return [
		`missing permission: ${actions.join(', ')}`,
		`${policyTitle(info.cloud)}:`,
		...policyText(info.cloud, actions).split('\n'),
	];
}

/** What the user can mend, by what it comes from. */
const userKinds: Readonly<Partial<Record<ExitCode, string>>> = {
	[exitCode.cancelled]: 'cancelled',
	[exitCode.cloud]: 'api',
};

function userFailure({exit, message, details}: UserError): Failure {
	const {field, items = []} = details;
	const mend = details.mendByOption ?? details.mend ?? '';
	const json = failureJson({
		kind: userKinds[exit] ?? 'user',
		field,
		message: printable(message),
		mend: printable(mend),
		items: items.map(item => printable(item)),
	});
	return {exit, json, text: failureText(json)};
}

function bugFailure(error: unknown, debug: boolean, report: string | undefined): Failure {
	const message = wordsOf(error);
	const tell = "please report it at the project's issue tracker, with what you did";
	const mend = report
		? `${tell} and the report ${report}: no key, name or address is in it`
		: `${tell}; --debug shows where it happened`;
	const items = debug ? framesOf(error).map(frame => `at ${frame}`) : [];
	return {
		exit: exitCode.bug,
		json: failureJson({kind: 'bug', message, mend}),
		text: failureText({message: `tunnelwright has a bug: ${message}`, items, mend}),
	};
}
