import type {ConnectionPlace} from '../../../connection/place.ts';
import type {ListView} from '../../core/list.ts';
import {modelSlot} from '../../core/model-slot.ts';
import type {Trouble} from '../../core/state.ts';
import type {HandoverChoice, SideSeen, Written} from './event.ts';
import {fieldsOf, type HandoverField, type HandoverForm} from './form.ts';

/** Something that is read of the cloud. */
type Read = {readonly status: 'reading' | 'read'} | {readonly status: 'failed'; readonly trouble: Trouble};

/** The site's side of one connection: which device, what has to be known of the site, where the files go, and what to do with them. */
export interface HandoverModel {
	readonly place: ConnectionPlace;
	readonly name: string;
	readonly sandbox: boolean;
	readonly phase: 'choosing' | 'answering' | 'writing' | 'written';
	readonly kind: HandoverChoice['kind'];
	readonly devices: Read;
	readonly side: Read;
	readonly seen: SideSeen | undefined;
	readonly lists: Readonly<Record<HandoverChoice['kind'], ListView>>;
	readonly choice: HandoverChoice | undefined;
	readonly form: HandoverForm;
	/** Why nothing was written. */
	readonly trouble: Trouble | undefined;
	readonly written: Written | undefined;
	/** The first line of the page in sight. */
	readonly top: number;
	/** Enter was pressed before the connection was read: it goes on by itself when it is, unless another key comes first. */
	readonly eager: boolean;
	/** Why Enter stayed, until the next key. */
	readonly blocked: string | undefined;
}

export const handingOver = modelSlot<HandoverModel>('handover');

/** The fields of the form, in order. */
export function handoverFields({choice, seen}: HandoverModel): readonly HandoverField[] {
	return fieldsOf(choice, seen);
}

/** Whether something that was to be read could not be. */
export function isFailed({devices, side}: HandoverModel): boolean {
	return devices.status === 'failed' || side.status === 'failed';
}
