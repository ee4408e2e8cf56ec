import type {ProfileOptions} from '../clouds/sign-in/in-this-account.ts';
import type {Environment} from '../connection/environment.ts';
import type {FleetChoice} from '../session/fleet-choice.ts';
import type {FollowWishes} from '../session/follow-fleet.ts';
import type {AttentionWish} from '../wizard/attention/wish.ts';

/** What `openWizard` of open-wizard.tsx is given. Types only: importing this loads nothing. */
export interface OpenWizardOptions extends ProfileOptions {
	/** True: start the embedded sandbox clouds and work on them. */
	readonly sandbox: boolean;
	/** The process's environment; where keys, endpoints and folders are found. */
	readonly env: Environment;
	/** Clock factor of the sandbox; 1 by default. */
	readonly speed?: number;
	/** Faults for the sandbox, as written after `--fault`: `throttle:CreateVpnConnection:2`. */
	readonly faults?: readonly string[];
	/** Sign in as the machine's own role. */
	readonly instanceRole?: boolean;
	/** Write the calls down in a file: under the state folder, or where `debugFile` says. */
	readonly debug?: boolean;
	readonly debugFile?: string;
	/** Take no clicks: the terminal selects text as ever. */
	readonly noMouse?: boolean;
	/** What calls attention when a tunnel changes; left out: as it was picked the last time. */
	readonly notify?: AttentionWish;
	/** A saved profile to begin with. */
	readonly profile?: string;
	/** Who else is told of what is watched: a program for each change, Prometheus. */
	readonly follow?: FollowWishes;
	/** Nothing is made, changed or taken down. */
	readonly readOnly?: boolean;
	/** Begin with the list of these connections, watched. */
	readonly watch?: FleetChoice;
}
