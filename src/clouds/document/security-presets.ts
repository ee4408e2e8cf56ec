import type {SecurityPreset} from '../../connection/document.ts';
import {cloudModules} from '../registry.ts';

/** A preset as the wizard shows it. */
interface PresetText {
	readonly id: Exclude<SecurityPreset, 'custom'>;
	readonly title: string;
	readonly means: string;
}

export const presetTexts = (): readonly PresetText[] => [
	{
		id: 'strong',
		title: 'Strong',
		means:
			'IKEv2, AES-256, SHA-2, DH group 14 or higher, perfect forward secrecy. For any device of the last ten years.',
	},
	{
		id: 'compatible',
		title: 'For old devices',
		means: `IKEv1 or IKEv2 with AES-128 and SHA-1 allowed${cloudModules()
			.map(({weakestDhGroup: weakest}) => (weakest ? `, ${weakest}` : ''))
			.join('')}. Weak: use it only where the device cannot do better.`,
	},
];

/** What to do where a document leaves algorithms open: the presets set all of them. */
export const choosePreset = 'set security.preset to strong, or to compatible for old devices';
