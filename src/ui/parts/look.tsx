import {createContext, type ReactNode, use} from 'react';
import {type Glyphs, unicodeGlyphs} from '../glyphs.ts';

const GlyphsContext = createContext<Glyphs>(unicodeGlyphs);

/** Sets the signs that everything inside draws with. Without it: Unicode. */
export function Look({glyphs, children}: {readonly glyphs: Glyphs; readonly children: ReactNode}) {
	return <GlyphsContext value={glyphs}>{children}</GlyphsContext>;
}

/** The signs to draw with. */
export function useGlyphs(): Glyphs {
	return use(GlyphsContext);
}
