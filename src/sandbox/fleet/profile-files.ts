import {chmod, mkdir, writeFile} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import type {FleetAccount} from './fleet-accounts.ts';

interface Reached {
	readonly port: number;
	readonly accounts: readonly FleetAccount[];
	/** Where each cloud's tools go by default. */
	readonly regions: {readonly aws: string; readonly tencent: string};
}

/**
 * Writes the files that the clouds' own tools keep profiles in, one profile for each account, into a folder of their own: nobody else can
 * read them. Returns the environment that has the tools, and tunnelwright, read them.
 * Sources: AWS SDKs and Tools Reference Guide, "Shared config and credentials files"; tccli 3.1, configure.py.
 */
export async function writeProfiles(folder: string, reached: Reached): Promise<Readonly<Record<string, string>>> {
	const home = resolve(folder);
	const [aws, tccli] = [join(home, '.aws'), join(home, '.tccli')];
	for (const each of [home, aws, tccli]) await mkdir(each, {recursive: true, mode: 0o700});
	const files = {config: join(aws, 'config'), credentials: join(aws, 'credentials')};
	await secretFile(files.config, awsConfig(reached));
	await secretFile(files.credentials, awsCredentials(reached));
	for (const {profile, tencent} of reached.accounts) {
		const [{secretId, secretKey}] = tencent.keys;
		await secretFile(join(tccli, `${profile}.credential`), json({secretId, secretKey}));
		await secretFile(join(tccli, `${profile}.configure`), json(tccliSettings(reached)));
	}

	return {
		HOME: home,
		AWS_CONFIG_FILE: files.config,
		AWS_SHARED_CREDENTIALS_FILE: files.credentials,
		TENCENTCLOUD_DOMAIN: `127.0.0.1:${reached.port}`,
		TENCENTCLOUD_PROTOCOL: 'HTTP',
	};
}

async function secretFile(path: string, text: string): Promise<void> {
	await writeFile(path, text, {mode: 0o600});
	// a file that was there keeps its mode
	await chmod(path, 0o600);
}

function awsConfig({port, accounts, regions}: Reached): string {
	return accounts
		.map(
			({profile}) =>
				`[${profile === 'default' ? profile : `profile ${profile}`}]\nregion = ${regions.aws}\nendpoint_url = http://127.0.0.1:${port}\n`,
		)
		.join('\n');
}

function awsCredentials({accounts}: Reached): string {
	return accounts
		.map(({profile, aws: {keys}}) => {
			const [{accessKeyId, secretAccessKey}] = keys;
			return `[${profile}]\naws_access_key_id = ${accessKeyId}\naws_secret_access_key = ${secretAccessKey}\n`;
		})
		.join('\n');
}

const tccliSettings = ({port, regions}: Reached): object => ({
	_sys_param: {
		output: 'json',
		region: regions.tencent,
	},
	vpc: {version: '2017-03-12', endpoint: `127.0.0.1:${port}`},
});

const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;
