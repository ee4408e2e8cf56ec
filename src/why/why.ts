import type {ConnectionStatus} from '../clouds/contract/cloud.ts';
import type {CloudWhy} from '../clouds/contract/cloud-why.ts';
import type {CloudLog, ConnectionSight, Traffic} from '../clouds/contract/sight.ts';
import type {Sureness} from '../clouds/contract/tunnel-status.ts';
import type {DeviceSide, DeviceTunnel} from '../connection/device-side.ts';
import type {ConnectionDocument} from '../connection/document.ts';
import type {FleetChange} from '../watch/fleet/fleet.ts';

/*
 * Why a tunnel is down, or is up and carries nothing: evidence goes in, causes come out, the likeliest first. Pure: who reads the evidence is
 * elsewhere. Types only.
 */

/** Where a line of evidence is from. */
type EvidenceFrom = 'cloud' | 'cloud log' | 'site log' | 'site state' | 'seen here';

/** What speaks for a cause: quoted, never told in other words. */
export interface Quote {
	readonly from: EvidenceFrom;
	/** The line or value itself, printable, without a key, bounded. */
	readonly text: string;
	/** Ms since the epoch, where the line has a time that can be read. */
	readonly at?: number;
	/** From 1: the line of the site's log. */
	readonly line?: number;
	/** Whose wording it is: `charon`, `FortiOS`. */
	readonly writer?: string;
	/** The wording is known from the vendor's guide alone: it was not seen from the program itself. */
	readonly fromGuide?: true;
}

/** What the device has to be told, but for its keys. */
export type KeylessSide = Omit<DeviceSide, 'tunnels'> & {readonly tunnels: readonly Omit<DeviceTunnel, 'key'>[]};

/** All that may be known; what is left out was not asked for, and proves nothing. */
export interface Known {
	readonly connection: ConnectionStatus;
	/** The tunnels that are asked about, from 1: those that are not UP, or all where all are. */
	readonly tunnels: readonly number[];
	readonly now: number;
	/** The connection as a document: what the cloud's end was told. */
	readonly document?: ConnectionDocument;
	/** Its keys are never read here. */
	readonly side?: KeylessSide;
	readonly sight?: ConnectionSight;
	readonly cloudLog?: CloudLog;
	readonly traffic?: Traffic;
	/** Of the cloud's own tools, by which its account is reached, where one was named. Each of these tools takes it as `--profile`. */
	readonly profile?: string;
	/** How the cloud's own words are read. */
	readonly cloudWhy?: CloudWhy;
	/** Newest first. */
	readonly changes?: readonly FleetChange[];
	/** What the user gave: logs and states of the site's device, as text. */
	readonly site?: string;
	/** Whose lines those are, as far as their form tells: `charon`. Found while it is read; mends speak that device's words. */
	readonly writers?: readonly string[];
}

/** What a line or a value points to, and how strongly. */
export interface Sign {
	/** The cause's id. */
	readonly cause: string;
	/** 1 says so by itself; under that it needs company. */
	readonly weight: number;
	readonly quote: Quote;
	/** Of which tunnel, from 1; left out where it can't be told. */
	readonly tunnel?: number;
}

/** What would settle it: a command with its values filled in, and what it shows in either case. */
export interface Proof {
	/** Where it is typed: `on the device`, `here`, `on a host of the site`. */
	readonly where: string;
	readonly command: string;
	readonly shows: string;
}

/** A cause, as a row: found by signs, mended in steps. */
export interface Cause {
	/** `wrong-key`. Stable: scripts read it. */
	readonly id: string;
	/** For a heading: `The two ends have different pre-shared keys`. */
	readonly title: string;
	/** What the clouds' and vendors' pages, or a run of the programs, say of it. */
	readonly source: string;
	/** For this connection, the values filled in. */
	mend(known: Known): readonly string[];
	prove(known: Known): readonly Proof[];
}

/** A cause that evidence speaks for. */
export interface Verdict {
	readonly cause: Pick<Cause, 'id' | 'title'>;
	/** proved: a line that only this cause has. likely: speaks for it, and for little else. possible: fits. */
	readonly sureness: Sureness;
	/** Of which tunnels, from 1. */
	readonly tunnels: readonly number[];
	readonly evidence: readonly Quote[];
	readonly mend: readonly string[];
	readonly prove: readonly Proof[];
}

/** The answer. No verdict is an answer too: what was looked at, and what would tell more. */
export interface Why {
	readonly verdicts: readonly Verdict[];
	/** What was looked at, in words: `what the cloud says of 2 tunnels`, `142 lines of charon's log`. */
	readonly lookedAt: readonly string[];
	/** What was not, and how to give it. */
	readonly missing: readonly string[];
	/** Of these what is of the logs and states that were given, where they say nothing, or not all: whoever gave them wants to know it first. */
	readonly ofSite?: readonly string[];
}
