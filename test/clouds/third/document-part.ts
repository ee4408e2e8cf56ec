import * as z from 'zod';
import type {DocumentPart} from '../../../src/clouds/contract/document-part.ts';
import {keySource, rangePair, routing, securityPreset, siteGateway, tags} from '../../../src/clouds/document/parts.ts';
import {third} from './module.ts';

const schema = z.strictObject({
	$schema: z.string().optional(),
	version: z.literal(1),
	cloud: z.literal('third'),
	name: z.string().min(1).max(40),
	region: z.string().regex(third.region.form, 'must look like third-north'),
	cloudGateway: z.discriminatedUnion('kind', [
		z.strictObject({kind: z.literal('edge'), id: z.string().regex(/^edge-\d+$/, 'must look like edge-1')}),
	]),
	site: siteGateway(40, 'cgw-'),
	routing,
	ranges: z.array(rangePair).max(1).default([]),
	security: z.strictObject({preset: securityPreset}).default({preset: 'strong'}),
	presharedKey: keySource.default({from: 'generated'}),
	heartbeatSeconds: z
		.number()
		.int()
		.min(1)
		.max(60)
		.default(10)
		.describe('How often the cloud asks whether the device is there'),
	tags,
});

export const thirdDocumentPart: DocumentPart = {
	schema,
	sources: [[/^/, 'the third cloud’s manual']],
	examples: {region: third.region.example, 'cloudGateway.id': 'edge-1', 'site.id': 'cgw-third1'},
	kinds: {'cloudGateway.kind': ['edge'], 'routing.mode': ['static', 'bgp']},
	keyPlace: '"presharedKey" says from where it comes',
	defaults: {},
	wanted: () => ({}),
	sameAs: field => field,
};
