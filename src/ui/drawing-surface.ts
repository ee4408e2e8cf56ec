import type {Environment} from '../connection/environment.ts';
/** A terminal's size in cells. */
export interface Size {
	readonly columns: number;
	readonly rows: number;
}

/**
 * The size to draw in; never zero. Some pseudo-terminals say 0x0: then COLUMNS and LINES count, then 80x24.
 * On Windows the last row stays free: a console that has its last cell written scrolls.
 */
export function sizeOf(stdout: NodeJS.WriteStream, env: Environment): Size {
	const rows = stdout.rows || Number(env.LINES) || 24;
	return {
		columns: stdout.columns || Number(env.COLUMNS) || 80,
		rows: process.platform === 'win32' ? Math.max(1, rows - 1) : rows,
	};
}

/**
 * The stream that Ink draws on: stdout with its own `write` from now, so that others' writes can be kept off the screen,
 * and with a size that is never zero (for 0x0 Ink would start a process at every frame to find one). Of another size Ink hears once
 * the state has been drawn that knows it: it would first draw the old frame again, and with it a key that is masked from now on.
 */
export function drawingSurface(stdout: NodeJS.WriteStream, env: Environment): NodeJS.WriteStream {
	const write = stdout.write.bind(stdout);
	type Listener = () => void;
	const later = new Map<Listener, Listener>();
	const on = (name: string, listener: Listener) => {
		if (name === 'resize' && !later.has(listener)) later.set(listener, () => queueMicrotask(listener));
		stdout.on(name, later.get(listener) ?? listener);
	};
	const off = (name: string, listener: Listener) => {
		stdout.off(name, later.get(listener) ?? listener);
		later.delete(listener);
	};
	return new Proxy(stdout, {
		get(target, property) {
			if (property === 'write') return write;
			if (property === 'on') return on;
			if (property === 'off') return off;
			if (property === 'columns' || property === 'rows') return sizeOf(target, env)[property];
			const value: unknown = Reflect.get(target, property, target);
			return typeof value === 'function' ? value.bind(target) : value;
		},
	});
}
