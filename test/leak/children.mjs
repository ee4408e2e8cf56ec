/* Loaded before the program (node --import): writes down the arguments and the environment of every child that it starts. */

import {ChildProcess} from 'node:child_process';
import {appendFileSync} from 'node:fs';

const {spawn} = ChildProcess.prototype;
ChildProcess.prototype.spawn = function (options) {
	const {file, args, envPairs} = options;
	appendFileSync(process.env.CHILDREN, `${JSON.stringify({file, args, environment: envPairs})}\n`);
	return Reflect.apply(spawn, this, [options]);
};
