import fc from 'fast-check';
import {AwsClients} from '../../../src/clouds/aws/wire/client.ts';
import {signInOf} from '../../../src/clouds/sign-in/sign-in.ts';
import {findCredentials} from '../../../src/clouds/tencent/sign-in/credentials.ts';
import {runArguments} from '../../../src/commands/run-commands.ts';
import {fakeIo} from '../../commands/fake-io.ts';
import {allowed} from '../allowed.ts';
import {corpusOf} from '../corpus.ts';
import {hostileText, refuseSteering, refuseSteeringIn} from '../hostile-text.ts';
import {anyBytes, changedText, deepJson, textChanges} from '../mutations.ts';
import {Scratch} from '../scratch.ts';
import {target} from '../target.ts';

/** Where each file of the corpus lies in a home folder. SSO's token has the hash of its session's name for a name. */
const places = {
	'aws-config': '.aws/config',
	'aws-credentials': '.aws/credentials',
	'sso-cache': '.aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json',
	'tccli-credential': '.tccli/default.credential',
	'tccli-configure': '.tccli/default.configure',
	'tencent-credentials': '.tencentcloud/credentials',
} as const;
type File = keyof typeof places;
const files = Object.keys(places) as File[];

const variables = [
	...['AWS_PROFILE', 'AWS_REGION', 'AWS_ACCESS_KEY_ID', 'AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_EC2', 'AWS_ROLE_ARN'],
	...['TENCENTCLOUD_DOMAIN', 'TENCENTCLOUD_PROTOCOL', 'TENCENTCLOUD_REGION', 'TENCENTCLOUD_ROLE_ARN', 'TCCLI_PROFILE'],
	...['HTTPS_PROXY', 'NO_PROXY', 'AWS_CONFIG_FILE', 'TENCENTCLOUD_SECRET_ID', 'TUNNELWRIGHT_ASCII', 'TERM', 'LANG'],
];

/** Nothing reaches a network: all of it goes to a proxy that is not there. */
const refusedProxy = {https_proxy: 'http://127.0.0.1:9', all_proxy: 'http://127.0.0.1:9', no_proxy: 'none.invalid'};

/** A secret of each file: none of them may be said. */
const secrets = /Only\.for_this\.test/;

export const signInTarget = () => {
	const scratch = new Scratch();
	const corpus = new Map([...corpusOf('sign-in')].map(([name, bytes]) => [name, bytes.toString()]));
	const good = Object.fromEntries(files.map(file => [places[file], corpus.get(file) ?? '']));
	return target({
		name: 'sign-in',
		what: 'the aws CLI’s and tccli’s files, and the environment',
		input: fc.record({
			file: fc.constantFrom(...files),
			content: fc
				.constantFrom(...files)
				.chain(file =>
					fc.oneof(
						{weight: 8, arbitrary: textChanges.map(changes => changedText(corpus.get(file) ?? '', changes))},
						{weight: 1, arbitrary: anyBytes},
						{weight: 1, arbitrary: deepJson},
					),
				),
			profile: fc.oneof(fc.constantFrom('default', 'network', 'corp', 'base', 'loop', ''), hostileText),
			env: fc.dictionary(fc.constantFrom(...variables), hostileText, {maxKeys: 3, noNullPrototype: true}),
		}),
		async check({file, content, profile, env: given}) {
			scratch.holds({...good, [places[file]]: content});
			const env = {HOME: scratch.home, TUNNELWRIGHT_HOME: scratch.home, ...given};
			const options = {env, sandbox: false, ...(profile === '' ? {} : {profile})};
			let calls = 0;
			for (const cloud of ['aws', 'tencent'] as const) {
				const signIn = await signInOf(cloud, options);
				refuseSteeringIn(signIn, `the sign-in of ${cloud}`);
				refuseSecrets(JSON.stringify(signIn));
				const called = await signInOf(cloud, {...options, env: {...env, ...refusedProxy}});
				if (called.problem === undefined) calls += 1;
			}

			await allowed(() => findCredentials(options));
			// a call that is refused takes a while: one in sixteen
			if (calls > 0 && content.length % 16 !== 0) return;
			if (file === 'sso-cache' || file === 'aws-config') await allowed(() => awsKeys(options));
			const io = fakeIo({env: {...env, ...refusedProxy}});
			const profiles = profile === '' ? [] : [`--aws-profile=${profile}`, `--tencent-profile=${profile}`];
			const json = content.length % 2 === 0 ? [] : ['--json'];
			const code = await runArguments(['accounts', ...profiles, ...json], undefined, io);
			const said = `${io.stdout()}\n${io.stderr()}`;
			if (code === 1) throw new Error(said);
			refuseSteering(said, 'accounts');
			refuseSecrets(said);
		},
		close: () => scratch.close(),
	});
};

function refuseSecrets(text: string): void {
	if (secrets.test(text)) throw new Error(`a secret is told: ${text.slice(0, 500)}`);
}

/** What the SDK's own chain makes of the files. */
async function awsKeys(options: ConstructorParameters<typeof AwsClients>[0]): Promise<void> {
	const proxied = {...options, env: {...options.env, ...refusedProxy}};
	const clients = new AwsClients({...proxied, timeoutMs: 3000});
	try {
		await clients.credentials(AbortSignal.timeout(5000));
	} finally {
		clients.close();
	}
}
