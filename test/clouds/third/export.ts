import type {CodeWriter} from '../../../src/clouds/export/exporters.ts';

/** The document’s own words, as the third cloud’s tool takes them. Its key is never among them. */
export const thirdJson: CodeWriter = {
	needs: 'document',
	files: ({name, region, site, routing}) => [
		{name: 'third.json', content: `${JSON.stringify({thirdTunnel: {name, region, site, routing}}, undefined, '\t')}\n`},
	],
	steps: ({id}) => [{says: `Read third.json: it says what ${id} is.`}],
};
