import type {Action, Cost, Plan, PlanValue} from '../../../clouds/contract/cloud.ts';
import {type AccountOptions, inThisAccount} from '../../../clouds/sign-in/in-this-account.ts';
import {isList} from '../../../connection/is-list.ts';

/** The exact parameters of an action as lines of JSON. Secrets are named, never shown; ids that an earlier action makes are said in words. */
export function parameterLines(action: Action, plan: Plan): readonly string[] {
	return JSON.stringify(shown(action.parameters, plan), undefined, 2).split('\n');
}

/** What is left to the user, with the commands that it names as they act on this account. */
export function leftTo({leftByHand}: Plan, account: AccountOptions): readonly string[] {
	return leftByHand.map(each => inThisAccount(each, account));
}

function shown(value: PlanValue, plan: Plan): unknown {
	if (typeof value !== 'object') return value;
	if (isList(value)) return value.map(each => shown(each, plan));
	const {$result: result, $secret: secret} = value as {readonly [member: string]: PlanValue}; // every non-list object has string members
	if (typeof secret === 'string') return `[secret: ${secret}]`;
	if (typeof result === 'string') {
		const number = plan.actions.findIndex(({id}) => id === result) + 1;
		return `[id made by action ${number || result}]`;
	}

	return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, shown(each, plan)]));
}

/** What a plan costs, in a sentence: what begins at the same time stands together. Sources stand in the report. */
export function costsText(costs: readonly Cost[]): string {
	const begins = [...new Set(costs.map(({from}) => from))];
	return begins
		.map(begin => {
			const items = costs.flatMap(({what, from}) => (from === begin ? [what] : []));
			return `${items.join(' + ')}, ${begin}`;
		})
		.join(' · ');
}
