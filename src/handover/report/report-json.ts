import type {Change, Check, Plan} from '../../clouds/contract/cloud.ts';
import {differenceText, needsNew, newMend} from '../../clouds/contract/comparison.ts';
import {missingPermissionsOf, policyFor} from '../../clouds/permissions.ts';
import {type FailureJson, failureJson} from '../../connection/failure-json.ts';
import {shownValue} from './plan-value.ts';
import type {DryRun} from './report.ts';
import {byCommand, verdictLine, verdictOf} from './verdict.ts';

/** The report as a JSON value. */
export function reportJson({plan, checks: made, commandLines, identity}: DryRun): Readonly<Record<string, unknown>> {
	const checks = made.map(byCommand);
	const refusing = checks.find(check => check.result === 'refuse');
	const verdict = verdictOf(plan, checks);
	return {
		error:
			verdict === 'differs' || verdict === 'not-known'
				? notWhole(plan, checks, verdict)
				: verdict === 'refused' && refusing
					? refusal(refusing)
					: undefined,
		result: verdict,
		cloud: plan.cloud,
		region: plan.region,
		name: plan.name,
		account: identity?.account ?? null,
		sandbox: identity?.sandbox ?? false,
		exists: plan.exists ? {id: plan.exists.id, name: plan.exists.name, state: plan.exists.state} : null,
		comparison: plan.comparison ?? null,
		converge: plan.converge,
		notAnswered: checks.filter(({unanswered}) => unanswered).length,
		missingPermissions: permissionsJson(plan, checks),
		actions: plan.actions.map((action, index) => ({
			id: action.id,
			title: action.title,
			detail: action.detail,
			service: action.service,
			call: action.call,
			parameters: shownValue(action.parameters, plan),
			dryRun: action.dryRun,
			after: action.after,
			makes: action.makes,
			change: action.change ? changeJson(action.change, plan) : undefined,
			commandLine: commandLines[index] ?? '',
		})),
		checks,
		costs: plan.costs,
		leftByHand: plan.leftByHand,
		notes: plan.notes,
		document: plan.document,
	};
}

/** A change with the call that puts back what stood. */
function changeJson({back, ...change}: Change, plan: Plan): Readonly<Record<string, unknown>> {
	return {...change, ...(back ? {back: {call: back.call, parameters: shownValue(back.parameters, plan)}} : {})};
}

/** The first refusal in the form that every command tells its errors in. */
function refusal({id: code, field, title, detail, mend}: Check): FailureJson {
	return failureJson({kind: 'refused', code, field, message: `${title}: ${detail}`, mend});
}

/** Why a connection that stands is not what the document says, in the same form. */
function notWhole(plan: Plan, checks: readonly Check[], code: 'differs' | 'not-known'): FailureJson {
	const {differences = [], unread = []} = plan.comparison ?? {};
	const silent = checks.filter(({unanswered}) => unanswered);
	const items = [
		...differences.map(difference => `${difference.what} ${differenceText(difference)}`),
		...unread.map(({why}) => why),
		...silent.map(({title, detail}) => `${title}: ${detail}`),
	];
	const kind = code === 'differs' ? 'refused' : 'api';
	const {field} = differences.find(needsNew) ?? unread[0] ?? {};
	const mend = code === 'differs' ? newMend : '';
	return failureJson({kind, code, field, message: verdictLine(plan, checks), mend, items});
}

function permissionsJson({cloud}: Plan, checks: readonly Check[]): Readonly<Record<string, unknown>> | null {
	const actions = missingPermissionsOf(checks);
	return actions.length === 0 ? null : {actions, policy: policyFor(cloud, actions)};
}
