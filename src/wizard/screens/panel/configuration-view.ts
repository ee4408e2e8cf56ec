import {ofRead, type PanelLine, space, text} from './lines.ts';
import type {PanelModel} from './model.ts';

/** The connection as its document; keys are never in it. */
export function configurationView(model: PanelModel): readonly PanelLine[] {
	return ofRead(
		model,
		'configuration',
		{title: 'THE CONNECTION AS ITS DOCUMENT, WITHOUT KEYS', what: 'the configuration'},
		({lines, notes}) => [
			...lines.map((each): PanelLine => ({kind: 'code', text: each})),
			...(notes.length === 0 ? [] : [space]),
			...notes.map(note => text(note, 'dim')),
		],
	);
}
