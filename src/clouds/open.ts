import type {Cloud, CloudId, CloudOptions} from './contract/cloud.ts';

/** Loads one cloud's module, and with it that cloud's SDK and no other. */
export async function openCloud(id: CloudId, options: CloudOptions): Promise<Cloud> {
	if (id === 'aws') {
		const {createAwsCloud} = await import('./aws/aws-cloud.ts');
		return createAwsCloud(options);
	}

	const {createTencentCloud} = await import('./tencent/tencent-cloud.ts');
	return createTencentCloud(options);
}
