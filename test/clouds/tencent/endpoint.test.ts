import {describe, expect, it} from 'vitest';
import {endpointOf} from '../../../src/clouds/tencent/wire/endpoint.ts';

describe('endpoints: a call reaches the host that can answer it, and keys never travel in clear', () => {
	it.each([
		['ap-guangzhou', {}, 'vpc.tencentcloudapi.com'],
		['ap-shanghai-fsi', {}, 'vpc.ap-shanghai-fsi.tencentcloudapi.com'],
		['ap-singapore', {TENCENTCLOUD_DOMAIN: 'intl.tencentcloudapi.com'}, 'vpc.intl.tencentcloudapi.com'],
		['ap-guangzhou', {TENCENTCLOUD_DOMAIN: 'https://tencentcloudapi.com/'}, 'vpc.tencentcloudapi.com'],
		['ap-guangzhou', {TENCENTCLOUD_DOMAIN: '127.0.0.1:4500', TENCENTCLOUD_PROTOCOL: 'HTTP'}, '127.0.0.1:4500'],
		['ap-guangzhou', {TENCENTCLOUD_DOMAIN: 'localhost:4500', TENCENTCLOUD_PROTOCOL: 'http'}, 'localhost:4500'],
		[
			'ap-shanghai-fsi',
			{TENCENTCLOUD_DOMAIN: '127.0.0.1:4500', TENCENTCLOUD_PROTOCOL: 'HTTP'},
			'vpc.ap-shanghai-fsi.localhost:4500',
		],
	])('%s with %o is at %s', (region, env, host) => {
		expect(endpointOf('vpc', region, env).host).toBe(host);
	});

	it.each(['tencentcloudapi.com', '10.0.0.5:8080', 'localhost.example.com', '127.0.0.1.example.com'])(
		'plain HTTP to %s is refused',
		domain => {
			expect(() =>
				endpointOf('vpc', 'ap-guangzhou', {TENCENTCLOUD_DOMAIN: domain, TENCENTCLOUD_PROTOCOL: 'HTTP'}),
			).toThrow(/refused/);
		},
	);

	it.each(['a b', 'host/path', 'user@host', 'host?query'])('"%s" is no domain', domain => {
		expect(() => endpointOf('vpc', 'ap-guangzhou', {TENCENTCLOUD_DOMAIN: domain})).toThrow(/TENCENTCLOUD_DOMAIN/);
	});
});
