import type {RoutingMode} from '../../../connection/document.ts';
import {writePath} from '../../../connection/document-path.ts';
import {askedOf} from '../../answers/asked.ts';
import {withCloudAnswers} from '../../answers/with-cloud-answers.ts';
import {derived} from '../../core/derived.ts';
import {column} from '../../core/list-column.ts';
import {turn} from '../../core/turn.ts';
import type {Step} from '../step.ts';
import {modeTitle, preferredMode, routingRows} from './modes.ts';
import {whyNotMode} from './why-not.ts';

export const routingStep: Step = {
	id: 'routing',
	title: 'routing',
	label: 'Routing',
	kind: 'list',
	question: () => 'How do the two sides learn each other’s routes?',
	help: () => 'It can’t be changed later: another mode takes a new connection.',
	when: () => true,
	paths: ['routing'],
	fields: [],
	missing: asked => (asked.answers.mode ? whyNotMode(asked.answers.mode, asked) : 'choose a routing mode'),
	toDocument(draft, {mode}) {
		// what a document has beside what is asked stays, for a rule to speak of
		if (draft.routing?.mode !== mode) writePath(draft, 'routing', mode && {mode});
	},
	fromDocument: ({routing}) => (routing ? {mode: routing.mode} : {}),
	says: ({cloud, answers: {mode}}) => (mode ? modeTitle(cloud, mode) : ''),
	list: {
		columns: [column('MODE', 0, 8, 18), column('WHAT IT MEANS', 1, 30, 100)],
		key: ({cloud}) => `routing ${cloud}`,
		readings: () => [],
		content: derived(state => {
			const asked = askedOf(state);
			return {rows: routingRows(asked), preferred: asked.answers.mode ?? preferredMode(asked)};
		}),
		isAnswered: ({mode}) => mode !== undefined,
		answer(state, mode) {
			if (!isMode(mode)) return turn(state);
			return turn({...state, answers: withCloudAnswers(state.answers, own => ({...own, mode}))});
		},
	},
};

function isMode(text: string): text is RoutingMode {
	return text === 'bgp' || text === 'static' || text === 'policy';
}
