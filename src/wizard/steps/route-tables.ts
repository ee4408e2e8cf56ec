import type {Asked} from '../answers/asked.ts';
import {routeTablesKey} from '../answers/new-gateway.ts';

const pickOf = ({answers}: Asked) => answers.gateways[answers.region ?? ''];

/** Whether the gateway is a virtual private one, that stands or is to be made: only the route tables of its VPC can learn routes from it. */
export function picksVgw(asked: Asked): boolean {
	const kind = pickOf(asked)?.kind;
	return kind === 'vgw' || kind === 'new-vgw';
}

/** Whether the route tables are awaited still, and nothing was said of them before: then none is ticked yet, and all will be. */
export function isReadingTables(asked: Asked): boolean {
	const {answers, routeTablesRead} = asked;
	const pick = pickOf(asked);
	if (!picksVgw(asked) || routeTablesRead !== 'reading') return false;
	const gateway = pick?.kind === 'new-vgw' ? {...pick, vpcId: answers.vpcs[answers.region ?? ''] ?? ''} : pick;
	return answers.routeTables[routeTablesKey(gateway) ?? ''] === undefined;
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
