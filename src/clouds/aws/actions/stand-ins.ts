import type {Facts} from '../../contract/cloud.ts';

/** An id put into a dry run where the real one is not there yet. */
export interface StandIn {
	readonly id: string;
	/** True when it is something of the account: then AWS can say more than "no such thing". */
	readonly real: boolean;
}

const madeUp = '0123456789abcdef0';

/** What stands in for the result of an action that has not been carried out. Undefined where nothing sensible can. */
export function standInFor(actionId: string, facts: Facts): StandIn | undefined {
	switch (actionId) {
		case 'site-gateway': {
			const known = facts.siteGateways?.find(({selectable}) => selectable)?.id;
			return {id: known ?? `cgw-${madeUp}`, real: known !== undefined};
		}

		case 'connection': {
			const known = facts.connections?.find(({state}) => state === 'available')?.id;
			return {id: known ?? `vpn-${madeUp}`, real: known !== undefined};
		}

		case 'cloud-gateway':
			return {id: `vgw-${madeUp}`, real: false};
		case 'transit-attachment':
			return {id: `tgw-attach-${madeUp}`, real: false};
		default:
			return undefined;
	}
}
