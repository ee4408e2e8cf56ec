import type {Step} from '../step.ts';

export const optionsStep: Step = {
	id: 'options',
	title: 'options',
	kind: 'options',
	question: () => 'Is anything to be different from the usual?',
	help: () => 'Every setting has a sound value already. Enter on the first line goes on.',
	when: () => true,
	paths: ['keyStorage', 'ipv6Ranges', 'dpd', 'healthCheck', 'negotiation', 'tunnels[0].options', 'tunnels[1].options'],
	fields: [],
};
