import type {Environment} from '../../src/connection/environment.ts';
import type {Clouds} from '../../src/session/open-session.ts';

/** The clouds of somebody with this environment, of whom none is to be opened. */
export function cloudsOf(env: Environment): Clouds {
	return {
		cloud: async () => {
			throw new Error('no cloud is to be opened here');
		},
		cloudAt: async () => {
			throw new Error('no cloud is to be opened here');
		},
		optionsOf: () => ({env: {HOME: env.TUNNELWRIGHT_HOME, ...env}, sandbox: false}),
		here: text => text,
	};
}
