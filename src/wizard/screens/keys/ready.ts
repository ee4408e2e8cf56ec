import type {FilesAhead} from '../../../connection/files-ahead.ts';
import type {RotationEvent} from '../../../session/rotation.ts';
import {isCarriedOut, type RunModel} from '../run/model.ts';

/** What was written for a tunnel, and where its key came from. No key is in it. */
export interface TunnelReady {
	readonly number: number;
	readonly from: string;
	readonly earlier: string | undefined;
	readonly files: Extract<RotationEvent, {type: 'files-written'}>['files'] | undefined;
}

/** By the action that gives a tunnel its key. */
export type Ready = Readonly<Record<string, TunnelReady>>;

/** What is to be known of each tunnel's key, after something more was told of one of them. */
export function withReady(
	ready: Ready,
	event: Extract<RotationEvent, {readonly type: 'key-ready' | 'files-written'}>,
): Ready {
	const {action, tunnel} = event;
	if (event.type === 'key-ready')
		return {...ready, [action]: {number: tunnel.number, from: event.from, earlier: event.earlier, files: undefined}};
	const before = ready[action] ?? {number: tunnel.number, from: '', earlier: undefined};
	return {...ready, [action]: {...before, files: event.files}};
}

/** The tunnels whose new files were written, and whose key the cloud has not been seen to take, as far as the run came. */
export function filesAhead(
	{rows, inDoubt, filesWritten = []}: Pick<RunModel, 'rows' | 'inDoubt' | 'filesWritten'>,
	ready: Ready,
): readonly FilesAhead[] {
	return rows.flatMap(row => {
		const {
			action: {id, title},
			state,
		} = row;
		const own = ready[id];
		const tunnel = own?.files ? own.number : filesWritten.find(({action}) => action === id)?.tunnel;
		if (tunnel === undefined || own?.earlier?.startsWith('carried out') || isCarriedOut(row)) return [];
		const isOpen = state === 'running' || state === 'waiting';
		return [{tunnel, inDoubt: isOpen || inDoubt.includes(title)}];
	});
}

/** Where a tunnel's new key comes from, and what of it was written. */
export function readyWords({number, from, earlier, files}: TunnelReady): readonly string[] {
	const sources: Readonly<Record<string, string>> = {
		generated: 'a fresh key was made',
		env: 'the key was read from the environment',
		prompt: 'the key was typed',
		cloud: 'the cloud makes the key, or shows the one that it has',
	};
	return [
		`tunnel ${number}: ${sources[from] ?? 'the key is ready'}`,
		...(earlier === undefined ? [] : [earlierWords[earlier] ?? '']),
		...(files?.files ?? []).map(({path, what}) => `written: ${path}, ${what}`),
		...(files?.left ?? []).map(({path}) => `stands there from before: ${path}`),
	];
}

/** Which of the files holds the key that the cloud has: the one of before, or another. */
const earlierWords: Readonly<Record<string, string>> = {
	'carried out': 'the change that was in flight was carried out: its key stands',
	'carried out, with a key that is not shown':
		'the change that was in flight was carried out, and the cloud does not show its key: the files that were written before hold it, and are left alone',
	'not carried out':
		'the change that was in flight was not carried out: this is another key than in the files of before',
};
