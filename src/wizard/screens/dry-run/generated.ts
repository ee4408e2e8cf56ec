import type {CloudId} from '../../../clouds/contract/cloud.ts';
import type {KeysByField} from '../../../session/keys.ts';
import {modelSlot} from '../../core/model-slot.ts';

/** The keys that the last dry run made itself, for the next one of this cloud; a run makes them its connection's own. */
export const generatedKeys = modelSlot<{readonly cloud: CloudId; readonly keys: KeysByField}>('generated keys');
