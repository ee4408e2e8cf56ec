import {rewriteFile} from './replace.mjs';

const asked = '"function"!=typeof fetch';

/**
 * yoga-layout decodes its embedded WebAssembly through `fetch('data:…')` where there is a fetch, which makes Node load
 * its whole HTTP client before the first frame. Without one it decodes the same bytes itself.
 */
export const yogaNoFetch = rewriteFile('yoga-no-fetch', /yoga-wasm-base64-esm\.js$/, text =>
	text.replaceAll(asked, 'true'),
);
