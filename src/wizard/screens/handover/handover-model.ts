import type {Key} from '../../core/key.ts';
import type {LateBinding} from '../../core/late-binding.ts';
import type {ListView} from '../../core/list.ts';
import type {Trouble} from '../../core/state.ts';
import type {HandoverChoice, HandoverHeard, HandoverPlace, HandoverWant, SideSeen, Written} from './handover-event.ts';
import {fieldsOf, type HandoverField, type HandoverForm, isChoice} from './handover-form.ts';

/** Something that is read of the cloud. */
export type Read = {readonly status: 'reading' | 'read'} | {readonly status: 'failed'; readonly trouble: Trouble};

/** The site's side of one connection: which device, what has to be known of the site, where the files go, and what to do with them. */
export interface HandoverModel {
	readonly place: HandoverPlace;
	readonly name: string;
	readonly sandbox: boolean;
	readonly phase: 'choosing' | 'answering' | 'writing' | 'written';
	readonly kind: 'device' | 'code';
	readonly devices: Read;
	readonly side: Read;
	readonly seen: SideSeen | undefined;
	readonly lists: Readonly<Record<'device' | 'code', ListView>>;
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

export type HandoverEvent =
	| {readonly type: 'key'; readonly key: Key; readonly page: number}
	| {readonly type: 'paste'; readonly text: string}
	| {readonly type: 'heard'; readonly event: HandoverHeard};

export type HandoverIntent =
	| {readonly type: 'help' | 'back'}
	| {readonly type: 'want'; readonly want: HandoverWant}
	| {readonly type: 'leave'; readonly summary: readonly string[]};

export type HandoverCommand =
	| 'help'
	| 'choose'
	| 'other-kind'
	| 'again'
	| 'clear-filter'
	| 'next'
	| 'take'
	| 'tick'
	| 'previous'
	| 'up'
	| 'down'
	| 'move'
	| 'another'
	| 'filter'
	| 'leave'
	| 'back';

export interface Result {
	readonly model: HandoverModel;
	readonly intents: readonly HandoverIntent[];
}

/** The fields of the form, in order. */
export function handoverFields({choice, seen}: HandoverModel): readonly HandoverField[] {
	return fieldsOf(choice, seen);
}

const help: LateBinding<HandoverCommand> = {keys: ['?', 'ctrl-g'], command: 'help', label: 'help'};
const leave: LateBinding<HandoverCommand> = {keys: ['ctrl-c'], command: 'leave', label: 'leave'};
const back: LateBinding<HandoverCommand> = {keys: ['escape', 'shift-tab'], command: 'back', label: 'back'};
const moves = ['up', 'down', 'page-up', 'page-down', 'home', 'end'] as const;

/** The keys that work now. */
export function handoverKeys(model: HandoverModel): readonly LateBinding<HandoverCommand>[] {
	switch (model.phase) {
		case 'choosing':
			return [
				help,
				{keys: [], command: 'filter', label: 'to filter', shown: 'type'},
				{keys: ['enter'], command: 'choose', label: 'choose'},
				{keys: ['tab'], command: 'other-kind', label: model.kind === 'device' ? 'as code' : 'for a device'},
				{keys: ['ctrl-r'], command: 'again', label: isFailed(model) ? 'try again' : 'reload'},
				model.lists[model.kind].filter === '' ? back : {...back, label: 'clear filter'},
				leave,
				{keys: ['ctrl-u'], command: 'clear-filter', label: 'clear filter', shown: ''},
				{keys: moves, command: 'move', label: 'move', shown: ''},
			];
		case 'answering': {
			const fields = handoverFields(model);
			const isLast = model.form.field === fields.at(-1);
			const next: readonly LateBinding<HandoverCommand>[] = isChoice(model.form.field)
				? [
						{keys: ['enter'], command: 'take', label: 'choose'},
						{keys: [' '], command: 'tick', label: 'choose and stay', shown: ''},
						{keys: ['tab'], command: 'next', label: 'next', shown: ''},
					]
				: [
						{
							keys: isLast ? ['enter'] : ['enter', 'tab'],
							command: 'next',
							label: isLast ? 'write the files' : 'next',
						},
					];
			return [
				isChoice(model.form.field) ? help : {...help, keys: ['ctrl-g']},
				...next,
				{keys: ['up'], command: 'up', label: 'move', shown: fields.length > 1 ? 'up/down' : ''},
				{keys: ['down'], command: 'down', label: 'down', shown: ''},
				{keys: ['shift-tab'], command: 'previous', label: 'field before', shown: ''},
				{...back, keys: ['escape']},
				leave,
			];
		}

		case 'writing':
			return [help, leave];
		case 'written':
			return [
				help,
				{keys: moves, command: 'move', label: 'scroll', shown: 'up/down'},
				{keys: ['n', 'h'], command: 'another', label: 'another device'},
				{...back, keys: ['escape', 'enter', 'shift-tab'], label: 'to the tunnels'},
				{...leave, keys: ['q', 'ctrl-c']},
			];
	}
}

/** Whether something that was to be read could not be. */
export function isFailed({devices, side}: HandoverModel): boolean {
	return devices.status === 'failed' || side.status === 'failed';
}
