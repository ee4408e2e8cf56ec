import {awsAdministrator} from './aws-keys.ts';

/** The sandbox's default regions: the seeds' commands name none, so they run here. */
const awsDefaultRegion = 'eu-central-1';
const tencentDefaultRegion = 'ap-guangzhou';

/** The environment variables that point the AWS and Tencent Cloud clients at the sandbox on `port`. */
export function sandboxEnvironment(
	port: number,
	tencent: {readonly secretId: string; readonly secretKey: string},
): Readonly<Record<string, string>> {
	const url = `http://127.0.0.1:${port}`;
	return {
		AWS_ENDPOINT_URL_EC2: url,
		AWS_ENDPOINT_URL_STS: url,
		AWS_ACCESS_KEY_ID: awsAdministrator.accessKeyId,
		AWS_SECRET_ACCESS_KEY: awsAdministrator.secretAccessKey,
		AWS_REGION: awsDefaultRegion,
		AWS_DEFAULT_REGION: awsDefaultRegion,
		TENCENTCLOUD_DOMAIN: `127.0.0.1:${port}`,
		TENCENTCLOUD_PROTOCOL: 'HTTP',
		TENCENTCLOUD_SECRET_ID: tencent.secretId,
		TENCENTCLOUD_SECRET_KEY: tencent.secretKey,
		TENCENTCLOUD_REGION: tencentDefaultRegion,
	};
}
