/**
 * What a colour may say, and nothing else: good is fine, look is worth a look, bad is refused or down, focus is where you are, dim is over or beside the point.
 * strong is the plain colour in bold, for headings.
 */
export type Tone = 'plain' | 'strong' | 'good' | 'look' | 'bad' | 'focus' | 'dim';

interface TextStyle {
	readonly color?: string;
	readonly dimColor?: boolean;
	readonly bold?: boolean;
}

const styles: Readonly<Record<Tone, TextStyle>> = {
	plain: {},
	strong: {bold: true},
	good: {color: 'green'},
	look: {color: 'yellow'},
	bad: {color: 'red'},
	focus: {color: 'cyan', bold: true},
	dim: {dimColor: true},
};

/** Ink's text properties for a tone: spread them into `<Text>`. */
export function textStyle(tone: Tone | undefined): TextStyle {
	return styles[tone ?? 'plain'];
}
