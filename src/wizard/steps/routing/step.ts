import type {CloudId, SiteGateway} from '../../../clouds/contract/cloud.ts';
import {moduleOf} from '../../../clouds/registry.ts';
import type {RoutingMode} from '../../../connection/document.ts';
import {writePath} from '../../../connection/document-path.ts';
import {withCloudAnswers} from '../../answers/answers.ts';
import {type Asked, askedOf} from '../../answers/asked.ts';
import {column, derived, found, type Row, row} from '../../core/list.ts';
import {turn} from '../../core/state.ts';
import type {Step} from '../steps.ts';

export const routingStep: Step = {
	id: 'routing',
	title: 'routing',
	label: 'Routing',
	kind: 'list',
	question: () => 'How do the two sides learn each other’s routes?',
	help: () => 'It can’t be changed later: another mode takes a new connection.',
	paths: ['routing'],
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

function modeTitle(cloud: CloudId, mode: RoutingMode): string {
	return moduleOf(cloud).routingModes.find(words => words.mode === mode)?.title ?? mode;
}

export function routingRows(asked: Asked): readonly Row[] {
	return moduleOf(asked.cloud).routingModes.map(({mode, title, means}) => {
		const reason = whyNotMode(mode, asked);
		return row(mode, [title, reason ? `– ${reason}` : means], {
			haystack: found([mode, title, means]),
			...(reason ? {selectable: false, reason} : {}),
		});
	});
}

/** The mode that the cursor stands on first: the usual one of the cloud, as far as it can be chosen. */
export function preferredMode(asked: Asked): RoutingMode {
	const {routingModes, form} = moduleOf(asked.cloud);
	const likely = routingModes.find(({mode}) => !whyNotMode(mode, asked) && !form.routing?.isUnlikely?.(mode, asked));
	return (likely ?? routingModes[0]).mode;
}

/** Why a routing mode can't be chosen, or undefined. What is not read yet blocks nothing. */
function whyNotMode(mode: RoutingMode, asked: Asked): string | undefined {
	const {cloud, gateway, edits, fixed = []} = asked;
	if (edits && mode !== edits.was.routing?.mode && fixed.some(({field}) => field === 'routing'))
		return 'only by a new connection';
	if (mode === 'bgp' && gateway && !gateway.bgp) return gateway.bgpReason ?? 'this gateway does not speak BGP';
	return moduleOf(cloud).form.routing?.whyNot?.(mode, asked);
}

/** Why a site gateway leaves no routing mode at all, or undefined; by site, for a list. */
export function whyNoModeOf(asked: Asked): (site: SiteGateway) => string | undefined {
	return moduleOf(asked.cloud).form.routing?.whyNoMode?.(asked) ?? (() => undefined);
}
