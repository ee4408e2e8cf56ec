/**
 * The Tencent Cloud SDK can upload files, with a package that carries the table of all media types: half the size of the
 * client, to no use here, for every VPN call is JSON.
 */
export const noMultipart = {
	name: 'no-multipart',
	setup(build) {
		build.onResolve({filter: /^form-data$/}, () => ({path: 'form-data', namespace: 'no-multipart'}));
		build.onLoad({filter: /.*/, namespace: 'no-multipart'}, () => ({
			contents: `module.exports = class FormData {
				constructor() {
					throw new Error('this program sends no multipart requests');
				}
			};`,
			loader: 'js',
		}));
	},
};
