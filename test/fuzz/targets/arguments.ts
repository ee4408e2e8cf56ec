import fc from 'fast-check';
import {cloudIds} from '../../../src/clouds/registry.ts';
import {runArguments} from '../../../src/commands/run-commands.ts';
import {namesProfile, wizardArguments} from '../../../src/commands/wizard-arguments.ts';
import {credentialHints} from '../../../src/session/environment-hints.ts';
import {glyphsFor} from '../../../src/ui/look.tsx';
import {fakeIo} from '../../commands/fake-io.ts';
import {goodDocuments} from '../documents.ts';
import {hostileText, refuseSteering, refuseSteeringIn} from '../hostile-text.ts';
import {Scratch} from '../scratch.ts';
import {target} from '../target.ts';

const words = [
	...[
		'plan',
		'apply',
		'status',
		'profiles',
		'list',
		'show',
		'import',
		'export',
		'config',
		'runs',
		'resume',
		'undo',
		'forget',
		'accounts',
		'rotate-keys',
		'replace-tunnel',
		'reset',
		'delete',
	],
	...[
		'schema',
		'skeleton',
		'aws',
		'tencent',
		'site.json',
		'-',
		'--',
		'x',
		'vpn-40f41529',
		'vpnx-df9oztok',
		'help',
		'--help',
		'--version',
	],
	...[
		'--json',
		'--markdown',
		'--yes',
		'--cloud',
		'--region',
		'eu-central-1',
		'--profile',
		'--name',
		'--format',
		'terraform',
		'--debug',
	],
	...[
		'--device',
		'strongswan',
		'--out',
		'--id',
		'--from',
		'--overwrite',
		'--all',
		'--timeout',
		'-1',
		'1e400',
		'--speed',
		'--fault',
		'slow',
	],
	...[
		'--prune',
		'--even-if-down',
		'--connection',
		'--exit-code',
		'--keep-going',
		'--key',
		'env:KEY',
		'secrets-manager',
		'--tunnel',
		'1',
		'--no-drain',
		'--apply-maintenance',
		'--drain',
		'--confirm',
		'--maintenance',
		'--wait',
		'up',
	],
];
const variables = [
	'TUNNELWRIGHT_ASCII',
	'TERM',
	'LANG',
	'LC_ALL',
	'AWS_REGION',
	'TENCENTCLOUD_REGION',
	'COLUMNS',
	'NO_COLOR',
	'XDG_CONFIG_HOME',
];

/** No network: what would be asked goes to a proxy that is not there, and no credentials are known. */
const offline = {https_proxy: 'http://127.0.0.1:9', all_proxy: 'http://127.0.0.1:9', no_proxy: 'none.invalid'};

/** Whatever is written after the program's name, and whatever the environment holds: a sentence and an exit code that fit. */
export const argumentsTarget = () => {
	const scratch = new Scratch();
	return target({
		name: 'arguments',
		what: 'the command line and the environment',
		input: fc.record({
			args: fc.array(fc.oneof({weight: 5, arbitrary: fc.constantFrom(...words)}, {weight: 2, arbitrary: hostileText}), {
				maxLength: 7,
			}),
			env: fc.dictionary(fc.constantFrom(...variables), hostileText, {maxKeys: 2, noNullPrototype: true}),
			input: fc.oneof(
				hostileText,
				fc.constantFrom(...goodDocuments).map(document => JSON.stringify(document)),
			),
		}),
		async check({args, env: given, input}) {
			scratch.holds({'.keep': ''});
			const env = {HOME: scratch.home, TUNNELWRIGHT_HOME: scratch.home, ...given, ...offline};
			const opened = wizardArguments(args, env, namesProfile(args) ? cloudIds() : []);
			if (opened) refuseSteeringIn(credentialHints(opened), 'what is said of credentials');
			glyphsFor(env);
			// a sandbox or the wizard would be started; a path that exists would be written to
			if (opened || args.some(arg => arg.includes('..') || arg.startsWith('/'))) return;
			const back = process.cwd();
			process.chdir(scratch.home);
			try {
				const io = fakeIo({env, input});
				const code = await runArguments(args, undefined, io);
				const said = `${io.stdout()}\n${io.stderr()}`;
				if (code === 1) throw new Error(said);
				// files for others hold tabs
				refuseSteering(said.replaceAll('\t', ' '), 'what was said');
				if (code === 2 && io.stderr() === '') throw new Error('a refusal without a word');
			} finally {
				process.chdir(back);
			}
		},
		close: () => scratch.close(),
	});
};
