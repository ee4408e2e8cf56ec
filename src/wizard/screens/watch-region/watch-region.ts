import type {CloudId} from '../../../clouds/contract/cloud.ts';
import {want} from '../../core/loads.ts';
import type {Turn, WizardState} from '../../core/state.ts';

/** The region of a cloud whose connections are listed: the one that the user chose to look in, else the account's own. */
export function watchRegionOf(
	{watchRegions, options}: Pick<WizardState, 'watchRegions' | 'options'>,
	cloud: CloudId,
): string | undefined {
	return watchRegions[cloud] ?? options.regions[cloud];
}

/** Another region of a cloud, to look for connections in. */
export function openWatchRegion(state: WizardState, cloud: CloudId): Turn {
	return want({...state, screen: {name: 'watch-region', cloud}}, {what: 'regions', cloud});
}
