import type {SecretStore} from '../../../connection/secret.ts';
import type {Action, Check, CloudErrorInfo, Facts, Plan, UndoStep} from '../../contract/cloud.ts';
import {CloudError} from '../../contract/cloud-error.ts';
import {fill} from '../../engine/fill.ts';
import {withoutAnswer} from '../../engine/without-answer.ts';
import {isDenied, missingPermissions} from '../../permissions.ts';
import {awsKinds} from '../actions/kinds.ts';
import type {AwsReach} from '../wire/ask.ts';
import type {AwsClients} from '../wire/client.ts';

const proves = 'AWS dry run (permission only)';
const nothingCan = 'nothing can tell before';

/** What a dry run said; `unreached` when AWS itself was not heard. */
interface DryRun {
	readonly check: Check;
	readonly unreached?: CloudErrorInfo;
}

/** What follows for a dry run from a call that AWS was not reached with: to ask again for each action would wait once more for each. */
export function notAsked(action: Action, plan: Plan, unreached: CloudErrorInfo): DryRun {
	const {says, message, mend} = unreached;
	return {
		check: {
			id: `dry-run:${action.id}`,
			title: `${nameOf(action, plan)}: permission`,
			action: action.id,
			...withoutAnswer(unreached),
			detail: `not asked: ${says ?? message}`,
			...(mend ? {mend} : {}),
		},
	};
}

/** Whether an error says that the way to AWS is broken, so that the next call would fare no better. */
export function isUnreached({kind}: CloudErrorInfo): boolean {
	return kind === 'network' || kind === 'timeout';
}

/**
 * Asks AWS whether an action would be allowed; nothing is made. Where an id is needed that an earlier action will make, another stands
 * in for it, and the check says so.
 */
export async function dryRunAction(
	clients: AwsClients,
	action: Action,
	plan: Plan,
	context: {readonly facts: Facts; readonly secrets: SecretStore; readonly signal: AbortSignal},
): Promise<DryRun> {
	const name = nameOf(action, plan);
	const base = {id: `dry-run:${action.id}`, title: `${name}: allowed`, action: action.id} as const;
	const {call} = action;
	const kind = awsKinds.find(each => each.call === call);
	if (!kind || !action.dryRun)
		return {
			check: {
				...base,
				title: `${action.title}: permission`,
				result: 'unknown',
				detail: `AWS has no dry run for ${call}`,
				proves: nothingCan,
			},
		};

	const standIns: string[] = [];
	let real = true;
	const request = fill(action.parameters, {
		result(actionId) {
			const maker = plan.actions.find(({id}) => id === actionId);
			const standIn = awsKinds.find(each => each.call === maker?.call)?.standIn?.(context.facts);
			if (!standIn) return undefined;
			standIns.push(standIn.id);
			real &&= standIn.real;
			return standIn.id;
		},
		// Without a key, AWS would make one: that changes nothing in what the permission is.
		secret: name => context.secrets.get(name)?.reveal(),
	});
	const instead = standIns.length > 0 ? `, asked with ${standIns.join(' and ')} in place of what is not made yet` : '';
	try {
		const send = kind.prepare(request);
		const secrets = [...context.secrets.values()];
		await clients.call(
			{call, region: plan.region, purpose: 'change', signal: context.signal, secrets},
			(client, options) => send(client, options, true),
		);
	} catch (error) {
		if (!(error instanceof CloudError)) throw error;
		const {info} = error;
		if (info.kind === 'aborted') throw error;
		if (info.code === 'DryRunOperation')
			return {check: {...base, result: 'pass', detail: `allowed (dry run)${instead}`, proves}};
		if (standIns.length > 0 && !real && /\.NotFound$|^InvalidParameter|Malformed$/.test(info.code))
			return {
				check: {
					...base,
					title: `${name}: permission`,
					result: 'unknown',
					detail: `cannot be checked before: AWS looked at ${standIns.join(' and ')}, which stands in for what is not made yet, first (${info.code})`,
					proves: nothingCan,
				},
			};
		const said = [info.says === info.message ? '' : info.message, info.requestId && `request ${info.requestId}`];
		const check: Check = {
			...base,
			title: `${name}: ${isDenied(info) ? 'not allowed' : refuses(error) ? 'refused' : 'permission'}`,
			...(refuses(error)
				? {result: 'refuse', proves, ...(isDenied(info) ? {permissions: missingPermissions(info)} : {})}
				: withoutAnswer(info)),
			detail: `${[info.code, info.says ?? info.message].filter(Boolean).join(': ')}${instead}`,
			...(info.says ? {said: said.filter(Boolean).join(' · ')} : {}),
			...(info.field ? {field: info.field} : {}),
			...(info.mend ? {mend: info.mend} : {}),
		};
		return isUnreached(info) ? {check, unreached: info} : {check};
	}

	return {
		check: {
			...base,
			title: `${name}: carried out`,
			result: 'refuse',
			detail: `The endpoint ignored DryRun and carried ${call} out`,
			proves,
			mend: 'This is not AWS. Look at what was made, and check AWS_ENDPOINT_URL_EC2',
		},
	};
}

/** What an action is called among the checks: by its detail too where others of the plan do the same. */
function nameOf({title, detail}: Action, {actions}: Plan): string {
	return actions.filter(each => each.title === title).length > 1 ? `${title} ${detail}` : title;
}

/** Whether AWS said no; silence, throttling and broken lines say nothing. */
function refuses({info}: CloudError): boolean {
	return (info.kind === 'api' || info.kind === 'credentials') && !info.retryable && !info.ambiguous;
}

/**
 * The steps that these credentials may not make, as a dry run of one call of each kind says. An endpoint that ignores DryRun
 * carries the call out, so this is for when the deletion is wanted. What AWS answers beside a refusal of the permission says nothing.
 */
export async function forbiddenSteps(
	reach: AwsReach,
	steps: readonly UndoStep[],
): Promise<readonly {readonly step: UndoStep; readonly error: CloudError}[]> {
	const first = steps.filter((step, index) => steps.findIndex(({call}) => call === step.call) === index);
	const answers = await Promise.all(
		first.map(async step => {
			try {
				await awsKinds.find(({undo}) => undo?.call === step.call)?.undo?.askWhetherAllowed?.(step, reach);
				return [];
			} catch (error) {
				if (!(error instanceof CloudError) || error.info.kind === 'aborted') throw error;
				return isDenied(error.info) ? [{step, error}] : [];
			}
		}),
	);
	return answers.flat();
}
