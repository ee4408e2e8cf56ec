import {readFileSync} from 'node:fs';

/** An example with a name, a site and ranges that nothing in the sandbox has. */
export function standingDocument(example: string, change: object = {}) {
	const whole = JSON.parse(readFileSync(`examples/${example}.json`, 'utf8'));
	const asn = whole.cloud === 'aws' || whole.routing.mode === 'bgp' ? {asn: 64_901} : {};
	const site = {kind: 'new', name: 'mine', address: '198.51.100.101', ...asn};
	const routing = whole.routing.mode === 'static' ? {mode: 'static', prefixes: ['172.29.0.0/16']} : whole.routing;
	const ranges = whole.routing.mode === 'policy' ? [{...whole.ranges[0], siteSide: ['172.29.0.0/16']}] : whole.ranges;
	return {...whole, name: 'mine', site, routing, ...(ranges ? {ranges} : {}), ...change};
}
