const terminal = process.stderr.isTTY;

/**
 * Runs `work` under a line on stderr that says what is going on and for how long. On a terminal the line is rewritten
 * each second and erased at the end, so that nothing of it is left on the screen; elsewhere it is printed once.
 */
export async function withProgress(text, work) {
	const started = Date.now();
	const draw = () => {
		const seconds = Math.round((Date.now() - started) / 1000);
		process.stderr.write(`\r\u001B[2K${text} …${seconds > 0 ? ` ${seconds} s` : ''}`);
	};

	let timer;
	if (terminal) {
		draw();
		timer = setInterval(draw, 1000);
	} else {
		process.stderr.write(`${text} …\n`);
	}

	try {
		return await work();
	} finally {
		if (terminal) {
			clearInterval(timer);
			process.stderr.write('\r\u001B[2K');
		}
	}
}
