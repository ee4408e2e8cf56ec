// Loaded before the program (node --import): kills it with SIGKILL at the nth line that it appends to a file.
// TORTURE_KILL says which line and when: 3:before, 3:torn (half of it is written), 3:after.
import {open} from 'node:fs/promises';

const [line, when] = (process.env.TORTURE_KILL ?? '').split(':');
const file = await open(process.execPath, 'r');
const prototype = Object.getPrototypeOf(file);
await file.close();

const {appendFile} = prototype;
let count = 0;
prototype.appendFile = async function (data, ...rest) {
	count += 1;
	if (count !== Number(line)) return appendFile.call(this, data, ...rest);
	if (when === 'torn') await appendFile.call(this, String(data).slice(0, Math.ceil(String(data).length / 2)));
	if (when === 'after') await appendFile.call(this, data, ...rest);
	process.kill(process.pid, 'SIGKILL');
	// the signal needs no time, but nothing of the program may run meanwhile
	return new Promise(() => {});
};
