import {printable} from '../../../connection/printable.ts';
import {optionWords} from '../../../connection/shell-word.ts';
import type {CloudOptions} from '../../contract/cloud.ts';
import {keyHint, listNames} from '../../sign-in/shown.ts';
import {type SignIn, wayOf} from '../../sign-in/sign-in.ts';
import {endpointFor} from '../wire/endpoint.ts';
import {describeProfile, listProfiles, renewCommand, sourcesOf} from './profiles.ts';
import {partitionOf, refuseNoRegion} from './region-name.ts';
import {readableName} from './section-name.ts';
import {readSharedConfig, type SharedConfig} from './shared-config.ts';

/** Where calls without a region go when nothing names one; also the aws CLI's habit. */
const lastResort = 'us-east-1';

/** What AWS would sign in with, in the order of the SDK's default chain. */
export async function awsSignIn(options: CloudOptions): Promise<SignIn> {
	const {env, sandbox} = options;
	const config = await readSharedConfig(env);
	const signIn = signInFrom(options, config);
	const region = signIn.region?.id ?? lastResort;
	const way = wayOf('aws', env, () => {
		refuseNoRegion(region, signIn.region?.from ?? '');
		const named = endpointFor('EC2', env, sandbox, {config, profile: profileName(options)});
		const suffix = partitionOf(region) === 'aws-cn' ? 'com.cn' : 'com';
		return {url: named ?? `https://ec2.${region}.amazonaws.${suffix}`, own: named === undefined};
	});
	return {...way, ...signIn};
}

/** The same from files that are read already. */
export function signInFrom(options: CloudOptions, config: SharedConfig): SignIn {
	const {env, sandbox} = options;
	const profiles = sandbox ? [] : listProfiles(config);
	const found = sandbox ? inSandbox(env) : find(options, config);
	return {cloud: 'aws', region: regionOf(options, config), profiles, tried: [], ...found};
}

/** The profile whose settings count: picked, named by the environment, or `default`. */
export function profileName({env, profile, sandbox}: CloudOptions): string | undefined {
	return sandbox ? undefined : profile || env.AWS_PROFILE || 'default';
}

type Found = Partial<SignIn>;

function inSandbox(env: CloudOptions['env']): Found {
	return {source: 'sandbox', keyHint: keyHint(env.AWS_ACCESS_KEY_ID ?? '')};
}

function find({env, profile, instanceRole}: CloudOptions, config: SharedConfig): Found {
	if (instanceRole) return {source: 'role of this machine (EC2 instance metadata)'};
	const named = profile || env.AWS_PROFILE;
	if (named) return fromProfile(named, profile ? 'profile ' : 'AWS_PROFILE=', config);
	const {AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret} = env;
	if (id && secret) return {source: 'environment', keyHint: keyHint(id)};
	const standard = describeProfile(config, 'default');
	if (standard.kind !== 'settings' && standard.kind !== 'misnamed') return fromProfile('default', 'profile ', config);
	if (env.AWS_WEB_IDENTITY_TOKEN_FILE && env.AWS_ROLE_ARN)
		return {source: `web identity token, for ${printable(env.AWS_ROLE_ARN, 120)}`};
	if (env.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI || env.AWS_CONTAINER_CREDENTIALS_FULL_URI)
		return {source: 'role of this container'};
	const others = listProfiles(config).filter(({kind}) => kind !== 'settings' && kind !== 'misnamed');
	return {
		tried: [
			id || secret
				? `environment (${id ? 'AWS_SECRET_ACCESS_KEY' : 'AWS_ACCESS_KEY_ID'} is not set, the other one is)`
				: 'environment (AWS_ACCESS_KEY_ID and AWS_PROFILE are not set)',
			`profile default (no credentials in ${config.shownFiles})`,
			'web identity token and container role (their variables are not set)',
			'role of this machine (asked only with --instance-role)',
		],
		problem: 'No AWS credentials were found',
		mend:
			others.length > 0
				? `Choose a profile with --aws-profile or AWS_PROFILE: ${listNames(others)}`
				: 'Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or run: aws configure sso, or: aws configure',
	};
}

function fromProfile(name: string, prefix: string, config: SharedConfig): Found {
	const shown = printable(name, 60);
	const unknownProfile = prefix === 'AWS_PROFILE=' ? 'AWS_PROFILE' : '--aws-profile';
	const misnamed = sourcesOf(config, name).find(each => config.misnamed.has(each));
	if (misnamed !== undefined) return {unknownProfile, ...misnamedProfile({name, misnamed, prefix}, config)};
	if (!config.profiles.has(name)) {
		const known = listProfiles(config).filter(({kind}) => kind !== 'misnamed');
		return {
			unknownProfile,
			tried: [`${prefix}${shown} (not in ${config.shownFiles})`],
			problem: `There is no AWS profile "${shown}" in ${config.shownFiles}`,
			mend: known.length > 0 ? `Choose one of: ${listNames(known)}` : 'Run: aws configure, or leave the profile out',
		};
	}

	const profile = describeProfile(config, name);
	const renew = renewCommand(config, name);
	if (profile.kind === 'settings')
		return {
			profile: shown,
			tried: [`${prefix}${shown} (holds no credentials)`],
			problem: `The AWS profile "${shown}" holds no credentials`,
			mend: `Run: aws configure ${optionWords('--profile', shown)}, or choose another profile`,
		};
	const session = config.profiles.get(name)?.get('sso_session');
	if (profile.kind === 'sso' && session && !config.ssoSessions.has(session))
		return {
			profile: shown,
			tried: [`${prefix}${shown} (its SSO session is not there)`],
			problem: `The AWS profile "${shown}" uses the SSO session "${printable(session, 60)}", which is not in ${config.shownFiles}`,
			mend: `Run: aws configure sso ${optionWords('--profile', shown)}`,
		};
	return {
		source: `${prefix}${shown} (${profile.detail})`,
		profile: shown,
		...(profile.keyHint && {keyHint: profile.keyHint}),
		...(renew && {renew}),
	};
}

/** The aws CLI takes blanks and the like in a name; the SDK that signs in here passes over the section. */
function misnamedProfile(
	{name, misnamed, prefix}: {readonly name: string; readonly misnamed: string; readonly prefix: string},
	{shownFiles}: SharedConfig,
): Found {
	const user = name === misnamed ? '' : `, which "${printable(name, 60)}" uses,`;
	return {
		tried: [`${prefix}${printable(name, 60)} (the AWS SDK does not read its name)`],
		problem: `The AWS profile "${printable(misnamed, 60)}"${user} can’t be used: the AWS SDK passes over a section of this name`,
		mend: `Rename it in ${shownFiles}, to ${printable(readableName(misnamed), 60)} for instance: with letters, digits and _ - . @ + % : / alone, and one blank after the word profile`,
	};
}

/**
 * The region that calls without one go to. As with the aws CLI the environment counts before the profile, but never across
 * partitions: a picked profile's own region, and the region that the work is about, keep the call where the keys are known.
 */
function regionOf(options: CloudOptions, config: SharedConfig): NonNullable<SignIn['region']> {
	const {env, profile, region: wanted} = options;
	const name = profileName(options);
	const ofProfile = (name && config.profiles.get(name)?.get('region')) || '';
	const variable = env.AWS_REGION ? 'AWS_REGION' : 'AWS_DEFAULT_REGION';
	const candidates = [
		{id: env[variable] ?? '', from: variable},
		{id: ofProfile, from: `profile ${printable(name ?? '', 60)}`},
		{id: wanted ?? '', from: 'the connection'},
	].filter(({id}) => id !== '');
	const partition = wanted ? partitionOf(wanted) : profile && ofProfile ? partitionOf(ofProfile) : undefined;
	const found = candidates.find(({id}) => partition === undefined || partitionOf(id) === partition);
	return found ? {...found, id: printable(found.id, 40)} : {id: lastResort, from: 'nothing names one', isAssumed: true};
}
