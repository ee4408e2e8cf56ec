import type {LateBinding} from '../../core/late-binding.ts';
import {lackingOfRun} from '../dry-run/lacking.ts';
import {connectionOf, mayStand, type RunModel} from './run-model.ts';

export type RunCommand =
	| 'help'
	| 'stop'
	| 'leave'
	| 'back'
	| 'panel'
	| 'save'
	| 'resume'
	| 'undo'
	| 'edit'
	| 'jump'
	| 'policy'
	| 'move';

/** The keys that work now. Ctrl-C is always among them: first it stops after the action in flight, as Esc does, then it leaves at once. */
export function runKeys(model: RunModel): readonly LateBinding<RunCommand>[] {
	const help: LateBinding<RunCommand> = {keys: ['?', 'ctrl-g'], command: 'help', label: 'help'};
	const move: LateBinding<RunCommand> = {
		keys: ['up', 'down', 'page-up', 'page-down', 'home', 'end'],
		command: 'move',
		label: 'move',
		shown: '',
	};
	switch (model.phase) {
		case 'running':
			return [
				help,
				{keys: ['ctrl-c', 'escape'], command: 'stop', label: 'stop after this action', shown: 'ctrl-c'},
				move,
			];
		case 'stopping':
			return [help, {keys: ['ctrl-c'], command: 'leave', label: 'leave at once'}, move];
		case 'finished':
			return [
				help,
				{keys: ['enter', 'right'], command: 'panel', label: 'watch tunnels'},
				{keys: ['s', 'ctrl-s'], command: 'save', label: 'save profile'},
				{keys: ['escape', 'shift-tab'], command: 'back', label: 'home', shown: 'escape'},
				{keys: ['q', 'ctrl-c'], command: 'leave', label: 'leave'},
				move,
			];
		case 'stopped':
			return [
				help,
				...(model.error?.field === undefined || model.origin === 'journal'
					? []
					: [{keys: ['enter'], command: 'jump', label: 'mend it'} satisfies LateBinding<RunCommand>]),
				...(model.undoing
					? []
					: [
							{
								keys: ['r'],
								command: 'resume',
								label: 'go on from here',
							} satisfies LateBinding<RunCommand>,
						]),
				...(model.runId !== '' && mayStand(model)
					? [{keys: ['u'], command: 'undo', label: 'take it back'} satisfies LateBinding<RunCommand>]
					: []),
				...(lackingOfRun(model)
					? [{keys: ['p'], command: 'policy', label: 'copy the policy'} satisfies LateBinding<RunCommand>]
					: []),
				...(connectionOf(model) === ''
					? []
					: [{keys: ['right'], command: 'panel', label: 'watch'} satisfies LateBinding<RunCommand>]),
				...(model.origin === 'journal'
					? []
					: ([
							{keys: ['e'], command: 'edit', label: 'edit'},
							{keys: ['s', 'ctrl-s'], command: 'save', label: 'save profile'},
						] satisfies LateBinding<RunCommand>[])),
				{keys: ['escape', 'shift-tab'], command: 'back', label: 'back', shown: 'escape'},
				{keys: ['q', 'ctrl-c'], command: 'leave', label: 'leave'},
				move,
			];
	}
}
