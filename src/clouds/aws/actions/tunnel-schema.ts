import * as z from 'zod';
import {logOptions, type Row, type Rows, tunnelOptions} from '../options.ts';

/** What a request holds of an option. */
type Sent<Of extends Row> = Of extends {readonly kind: 'list'; readonly values: readonly (infer Value)[]}
	? {Value: Value}[]
	: Of extends {readonly kind: 'number'}
		? number
		: Of extends {readonly kind: 'flag'}
			? boolean
			: string;

/** How the options of a tunnel may be sent. */
function sent<Of extends Rows>(rows: Of) {
	const schemas = Object.values(rows).map(row => [row.member, sentOption(row).optional()]);
	// entries lose which schema belongs to which name
	return Object.fromEntries(schemas) as {
		[Name in keyof Of as Of[Name]['member']]: z.ZodOptional<z.ZodType<Sent<Of[Name]>>>;
	};
}

function sentOption(row: Rows[string]): z.ZodType {
	if (row.kind === 'number') return z.number().int();
	if (row.kind === 'flag') return z.boolean();
	if (row.kind === 'word') return z.string();
	const texts = row.values.filter(value => typeof value === 'string');
	return z.array(z.strictObject({Value: texts.length > 0 ? z.enum(texts) : z.number().int()}));
}

const {EnableTunnelLifecycleControl, ...options} = sent(tunnelOptions);
/** The options of one tunnel, as a request may hold them. */
export const tunnelSchema = z.strictObject({
	TunnelInsideCidr: z.string().optional(),
	TunnelInsideIpv6Cidr: z.string().optional(),
	PreSharedKey: z.string().optional(),
	...options,
	LogOptions: z.strictObject({CloudWatchLogOptions: z.strictObject(sent(logOptions))}).optional(),
	EnableTunnelLifecycleControl,
});
