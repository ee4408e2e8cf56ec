import type {Asked} from '../answers/asked.ts';
import {mayHaveTables, newGatewayOf, routeTablesKey} from '../answers/new-gateway.ts';

const pickOf = ({answers}: Asked) => answers.gateways[answers.region ?? ''];

/** Whether route tables can learn routes from the gateway, that stands or is to be made: of its VPC, and no other. */
export function hasTables(asked: Asked): boolean {
	return mayHaveTables(asked.cloud, pickOf(asked)?.kind);
}

/** Whether the route tables are awaited still, and nothing was said of them before: then none is ticked yet, and all will be. */
export function isReadingTables(asked: Asked): boolean {
	const {answers, routeTablesRead} = asked;
	const pick = pickOf(asked);
	if (!hasTables(asked) || routeTablesRead !== 'reading') return false;
	const gateway =
		newGatewayOf(asked.cloud, answers) && pick ? {...pick, vpcId: answers.vpcs[answers.region ?? ''] ?? ''} : pick;
	return answers.routeTables[routeTablesKey(asked.cloud, gateway) ?? ''] === undefined;
}

const words: Readonly<Record<Asked['routeTablesRead'], string>> = {
	reading: 'reading them: one moment',
	read: 'there are none',
	failed: 'they can’t be read: ctrl-r tries again, enter goes on without them',
};

/** What is said where no route table can be ticked. */
export function withoutTables({routeTablesRead}: Asked): string {
	return words[routeTablesRead];
}
