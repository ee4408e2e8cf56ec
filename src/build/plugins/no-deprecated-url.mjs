const clients = /[\\/]node_modules[\\/](?:node-fetch|https-proxy-agent)[\\/]/;

const parseOnly = `
	const url = require('node:url');
	exports.URL = url.URL;
	exports.format = url.format;
	exports.parse = text => url.urlToHttpOptions(new url.URL(text));
`;

const urlOnly = `exports.URL = require('node:url').URL;`;

/**
 * The Tencent Cloud client's HTTP parts call url.parse and Node's punycode, which print DEP0169 and DEP0040 on newer Node
 * versions: into the middle of the screen. They get the same from the URL class that every supported Node has.
 */
export const noDeprecatedUrl = {
	name: 'no-deprecated-url',
	setup(build) {
		build.onResolve({filter: /^(?:node:)?url$/}, ({importer}) =>
			clients.test(importer) ? {path: 'url', namespace: 'modern-url'} : undefined,
		);
		build.onResolve({filter: /^whatwg-url$/}, () => ({path: 'whatwg-url', namespace: 'modern-url'}));
		build.onLoad({filter: /.*/, namespace: 'modern-url'}, ({path}) => ({
			contents: path === 'url' ? parseOnly : urlOnly,
			loader: 'js',
		}));
	},
};
