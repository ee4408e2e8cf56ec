import type {TunnelState} from '../../clouds/contract/cloud.ts';
import type {Glyphs} from '../glyphs.ts';
import type {Line, Span} from './line.tsx';

const tones = {UP: 'good', DOWN: 'bad', UNKNOWN: 'dim'} as const;

/** The newest `width` samples as one sign each, oldest at the left; neighbours of one state share a span. */
export function spark(samples: readonly TunnelState[], width: number, glyphs: Glyphs): Line {
	const signs = {UP: glyphs.bar.up, DOWN: glyphs.bar.down, UNKNOWN: glyphs.bar.unknown};
	const spans: Span[] = [];
	for (const sample of width > 0 ? samples.slice(-width) : []) {
		const tone = tones[sample];
		const last = spans.at(-1);
		if (last?.tone === tone) spans[spans.length - 1] = {text: last.text + signs[sample], tone};
		else spans.push({text: signs[sample], tone});
	}

	return spans;
}
