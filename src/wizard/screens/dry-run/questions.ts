import {turn} from '../../core/state.ts';
import {askAgain, type Question} from '../../overlays/prompt/question.ts';
import {dryRunning} from './model.ts';

export const reportQuestion: Question = {
	title: () => 'Write the report',
	hint: '.md for a change ticket, .json for a program.',
	answer(state, _, path) {
		const {plan, checks = [], commandLines = []} = dryRunning.of(state) ?? {};
		if (!plan) return turn(askAgain(state, 'There is nothing to save yet'));
		const identity = state.data.identities[plan.cloud];
		return turn(state, {type: 'write-report', path, plan, checks, commandLines, identity});
	},
};
