import packageJson from '../../package.json' with {type: 'json'};

/** The program's version, as its package has it. */
export const version: string = packageJson.version;
