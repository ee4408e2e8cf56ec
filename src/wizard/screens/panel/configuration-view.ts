import {type PageLine, space, text} from '../../core/page-line.ts';
import {ofRead} from './lines.ts';
import type {PanelModel} from './model.ts';

/** The connection as its document; keys are never in it. */
export function configurationView(model: PanelModel): readonly PageLine[] {
	return ofRead(
		model,
		'configuration',
		{title: 'THE CONNECTION AS ITS DOCUMENT, WITHOUT KEYS', what: 'the configuration'},
		({lines, notes}) => [
			...lines.map((each): PageLine => ({kind: 'code', text: each})),
			...(notes.length === 0 ? [] : [space]),
			...notes.map(note => text(note, 'dim')),
		],
	);
}
