// npm pack and npm publish: a build of these sources and nothing of an older one.
import {install} from './install.mjs';
import {runNode} from './run.mjs';

await install();
const {code, output} = await runNode(['src/build/build.mjs', '--clean'], {quiet: true});
process.stderr.write(output); // npm pack prints the tarball's name on stdout, and nothing else belongs there
process.exitCode = code;
