import {type OptionRow, withinSentence} from '../contract/option.ts';

/* What is known of an option of a tunnel; the options themselves stand in `options.ts`. Light and pure. */

type Named = Readonly<Record<string, unknown>>;

/** An option. What the form asks of it: label, help, choices, example. */
interface TunnelOption<Structure = Named> extends Partial<Pick<OptionRow, 'label' | 'help' | 'choices' | 'example'>> {
	/** Its name at the API, in the request and in what reads back. */
	readonly member: keyof Structure & string;
	/** Another spelling of it that the API takes too. */
	readonly otherMember?: string;
	/** For people, within a sentence: `IKE version`. Left out where it is the label. */
	readonly what?: string;
	/** The same where it stands alone, if that is not enough: `IPsec lifetime in seconds`. */
	readonly inFull?: string;
	/** What it can be, where that is a list. */
	readonly values?: readonly string[];
	/** Older words for its values. */
	readonly otherValues?: Readonly<Record<string, string>>;
	/** What it can be, where that is a whole number. */
	readonly limits?: {readonly least: number; readonly most: number; readonly unit: string};
	/** What it is at the API, and a debug log may hold, where its values or limits do not say. */
	readonly kind?: 'address' | 'flag' | 'number' | 'hidden';
	/** What holds where neither the document nor its preset says. */
	readonly standard?: boolean | number | string;
	/** Its argument of `tencentcloud_vpn_connection` in Terraform, where that is not its name at the API in Terraform's spelling. */
	readonly terraform?: string;
}

export type TunnelOptions<Structure = Named> = Readonly<Record<string, TunnelOption<Structure>>>;

/** What it is at the API. */
export function kindOf({kind, limits}: Pick<TunnelOption, 'kind' | 'limits'>) {
	return kind ?? (limits ? 'number' : 'word');
}

/** An option with its places. */
export interface PlacedOption extends TunnelOption {
	readonly name: string;
	readonly what: string;
	/** In the document: `security.options.ikeVersion`. */
	readonly field: string;
	/** In the request, and in what reads back. */
	readonly path: readonly string[];
}

/**
 * @param place of these options in the document
 * @param structure in which the API has them, '' for the request itself
 */
export const placed = (place: string, structure: string, options: TunnelOptions) =>
	Object.entries(options).map(
		([name, option]): PlacedOption => ({
			...option,
			name,
			what: option.what ?? withinSentence(option.label ?? name),
			field: place === '' ? name : `${place}.${name}`,
			path: structure === '' ? [option.member] : [structure, option.member],
		}),
	);

/** Where the insides of Tencent Cloud's tunnels lie. Source: CreateVpnConnection, HealthCheckLocalIp; for BGP only reported by users. */
export const tencentInsideRange = '169.254.128.0/17';
