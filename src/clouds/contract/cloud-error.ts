import type {CloudErrorInfo} from './cloud.ts';

/** What a cloud said, or why it could not be asked: the only error that `clouds/` lets out. */
export class CloudError extends Error {
	override readonly name = 'CloudError';

	constructor(readonly info: CloudErrorInfo) {
		super([info.code, info.says ?? info.message].filter(Boolean).join(': '));
	}
}
