import type {CloudId} from '../../../clouds/contract/cloud.ts';
import {moduleOf} from '../../../clouds/registry.ts';
import type {RoutingMode} from '../../../connection/document.ts';
import type {Asked} from '../../answers/asked.ts';
import {found, type Row, row} from '../../core/list.ts';
import {whyNotMode} from './why-not.ts';

export function modeTitle(cloud: CloudId, mode: RoutingMode): string {
	return moduleOf(cloud).routingModes.find(words => words.mode === mode)?.title ?? mode;
}

export function routingRows(asked: Asked): readonly Row[] {
	return moduleOf(asked.cloud).routingModes.map(({mode, title, means}) => {
		const reason = whyNotMode(mode, asked);
		return row(mode, [title, reason ? `– ${reason}` : means], {
			haystack: found([mode, title, means]),
			...(reason ? {selectable: false, reason} : {}),
		});
	});
}

/** The mode that the cursor stands on first: the usual one of the cloud, as far as it can be chosen. */
export function preferredMode(asked: Asked): RoutingMode {
	const {routingModes, form} = moduleOf(asked.cloud);
	const likely = routingModes.find(({mode}) => !whyNotMode(mode, asked) && !form.routing?.isUnlikely?.(mode, asked));
	return (likely ?? routingModes[0]).mode;
}
