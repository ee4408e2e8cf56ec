import type {Step} from '../step.ts';

export const pairsStep: Step = {
	id: 'pairs',
	title: 'ranges',
	kind: 'pairs',
	question: () => 'Which ranges may talk through the tunnel?',
	help: () =>
		'Each row: a range at the cloud side, and the ranges at the site side that it may talk with. Paste many at once, as in 10.0.0.0/24 -> 192.168.1.0/24, 192.168.2.0/24.',
	when: ({cloud, answers}) => cloud === 'tencent' && answers.mode === 'policy',
	paths: ['ranges'],
	fields: [],
};
