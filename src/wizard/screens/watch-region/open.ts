import type {CloudId} from '../../../clouds/contract/cloud.ts';
import {want} from '../../core/loads.ts';
import type {WizardState} from '../../core/state.ts';
import type {Turn} from '../../core/turn.ts';

/** Another region of a cloud, to look for connections in. */
export function openWatchRegion(state: WizardState, cloud: CloudId): Turn {
	return want({...state, screen: {name: 'watch-region', cloud}}, {what: 'regions', cloud});
}
