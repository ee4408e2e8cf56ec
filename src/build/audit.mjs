// npm run audit: asks the registry for known flaws of every package of the lock file; exits 1 for one that is high or critical.
// Where the registry does not answer such questions, it says that it skipped and exits 0. What follows goes to npm:
// npm run audit -- --registry=URL asks another one.
import {runNpm} from './run.mjs';

const grave = ['high', 'critical'];

// everything is a devDependency; npm that is set to stay offline would say that all is well
const thorough = ['--include=dev', '--offline=false'];
// a registry that does not answer is not waited for as long as an install waits
const patience = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--fetch-timeout=20000'];
const args = ['audit', '--json', ...thorough, ...patience, ...process.argv.slice(2)];
const {output} = await runNpm(args, {quiet: true});
const report = jsonIn(output);
if (report?.vulnerabilities && report.metadata) {
	const found = Object.values(report.vulnerabilities).filter(({severity}) => grave.includes(severity));
	for (const {name, severity, via} of found) {
		const titles = via.map(each => (typeof each === 'string' ? `through ${each}` : `${each.title} ${each.url}`));
		process.stdout.write(`${name}: ${severity}: ${titles.join('; ')}\n`);
	}

	const {dependencies} = report.metadata;
	process.stdout.write(`high findings: ${found.length}, in ${dependencies.total} packages\n`);
	process.exitCode = found.length === 0 ? 0 : 1;
} else if (!report || report.error?.code) {
	// no lock file, or one that npm can't read: that is no matter of the network
	process.stdout.write(`npm ${args.join(' ')} failed:\n${output.trimEnd()}\n`);
	process.exitCode = 1;
} else {
	const reason = report?.statusCode ? `it answers ${report.statusCode}` : 'it gives no answer';
	process.stdout.write(`skipped: the registry does not tell of known flaws here (${reason})\n`);
}

/** npm's JSON: a report, or what stood in its way. npm's warnings may stand around it; undefined when there is none. */
function jsonIn(text) {
	try {
		return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
	} catch {
		return undefined;
	}
}
