import * as z from 'zod';

export type TagList = readonly {readonly Key: string; readonly Value: string}[];

export const tags = z.array(z.strictObject({Key: z.string(), Value: z.string()}));

export function tagSpecifications<Type extends 'vpn-gateway' | 'customer-gateway' | 'vpn-connection'>(type: Type) {
	return z.array(z.strictObject({ResourceType: z.literal(type), Tags: tags})).optional();
}
