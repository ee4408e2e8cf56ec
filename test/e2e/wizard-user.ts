import type {Opened, OpenOptions} from './program.ts';
import {open} from './program.ts';
import type {Screen, Wanted} from './screen.ts';

/** What the terminal sends for a key. */
export const keys = {
	enter: '\r',
	escape: '\u001B',
	tab: '\t',
	shiftTab: '\u001B[Z',
	backspace: '\u007F',
	up: '\u001B[A',
	down: '\u001B[B',
	right: '\u001B[C',
	left: '\u001B[D',
	home: '\u001B[H',
	end: '\u001B[F',
	ctrlC: '\u0003',
	ctrlD: '\u0004',
	ctrlN: '\u000E',
	ctrlR: '\u0012',
	ctrlS: '\u0013',
	ctrlT: '\u0014',
	ctrlU: '\u0015',
} as const;

/** The question of each step: what stands on the screen while it is asked. */
export const questions = {
	home: 'New connection',
	cloud: 'Which cloud do you join',
	region: 'Which region of',
	gateway: 'Which gateway ends the tunnel',
	site: 'Which device ends it at the site',
	siteNew: 'What is the site’s device',
	routing: 'How do the two sides learn',
	pairs: 'Which ranges may talk through the tunnel',
	staticRoutes: 'Which ranges are at the site',
	bgp: 'How does BGP run through the tunnel',
	security: 'How is the tunnel secured',
	name: 'What is it called',
	review: 'Is this what you want',
	dryRun: 'nothing has been made',
	confirm: /to create it/,
} as const satisfies Record<string, Wanted>;

const holds = (text: string, wanted: string | RegExp) =>
	typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text);

/** What the cursor points at: the first words after it. Empty while a list is still being read. */
function cursorIn(text: string): string {
	const rows = text.split('\n').slice(2); // the way above has a pointer of its own
	return rows.flatMap(row => /^ +❯ +(.{1,14})/.exec(row)?.slice(1) ?? []).join(' / ');
}

/** A person at the wizard: reads what is on the screen, presses keys, and waits for what they lead to. */
export class WizardUser {
	readonly opened: Opened;
	readonly screen: Screen;

	constructor(args: readonly string[], options: OpenOptions = {}) {
		this.opened = open(args, options);
		this.screen = this.opened.screen;
	}

	/** Opens the wizard on a fast sandbox and waits until it hears keys. */
	static async atHome(options: OpenOptions & {readonly args?: readonly string[]} = {}): Promise<WizardUser> {
		const user = new WizardUser(['--sandbox', '--speed', '10', ...(options.args ?? [])], options);
		await user.screen.ready(questions.home, 20_000);
		return user;
	}

	at(wanted: Wanted, timeoutMs = 30_000): Promise<string> {
		return this.screen.until(wanted, timeoutMs);
	}

	press(...pressed: readonly (keyof typeof keys)[]): void {
		for (const name of pressed) this.screen.send(keys[name]);
	}

	/** Filters the list of what is watched down to one connection, and sees the cursor on it. @param id told below the list, or in its row */
	async find(id: string): Promise<void> {
		await this.screen.type(`/${id}`);
		await this.at(text => text.includes(`filter: ${id}_`) && /1 of \d+/.test(text));
		this.press('enter');
		await this.at(text => text.includes(`filter: ${id} `) && /❯/.test(text) && text.includes(id));
	}

	/** Filters a list down to one row by typing, sees the cursor on it, takes it, and sees the next screen. */
	async pick(row: string): Promise<void> {
		await this.at(row);
		await this.screen.type(row);
		const isHere = (text: string) => cursorIn(text).startsWith(row.slice(0, 14));
		await this.at(isHere);
		this.press('enter');
		await this.at(text => !isHere(text));
	}

	/**
	 * Presses Enter until `wanted` stands on the screen. Every Enter moves the cursor or leads on, so each one waits until the
	 * cursor stands elsewhere than at the one before, so that none is pressed into a screen that is still to come. Within a
	 * pair of ranges the cursor moves sideways: there the screen has had its time.
	 */
	async enterUntil(wanted: string | RegExp, limit = 30): Promise<string> {
		let before = '';
		for (let count = 0; count < limit; count += 1) {
			const pressed = Date.now();
			const text = await this.at(text => {
				const cursor = cursorIn(text);
				return (
					holds(text, wanted) ||
					(cursor !== '' && (cursor !== before || (text.includes(questions.pairs) && Date.now() - pressed > 1500)))
				);
			});
			if (holds(text, wanted)) return text;
			before = cursorIn(text);
			this.press('enter');
		}

		throw new Error(`${limit} times Enter did not lead to ${wanted}\n${this.screen.text()}`);
	}

	/** From the dry run's checks, confirmed by the name, to the tunnels of what was made. */
	async makeFromDryRun(): Promise<void> {
		await this.at(/checked \d+ · /);
		this.press('right');
		const text = await this.at(questions.confirm);
		await this.screen.type(/Type (\S+) and press/.exec(text)?.[1] ?? '');
		await this.at(/enter creates it/);
		this.press('enter');
		await this.at('It comes up once', 60_000);
		this.press('enter');
	}

	end(): Promise<{readonly code: number; readonly before: string; readonly after: string}> {
		return this.opened.ended();
	}
}
