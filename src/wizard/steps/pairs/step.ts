import {cloudHasMode} from '../../../clouds/registry.ts';
import {writePath} from '../../../connection/document-path.ts';
import {type CloudAnswers, splitList} from '../../answers/answers.ts';
import type {Asked} from '../../answers/asked.ts';
import {freeSiteRange, rangesText} from '../free-site-range.ts';
import type {Step} from '../steps.ts';
import {badRange, draftedRows, isPairToCome, mappingCount, pairProblem} from './pairs.ts';

/** Whether pairs of ranges decide what may pass: the mode, where the cloud has it. */
export function hasPairs({cloud, answers}: Asked): boolean {
	return answers.mode === 'policy' && cloudHasMode(cloud, 'policy');
}

export const pairsStep: Step = {
	id: 'pairs',
	title: 'ranges',
	label: 'Ranges',
	kind: 'pairs',
	question: () => 'Which ranges may talk through the tunnel?',
	help: () =>
		'Each row: a range at the cloud side, and the ranges at the site side that it may talk with. Paste many at once, as in 10.0.0.0/24 -> 192.168.1.0/24, 192.168.2.0/24.',
	when: hasPairs,
	paths: ['ranges'],
	problem({answers}) {
		const problem = pairProblem(answers.pairs);
		return problem && {field: `${problem.row}.${problem.side}`, message: problem.message};
	},
	problemSoFar: ({touched, pairs}) => (touched.includes('pairs') ? badRange(pairs) : undefined),
	placeOf({answers}, path) {
		const [own, index, siteSide] = /^ranges\[(\d+)\](\.siteSide)?/.exec(path) ?? [];
		// empty rows are no part of the document: its pairs are counted without them
		const row = draftedRows(answers)[Number(index)];
		return own === undefined || row === undefined
			? undefined
			: {field: `${row}.${siteSide ? 'siteSide' : 'cloudSide'}`, path: own};
	},
	isToCome: isPairToCome,
	cursorAt({answers: {pairs}}, field = '0.cloudSide') {
		const row = Number.parseInt(field, 10);
		const side = field.endsWith('siteSide') ? 'siteSide' : 'cloudSide';
		return {pairs: {row, side, cursor: pairs[row]?.[side].length ?? 0, removed: undefined, offered: []}};
	},
	toDocument(draft, answers) {
		if (!cloudHasMode(draft.cloud, 'policy')) return;
		// a document may hold ranges that its mode does not use: they stay in it
		const unused = answers.from?.routing?.mode === 'policy' ? [] : (draft.ranges ?? []);
		writePath(draft, 'ranges', answers.mode === 'policy' ? draftedRanges(answers) : unused);
	},
	fromDocument({cloud, ranges = [], routing}) {
		const seen = routing?.mode === 'policy' ? ['pairs'] : [];
		if (!cloudHasMode(cloud, 'policy') || ranges.length === 0) return {seen};
		const pairs = ranges.map(({cloudSide, siteSide}) => ({cloudSide, siteSide: siteSide.join(', ')}));
		return {seen, pairs, touched: ['pairs']};
	},
	madeUp: {pairs: {called: 'ranges', seen: 'pairs'}},
	suggest(asked) {
		const {answers, gateway, sandbox} = asked;
		if (answers.mode !== 'policy' || answers.touched.includes('pairs')) return undefined;
		const cloudSide = gateway?.networks[0] ?? (sandbox ? '10.0.0.0/16' : '');
		const siteSide = sandbox ? freeSiteRange(asked) : '';
		const [first] = answers.pairs;
		const isSame = answers.pairs.length === 1 && first?.cloudSide === cloudSide && first.siteSide === siteSide;
		const pairs = isSame ? answers.pairs : [{cloudSide, siteSide}];
		return {pairs, ...(sandbox ? {madeUp: {pairs: siteSide}} : {})};
	},
	says({answers: {pairs}}) {
		const [first] = pairs;
		if (!first) return '';
		if (pairs.length > 1) return `${pairs.length} pairs, ${mappingCount(pairs)} mappings`;
		return `${first.cloudSide} ⇄ ${rangesText(splitList(first.siteSide))}`;
	},
};

function draftedRanges(answers: CloudAnswers) {
	return draftedRows(answers).map(row => ({
		cloudSide: answers.pairs[row]?.cloudSide.trim() ?? '',
		siteSide: [...splitList(answers.pairs[row]?.siteSide ?? '')],
	}));
}
