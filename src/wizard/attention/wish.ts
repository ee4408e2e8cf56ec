/** How changes of tunnels call attention, as said after `--notify`. */
export const attentionWishes = {
	title: 'the window’s title tells how many are down',
	bell: 'the title, and the terminal’s bell',
	auto: 'title, bell, and a desktop notification in the form that this terminal seems to know',
	'9': 'title, bell, and a desktop notification by OSC 9 (iTerm2, WezTerm, Ghostty, kitty, ConEmu)',
	'777': 'title, bell, and a desktop notification by OSC 777 (foot, Konsole, urxvt, WezTerm)',
	'99': 'title, bell, and a desktop notification by OSC 99 (kitty)',
	off: 'nothing at all',
} as const;

export type AttentionWish = keyof typeof attentionWishes;

/** What is done where nobody said anything: a title disturbs nobody. */
export const usualWish: AttentionWish = 'title';

/** In the order in which a key goes through them. */
export const wishes: readonly AttentionWish[] = ['title', 'bell', 'auto', '9', '777', '99', 'off'];

export function isWish(text: unknown): text is AttentionWish {
	return typeof text === 'string' && Object.hasOwn(attentionWishes, text);
}
