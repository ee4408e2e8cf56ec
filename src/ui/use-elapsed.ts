import {useEffect, useState} from 'react';

/** Milliseconds since `active` became true, in steps good enough for words: a moment, then whole seconds. No timer runs while it is false. */
export function useElapsed(active: boolean): number {
	const [elapsedMs, setElapsedMs] = useState(0);
	useEffect(() => {
		if (!active) return;
		const start = Date.now();
		const tell = () => setElapsedMs(Date.now() - start);
		tell();
		const soon = setTimeout(tell, 120);
		const timer = setInterval(tell, 1000);
		return () => {
			clearTimeout(soon);
			clearInterval(timer);
		};
	}, [active]);
	return active ? elapsedMs : 0;
}
