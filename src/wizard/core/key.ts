/** A key as the wizard sees it: one at a time, however many arrived together. */
export interface Key {
	/** `char` carries `text` (one grapheme). Ctrl and Alt combinations are `char` with the letter in `text` and the flag set. */
	readonly name:
		| 'char'
		| 'enter'
		| 'escape'
		| 'tab'
		| 'backspace'
		| 'delete'
		| 'up'
		| 'down'
		| 'left'
		| 'right'
		| 'home'
		| 'end'
		| 'page-up'
		| 'page-down'
		| 'insert'
		| 'unknown';
	readonly text: string;
	readonly ctrl: boolean;
	readonly alt: boolean;
	readonly shift: boolean;
}

/** A key's name in the key map and the footer: `ctrl-s`, `shift-tab`, `enter`, `?`. */
export function keyName(key: Key): string {
	const base = key.name === 'char' ? key.text : key.name;
	const shift = key.shift && key.name !== 'char' ? 'shift-' : '';
	return `${key.ctrl ? 'ctrl-' : ''}${key.alt ? 'alt-' : ''}${shift}${base}`;
}
