/**
 * Stops the whole job, as Ctrl-Z does in a shell, and resolves when it goes on (`fg`).
 * Where nobody could continue it (no job control: the process group is orphaned) the system does not stop it, and this resolves soon.
 * The terminal must have been given back before.
 */
export async function stopJob(): Promise<void> {
	await new Promise<void>(resolve => {
		const done = () => {
			clearTimeout(timer);
			process.off('SIGCONT', done);
			resolve();
		};
		// The timer keeps the event loop from running empty while the job is stopped: the program would end on `fg`.
		const timer = setTimeout(done, 1000);
		process.once('SIGCONT', done);
		process.kill(0, 'SIGTSTP');
	});
}
