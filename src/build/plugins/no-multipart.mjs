import {replacePackage} from './replace.mjs';

/**
 * The Tencent Cloud SDK can upload files, with a package that carries the table of all media types: half the size of the
 * client, to no use here, for every VPN call is JSON.
 */
export const noMultipart = replacePackage(
	'no-multipart',
	/^form-data$/,
	`module.exports = class FormData {
		constructor() {
			throw new Error('this program sends no multipart requests');
		}
	};`,
);
