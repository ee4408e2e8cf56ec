import type {RoutingMode} from '../../connection/document.ts';
import type {CloudGateway, SiteGateway} from './cloud.ts';
import type {FormAnswers, FormAsked} from './form-asked.ts';
import type {Option} from './option.ts';

/** A line of text that only this cloud asks for. Its answer is kept under its id. */
export interface OwnField {
	readonly id: string;
	readonly label: string;
	readonly placeholder: string;
	readonly help: string;
	/** Where the answer stands in the document. */
	readonly path: string;
	/** It may hold a question mark. */
	readonly free?: true;
	/** It is a number in the document. */
	readonly number?: true;
	/** It goes with another answer until it is typed. */
	readonly follows?: true;
	/** The answers that go with what was typed here. */
	following?(text: string): Readonly<Record<string, string>>;
	/** Whether it is asked, and stands in the document. */
	when?(answers: FormAnswers): boolean;
	/** Why the wizard can't go on with this text. Empty text is given too. */
	syntax?(value: string, asked: FormAsked): string | undefined;
}

/** What a cloud brings to the wizard's questions: data and pure functions, for the first frame loads them. */
export interface CloudForm {
	readonly gateway: {
		readonly help: string;
		/** What its kinds are called, where that is not the word of the document. */
		readonly kinds: Readonly<Record<string, string>>;
		/** Kinds that the document names the VPC of, too. */
		readonly withVpc?: readonly string[];
		/** Kinds that route tables learn routes from. */
		readonly withTables?: readonly string[];
		/** What can be chosen in place of one that is there: the kind that the document has then, and its words in the list and in the review. */
		readonly offers?: readonly {
			readonly kind: string;
			readonly words: readonly [string, string];
			readonly says: string;
		}[];
		/** The offer of a connection without one. */
		readonly none?: string;
		/** The offer that makes one. */
		readonly makes?: NewGateway;
	};
	readonly site: {
		/** The longest name that it takes, in characters. */
		readonly longestName: number;
		/** Said where a device without an ASN can't be described. */
		readonly asnNeeded?: string;
		readonly fields?: readonly OwnField[];
		/** What is answered in them, for the review. */
		says?(text: (id: string) => string): readonly string[];
	};
	readonly routing?: {
		/** Why a mode can't be chosen beside what stands. What is not read yet blocks nothing. */
		whyNot?(mode: RoutingMode, asked: FormAsked): string | undefined;
		/** A mode that can be chosen, and that the cursor does not begin on. */
		isUnlikely?(mode: RoutingMode, asked: FormAsked): boolean;
		/** Why a site gateway leaves no mode at all; by site, for a list: how the gateway stands is looked at once. */
		whyNoMode?(asked: FormAsked): (site: SiteGateway) => string | undefined;
	};
	readonly routes: {
		/** How BGP runs through the tunnel. */
		readonly help: string;
		readonly fields?: readonly OwnField[];
		/** What to offer in them while nothing was typed. */
		suggest?(asked: FormAsked): Readonly<Record<string, string>>;
		/** What is answered of it, for the review. */
		says(text: (id: string) => string): string;
	};
	/** How pairs of ranges are asked for, where it routes by them. */
	readonly pairs?: PairsForm;
	readonly keys: {
		/** The member of the document that they stand in, where there are several. */
		readonly around?: string;
		readonly form: string;
		/** Where the cloud can keep them. */
		readonly kept?: string;
	};
	/** What the preset `custom` leaves to whom. */
	readonly customPreset: string;
	/** Every option of a connection that other steps do not ask, in the order of the form. */
	readonly options: readonly Option[];
	/** The number of the tunnel that a place in the document is about, from 1, where it is about one of several. */
	tunnelOf?(path: string): number | undefined;
	/** Those that the first line of the form tells, by their places in the document. */
	readonly headlines: readonly string[];
}

/** The limits of pairs of ranges, and what they are called in the API's own JSON, which is pasted. */
export interface PairsForm {
	/** The most of them in one tunnel. */
	readonly most: number;
	/** The most single mappings, one range to one range, of all tunnels on a gateway. */
	readonly mostMappings: number;
	readonly names: PairNames;
}

export interface PairNames {
	/** The members that hold the pairs. */
	readonly holders: readonly string[];
	/** The member of a pair that is the range at the cloud side. */
	readonly cloudSide: string;
	readonly siteSide: string;
}

/** A gateway that is made together with the connection. */
export interface NewGateway {
	/** Its kind in the document while it is to be made, which is the offer's. */
	readonly offer: string;
	/** Its kind once it stands. */
	readonly kind: CloudGateway['kind'];
	/** The ASN that the cloud gives to one that asks for none. */
	readonly asn: number;
	/** What is asked for with its VPC. */
	readonly vpcHelp: string;
	readonly fields: readonly OwnField[];
}
