import type {CloudId} from '../../../clouds/contract/cloud.ts';
import type {WizardState} from '../../core/state.ts';

/** The region of a cloud whose connections are listed: the one that the user chose to look in, else the account's own. */
export function watchRegionOf(
	{watchRegions, options}: Pick<WizardState, 'watchRegions' | 'options'>,
	cloud: CloudId,
): string | undefined {
	return watchRegions[cloud] ?? options.regions[cloud];
}
