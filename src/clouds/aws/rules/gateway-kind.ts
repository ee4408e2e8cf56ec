import type {Found} from '../../../connection/finding.ts';
import {found} from '../../rules/cloud-rule.ts';
import type {AwsDraft} from '../own-document.ts';

/** How a kind of gateway is called in a sentence. */
const kindWords = {
	vgw: 'a virtual private gateway',
	'new-vgw': 'a virtual private gateway',
	tgw: 'a transit gateway',
	concentrator: 'a VPN concentrator',
	none: 'no gateway yet',
} as const;

/** Whether the draft's gateway is a virtual private one, that stands or is to be made. */
export function isVirtualPrivate({cloudGateway}: AwsDraft): boolean {
	return cloudGateway?.kind === 'vgw' || cloudGateway?.kind === 'new-vgw';
}

/** One finding where the draft's gateway is of none of these kinds. */
export function unlessKind(
	draft: AwsDraft,
	kinds: readonly (keyof typeof kindWords)[],
	field: string,
	what: string,
): readonly Found[] {
	const kind = draft.cloudGateway?.kind;
	if (kind === undefined || kinds.includes(kind)) return [];
	return found(field, `${what} cannot be used with ${kindWords[kind]}`);
}
